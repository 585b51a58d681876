"""A town that was merged after its plan was issued and before the filing fell due (乡镇撤并)."""

from datetime import date

import pytest
from covered import open_duties
from flask import Flask
from places import AIHUI, CITY, XINGFU, XINGFU_VILLAGE
from plan_cast import passed, town_plan, unit_at

from emergency.base.database import FAR_DAY, FAR_MOMENT, committed, db
from emergency.coverage.models import Duty
from emergency.coverage.overview import overview
from emergency.coverage.queries import View
from emergency.coverage.queries_duties import lines_of_unit
from emergency.units.actions_regions import merge_region
from emergency.units.models import Unit
from emergency.units.queries_regions import get_region

HEIR = "231102202000"
ISSUED, BEFORE, MERGED, AFTER = date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 16), date(2026, 3, 20)
DUE, LONG_AFTER = date(2026, 3, 30), date(2026, 5, 4)


@pytest.fixture
def town(covered: Flask) -> Unit:
    """幸福乡, whose plan was issued on 2 March and whose villages went to the neighbour on 16 March."""
    unit = unit_at(XINGFU)
    passed(town_plan())
    with committed():
        town, heir = get_region(CITY, XINGFU), get_region(CITY, HEIR)
        merge_region(CITY, town, heir, MERGED, "省政府批复（示例）")
    return unit


def owed(unit: Unit, on: date) -> set[str]:
    return {line.row.rule_id for line in lines_of_unit(unit.id, on)}


def test_every_duty_of_the_ceased_town_ends_that_day(town: Unit) -> None:
    known = db.select(Duty).where(Duty.unit_id == town.id, Duty.known_until == FAR_MOMENT)
    ends = {row.ends for row in db.session.scalars(known)}
    assert max(ends) == MERGED and FAR_DAY not in ends


def test_on_an_older_day_the_filing_still_waits_for_its_due_day(town: Unit) -> None:
    (filing,) = open_duties(town.id, "BA-06")
    assert (filing.due_on, filing.ends) == (DUE, MERGED)
    assert "BA-06" in owed(town, BEFORE)


def test_the_filing_that_fell_due_after_the_merger_is_never_overdue(town: Unit) -> None:
    assert owed(town, MERGED) == owed(town, AFTER) == owed(town, LONG_AFTER) == set()


def test_coverage_of_an_older_day_shows_the_old_body(town: Unit) -> None:
    then, now = (overview(CITY, View(AIHUI, on)) for on in (BEFORE, AFTER))
    assert then.units["township"] - now.units["township"] == 1
    assert {line.key: line.name for line in then.lines}[XINGFU] == "幸福乡"
    assert {line.key: line.name for line in now.lines}[XINGFU] == "幸福乡（已撤并）"


def test_the_villages_stay_and_owe_on(town: Unit) -> None:
    assert owed(unit_at(XINGFU_VILLAGE), BEFORE) == owed(unit_at(XINGFU_VILLAGE), AFTER) != set()


def test_the_heir_owes_its_own_plan_before_and_after(town: Unit) -> None:
    heir = unit_at(HEIR)
    assert "YB-01" in owed(heir, BEFORE) & owed(heir, AFTER)


def test_the_page_of_the_ceased_town_says_into_what_it_went(town: Unit, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(CITY).get(f"/units/{town.id}").get_text()
    assert unit_at(HEIR).name in page and "2026-03-16" in page
