"""Lights: one a tile and day, in words; figures add up; an empty denominator is not 100 %."""

from datetime import date, timedelta

import pytest

from emergency.coverage.rules import LIGHT_WORDS, Figures, Light, light_on
from emergency.obligations.facts import SubjectKind, Tile

DAY = date(2026, 11, 21)
SOON, YESTERDAY, LATER = DAY - timedelta(days=10), DAY - timedelta(days=1), DAY + timedelta(days=10)


def tile(**dates: object) -> Tile:
    basis = dates.pop("basis", {"force": "duty"})
    start = date(2024, 1, 1)
    return Tile(1, "DR-01", 1, SubjectKind.PLAN, 1, "231102000000", start, basis=basis, **dates)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "light"),
    [
        (tile(met_until=LATER), Light.MET),
        (tile(met_until=LATER, soon_from=SOON, overdue_from=LATER), Light.SOON),
        (tile(met_until=LATER, basis={"force": "duty", "late": 3}), Light.LATE),
        (tile(overdue_from=DAY, due_on=YESTERDAY), Light.OVERDUE),
        (tile(soon_from=LATER, overdue_from=LATER), Light.PENDING),
        (tile(basis={"force": "undated", "undated": True}), Light.UNDATED),
        (tile(due_on=YESTERDAY, basis={"force": "principle"}), Light.PRINCIPLE),
        (tile(overdue_from=LATER, basis={"force": "duty", "late_from": YESTERDAY.isoformat()}), Light.BACKFILL),
    ],
)
def test_each_kind_of_tile_has_its_light(given: Tile, light: Light) -> None:
    assert light_on(given, "drills", None, DAY) is light


def test_a_plan_that_is_missing_waits_for_entry_until_the_last_day_of_entering() -> None:
    assert light_on(tile(), "plans", LATER, DAY) is Light.BACKFILL
    assert light_on(tile(), "plans", DAY, DAY) is Light.MISSING


def test_every_light_has_a_word() -> None:
    assert set(LIGHT_WORDS) == set(Light)


def test_owed_is_met_and_pending_and_overdue() -> None:
    figures = Figures(met=5, pending=3, overdue=2) + Figures(met=1)
    assert (figures.owed, figures.ratio("drills")) == (11, "54.5%")


def test_an_empty_denominator_says_so() -> None:
    assert Figures(undated=4).ratio("drills") == "无应办"
    assert Figures().ratio("plans") == "无应编单位"
