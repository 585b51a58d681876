"""The subscribed calendar itself: no sign-in, only the token; kept bytes, an ETag, gzip."""

import gzip
import hashlib

from flask import Response, request

from emergency.base import buckets
from emergency.base.access import Scope, open_door
from emergency.base.database import end_reading
from emergency.drills.actions_feed import note_fetch
from emergency.drills.calendar import TAIL, head_bytes
from emergency.drills.door import blueprint
from emergency.drills.feed_places import FeedPlace
from emergency.drills.queries_feed import Standing, events, opened, standing

MEDIA_TYPE = "text/calendar; charset=utf-8"
MOST_DRILLS = 20_000
GUESSES, GUESSES_AN_HOUR = 30, 30
FAST = 1  # the level of gzip: five times as fast as the usual one, for a third more bytes


@blueprint.get("/calendar/<string:token>.ics")
@open_door("A calendar program cannot sign in: the token in the address is the key.")
def feed(token: str) -> Response:
    """The drills of a subscription's place, from 13 months ago until 24 months ahead.

    404 for an unknown token, 410 for one whose person left or may no longer see the place: both without a word.
    """
    found = opened(token)
    if found is None:
        # Only wrong tokens are counted: a whole office asks from one address, and a right one cannot be guessed.
        free = buckets.take(f"calendar:{request.remote_addr}", size=GUESSES, per_hour=GUESSES_AN_HOUR)
        return _silent(404 if free else 429)
    stands = standing(found.scope, found.place) if found.scope and found.place else None
    if stands is None or found.scope is None or found.place is None:
        return _silent(410)
    if stands.count > MOST_DRILLS:
        return _silent(413)
    response = _answer(found.scope, found.place, stands)
    note_fetch(found.feed_id, found.fetched_at)
    return response


def _answer(scope: Scope, place: FeedPlace, stands: Standing) -> Response:
    head = head_bytes(stands.name, f"feed:{place.key}", stands.newest)
    zipped = request.accept_encodings.quality("gzip") > 0
    tag = etag_of(head, stands) + ("-gzip" if zipped else "")
    if request.if_none_match.contains_weak(tag):
        return _dressed(Response(status=304), tag)
    # All of it is read before a byte leaves: a slow telephone must not keep the database waiting.
    body = b"".join((head, *events(scope, place, is_most=stands.is_most), TAIL))
    end_reading()
    response = Response(gzip.compress(body, FAST, mtime=0) if zipped else body, content_type=MEDIA_TYPE)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return _dressed(response, tag)


def etag_of(head: bytes, stands: Standing) -> str:
    """The strong ETag: what stands before the events, and the marks of all events added up."""
    told = f"{stands.count}:{stands.first}:{stands.second}".encode()
    return hashlib.sha256(head + told).hexdigest()[:40]


def _dressed(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _silent(status: int) -> Response:
    response = Response(status=status)
    response.headers.pop("Content-Type", None)
    return response
