"""Making, renewing and ending a subscription address; noting that a program fetched it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db, note_if_free
from emergency.base.errors import NotFound, Refusal
from emergency.drills.feed_places import FeedPlace
from emergency.drills.models_feed import CalendarFeed, FeedFetch
from emergency.drills.queries_feed import hashed, name_of

TOKEN_BYTES = 32
NOTED_AT_MOST_EVERY = timedelta(minutes=1)
MOST_FEEDS = 50
NO_PERSON = "订阅地址属于个人账号，请用自己的账号登录后办理。"


def make_feed(scope: Scope, place: FeedPlace) -> tuple[CalendarFeed, str]:
    """A new address for a place that the person may open, and its token, which is shown this once.

    A place that the person subscribes to already gets a new token: the old address ends. Raises NotFound for a
    stranger's place and Refusal above the most that one person needs.
    """
    if scope.person_id is None:
        raise Refusal(NO_PERSON)
    name = name_of(scope, place)
    if name is None:
        raise NotFound
    mine = list(db.session.scalars(select(CalendarFeed).where(CalendarFeed.person_id == scope.person_id)))
    there = next((feed for feed in mine if feed.place == place.key), None)
    if there is not None:
        return there, reset_feed(scope, there)
    if len(mine) >= MOST_FEEDS:
        raise Refusal(f"您已有 {len(mine)} 个订阅地址，请先停用不再使用的。")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed(
        person_id=scope.person_id, place=place.key, token_hash=hashed(token), made_at=clock.now()
    )  # fmt: skip
    db.session.add(feed)
    db.session.flush()
    db.session.add(FeedFetch(feed_id=feed.id))
    trail.record(scope, Tag.FEED_MAKE, "calendar_feed", feed.id, f"生成“{name}”的日历订阅地址。")
    return feed, token


def reset_feed(scope: Scope, feed: CalendarFeed) -> str:
    """A new token; the old address ends at once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed.token_hash, feed.made_at = hashed(token), clock.now()
    db.session.execute(update(FeedFetch).where(FeedFetch.feed_id == feed.id).values(fetched_at=None))
    trail.record(scope, Tag.FEED_RESET, "calendar_feed", feed.id, "重置日历订阅地址，原地址失效。")
    return token


def end_feed(scope: Scope, feed: CalendarFeed) -> None:
    """The address ends."""
    db.session.execute(delete(FeedFetch).where(FeedFetch.feed_id == feed.id))
    db.session.delete(feed)
    trail.record(scope, Tag.FEED_END, "calendar_feed", feed.id, "停用日历订阅地址。")


def forget_feeds(person_ids: Iterable[int]) -> None:
    """Take away the addresses of people who are taken away themselves, as those of the 示例 data."""
    for feed in db.session.scalars(select(CalendarFeed).where(CalendarFeed.person_id.in_(set(person_ids)))):
        db.session.execute(delete(FeedFetch).where(FeedFetch.feed_id == feed.id))
        db.session.delete(feed)
    db.session.flush()


def note_fetch(feed_id: int, noted_at: datetime | None) -> None:
    """Note that the calendar was fetched, at most once a minute; a database that is busy loses only the note."""
    now = clock.now()
    if noted_at is not None and now - noted_at < NOTED_AT_MOST_EVERY:
        return
    noted = update(FeedFetch).where(FeedFetch.feed_id == feed_id).values(fetched_at=now)
    note_if_free(noted, "calendar fetch", feed=feed_id)
