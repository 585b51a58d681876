"""Tiles say on every day what a plain definition by days says."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.base.periods import PeriodKind, add_years, first_owed, following, period_of
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.facts import (
    BodyRole,
    DrillCredit,
    Milestone,
    MilestoneKind,
    PlanHistory,
    PlanKind,
    PlanLine,
)
from emergency.obligations.state import state_on, tile_on
from emergency.units.facts import UnitHistory, UnitKind

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SOME_DAYS = st.lists(DAYS, max_size=8)
UNIT = UnitHistory(1, UnitKind.DEPARTMENT, "231102000000", date(1990, 1, 1))


def rule(**demand):
    return {
        "id": "X",
        "version": 1,
        "title": "演练",
        "group": "drills",
        "force": "duty",
        "rank": "law",
        "article": "某条",
        "demand_text": "演练",
        "demand": {"met_by": "drill", **demand},
        "valid_from": date(2000, 1, 1),
    }


ROLLING = book_of([rule(shape="rolling", years=3)])
HALF = book_of([rule(shape="calendar", period="half")])


def tiles(book, issued, held):
    acts = (Milestone(1, MilestoneKind.ISSUED, issued), Milestone(2, MilestoneKind.ACCEPTED, issued))
    bodies = {BodyRole.LEAD: (1,)}
    plan = PlanHistory(5, PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), bodies=bodies, milestones=acts)
    credits = [DrillCredit(number, 1, "X", 5, day) for number, day in enumerate(held)]
    return derive(UNIT, [plan], credits, book)


def said(found, day):
    tile = tile_on(found, day)
    return None if tile is None else state_on(tile, day).status.value


def rolling_by_days(issued, held, day):
    if day < issued:
        return None
    last = max((d for d in held if issued <= d <= day), default=None)
    if day > add_years(last or issued, 3):
        return "overdue"
    return "met" if last and day < add_years(last, 3) else "pending"


def half_by_days(issued, held, day):
    """Overdue if the owed half-year before was missed and none was held in this one."""
    if day < issued:
        return None
    counting = [d for d in held if issued <= d <= day]
    own = period_of(PeriodKind.HALF, day)
    if any(d in own for d in counting):
        return "met"
    before = period_of(PeriodKind.HALF, own.starts - timedelta(days=1))
    first = first_owed(PeriodKind.HALF, issued)
    missed = before.starts >= first.starts and not any(d in before for d in counting)
    return "overdue" if missed else "pending"


@settings(deadline=None, max_examples=300)
@given(DAYS, SOME_DAYS, DAYS)
def test_rolling_tiles_equal_the_definition_by_days(issued, held, day):
    assert said(tiles(ROLLING, issued, held), day) == rolling_by_days(issued, held, day)


@settings(deadline=None, max_examples=300)
@given(DAYS, SOME_DAYS, DAYS)
def test_half_year_tiles_equal_the_definition_by_days(issued, held, day):
    assert said(tiles(HALF, issued, held), day) == half_by_days(issued, held, day)


@settings(deadline=None, max_examples=200)
@given(DAYS, SOME_DAYS, st.sampled_from([ROLLING, HALF]))
def test_tiles_touch_and_cover_every_day_from_the_start(issued, held, book):
    found = tiles(book, issued, held)
    assert found[0].starts == issued
    assert found[-1].ends == date(9999, 12, 31)
    assert all(a.ends == b.starts for a, b in itertools.pairwise(found))


def test_a_half_year_follows_the_other():
    first = period_of(PeriodKind.HALF, date(2026, 3, 1))
    assert following(PeriodKind.HALF, first).starts == date(2026, 7, 1)
