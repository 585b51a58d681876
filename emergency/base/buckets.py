"""Token buckets in the database, for all workers alike: how often somebody may knock at a door that is open to all."""

from datetime import datetime, timedelta

from sqlalchemy import Float, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base import clock
from emergency.base.database import Model, UtcDateTime, apart

KEPT_FOR = timedelta(days=1)


class Bucket(Model):
    """What is left for one knocker at one door, and when that was so."""

    __tablename__ = "bucket"
    __table_args__ = {"info": {"operational": True}}

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    level: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def refilled(level: float, passed: timedelta, size: int, per_hour: int) -> float:
    """What a bucket holds after a while."""
    return min(float(size), level + max(0.0, passed.total_seconds()) * per_hour / 3600)


def take(key: str, *, size: int, per_hour: int) -> bool:
    """Take one token out of the bucket, in a commit of its own; False when it is empty."""
    now = clock.now()
    with apart() as connection:
        connection.execute(delete(Bucket).where(Bucket.at < now - KEPT_FOR))
        row = connection.execute(select(Bucket.level, Bucket.at).where(Bucket.key == key[:100])).one_or_none()
        level = refilled(row.level, now - row.at, size, per_hour) if row else float(size)
        left = level - 1 if level >= 1 else level
        if row is None:
            connection.execute(insert(Bucket).values(key=key[:100], level=left, at=now))
        else:
            connection.execute(update(Bucket).where(Bucket.key == key[:100]).values(level=left, at=now))
    return level >= 1
