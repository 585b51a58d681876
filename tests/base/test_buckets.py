"""Token buckets: so many at once, so many an hour, each knocker alone."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask

from emergency.base.buckets import Bucket, refilled, take
from emergency.base.database import db

NOW = datetime(2026, 6, 20, tzinfo=UTC)


def test_a_bucket_empties_and_fills_again(app: Flask) -> None:
    with time_machine.travel(NOW, tick=False):
        assert [take("door:a", size=2, per_hour=2) for _ in range(3)] == [True, True, False]
        assert take("door:b", size=2, per_hour=2)
    with time_machine.travel(NOW + timedelta(minutes=30), tick=False):
        assert [take("door:a", size=2, per_hour=2) for _ in range(2)] == [True, False]


def test_old_buckets_are_taken_away(app: Flask) -> None:
    with time_machine.travel(NOW, tick=False):
        take("door:a", size=2, per_hour=2)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        take("door:b", size=2, per_hour=2)
    assert [bucket.key for bucket in db.session.query(Bucket)] == ["door:b"]


def test_a_bucket_never_holds_more_than_its_size_nor_loses_by_a_clock_set_back() -> None:
    assert refilled(1.0, timedelta(days=9), 5, 60) == 5.0
    assert refilled(1.0, timedelta(days=-9), 5, 60) == 1.0
