"""The page of one's own calendar subscriptions: make, show once, renew, end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.errors import NotFound
from emergency.base.qr import qr_picture
from emergency.base.web import writing
from emergency.drills.actions_feed import end_feed, make_feed, reset_feed
from emergency.drills.door import blueprint
from emergency.drills.feed_places import FeedPlace, Kind, read_place
from emergency.drills.queries_feed import (
    OWN_NAME,
    feeds_of,
    name_of,
    names_of,
    own_feed,
)
from emergency.drills.rules_days import MONTHS_AHEAD, MONTHS_BACK


@dataclass(frozen=True, slots=True)
class Line:
    """One subscription as its owner sees it; without a name where the place is no longer the person's."""

    feed_id: int
    name: str | None
    place: FeedPlace | None
    made_at: datetime
    fetched_at: datetime | None


@blueprint.get("/my-calendars")
@needs(Permission.DRILL_VIEW)
def feeds() -> ResponseReturnValue:
    """One's subscriptions, and what the address asks to subscribe to."""
    scope = current_scope()
    wanted = _wanted()
    name = name_of(scope, wanted) if wanted else None
    if wanted and name is None:
        raise NotFound
    offers: list[tuple[FeedPlace, str | None]] = [(wanted, name)] if wanted else [(FeedPlace(Kind.OWN), OWN_NAME)]
    if wanted and wanted.kind is Kind.UNIT:
        watched = FeedPlace(Kind.OBSERVER, wanted.name)
        offers.append((watched, name_of(scope, watched)))
    return render_template(
        "drills/feeds.html", lines=_lines(scope), offers=offers, wanted=wanted, year=clock.today().year,
        months=(MONTHS_BACK, MONTHS_AHEAD),
    )  # fmt: skip


@blueprint.post("/my-calendars")
@needs(Permission.DRILL_VIEW)
def make_address() -> ResponseReturnValue:
    """A new address for a place, shown this once. Raises NotFound for a place that is not the person's."""
    place = read_place(request.form.get("place", "")[:40])
    if place is None:
        raise NotFound
    with writing():
        feed, token = make_feed(current_scope(), place)
    return _shown_once(current_scope(), feed.place, token)


@blueprint.post("/my-calendars/<int:feed_id>/reset")
@needs(Permission.DRILL_VIEW)
def reset_address(feed_id: int) -> ResponseReturnValue:
    """A new address; the old one ends."""
    with writing():
        feed = own_feed(current_scope(), feed_id)
        token = reset_feed(current_scope(), feed)
    return _shown_once(current_scope(), feed.place, token)


@blueprint.post("/my-calendars/<int:feed_id>/end")
@needs(Permission.DRILL_VIEW)
def end_address(feed_id: int) -> ResponseReturnValue:
    """The address ends."""
    with writing():
        end_feed(current_scope(), own_feed(current_scope(), feed_id))
    flash("已停用，原来的地址不再有内容。", "success")
    return redirect(url_for("drills.feeds"), 303)


def _shown_once(scope: Scope, key: str, token: str) -> Response | str:
    address = url_for("drills.feed", token=token, _external=True)
    place = read_place(key)
    shown: dict[str, Any] = {
        "name": name_of(scope, place) if place else None,
        "address": address,
        "webcal": "webcal://" + address.partition("://")[2],
        "picture": qr_picture(address),
    }
    return render_template("drills/feed_address.html", **shown)


def _wanted() -> FeedPlace | None:
    for kind in (Kind.UNIT, Kind.REGION):
        if request.args.get(kind):
            place = read_place(f"{kind}:{request.args[kind]}"[:40])
            if place is None:
                raise NotFound
            return place
    return None


def _lines(scope: Scope) -> list[Line]:
    rows = [(feed, read_place(feed.place), fetched_at) for feed, fetched_at in feeds_of(scope)]
    names = names_of(scope, [place for _, place, _ in rows if place])
    return [
        Line(feed.id, names.get(place.key) if place else None, place, feed.made_at, fetched_at)
        for feed, place, fetched_at in rows
    ]
