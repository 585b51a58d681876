"""Calendars that programs subscribe to: kept bytes of each drill, whose addresses there are, when each was fetched."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class DrillEvent(Model):
    """The VEVENT of a drill as every calendar has it, written with the drill and never while somebody reads.

    `first_mark` and `second_mark` are two halves of a hash of the bytes, small enough to be added up: their sums over
    a calendar, with the number of its drills, are its ETag. A drill that no client could read has a `fault` instead and
    is shown until the first of days, which is never.
    """

    __tablename__ = "drill_event"
    __table_args__ = (
        # All that the ETag of a region's calendar asks for stands in the index: the bytes are not touched.
        Index(
            "drill_event_region", "region_code", "starts_at", "shown_until", "first_mark", "second_mark", "changed_at"
        ),
        {"info": {"derived": True}},
    )

    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(String(12))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    fault: Mapped[str] = mapped_column(String(300), default="")
    first_mark: Mapped[int] = mapped_column(BigInteger, default=0)
    second_mark: Mapped[int] = mapped_column(BigInteger, default=0)
    shown_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class CalendarFeed(Model):
    """One person's subscription address for one place; of its token only the hash is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (Index("calendar_feed_place", "person_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FeedFetch(Model):
    """When a program last asked for a calendar: tells its owner whether it arrives, and nobody else."""

    __tablename__ = "feed_fetch"
    __table_args__ = {"info": {"operational": True}}

    feed_id: Mapped[int] = mapped_column(ForeignKey("calendar_feed.id", ondelete="CASCADE"), primary_key=True)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
