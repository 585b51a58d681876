"""Whatever is done in whatever order, what stands is what a rebuild gives; a change touches its own unit alone."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from drill_cast import HELD, PLANNED
from flask import Flask
from places import AIHUI, CITY, COUNTY, TOWNSHIP, XINGFU, XINGFU_VILLAGE
from plan_cast import EVERYTHING, FIRST, TOWN_BOOK, VILLAGE_BOOK, passed, second_version, town_plan, unit_at
from sqlalchemy import select

from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.slots import announced
from emergency.coverage.actions import differences
from emergency.coverage.models import OPEN, Duty
from emergency.drills import actions as drills
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DutyChoice
from emergency.obligations.actions import enter_workdays, set_counting, switch_rule
from emergency.plans import actions
from emergency.plans.actions_reopen import withdraw_acceptance
from emergency.plans.models import Plan, Revision
from emergency.plans.words import Act
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.actions_facts import record_fact
from emergency.units.actions_regions import set_region_counts
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_histories import all_unit_ids
from emergency.units.queries_regions import get_region
from emergency.units.timeline import Stretch

TOWN_OF_NENJIANG = "231183100000"
FAR = date(9999, 12, 31)
BEGAN = datetime(2027, 1, 4, 2, tzinfo=UTC)
RULES = ("BA-06", "DR-03", "YB-01", "GK-01", "YB-02")


def some_day(chance: random.Random) -> date:
    return date(2024, 2, 1) + timedelta(days=chance.randrange(1000))


def plan(chance: random.Random) -> None:
    place, book = chance.choice([(XINGFU, TOWN_BOOK), (XINGFU_VILLAGE, VILLAGE_BOOK)])
    told = replace(FIRST, document_number="", dates={Act.ISSUED: some_day(chance)})
    with committed():
        made = actions.register(TOWNSHIP, unit_at(place).id, book, told, submit=place == XINGFU)
    if place == XINGFU:
        passed(made)


def revise(chance: random.Random) -> None:
    found = db.session.scalars(select(Plan).where(Plan.unit_id == unit_at(XINGFU).id, Plan.state == "passed")).first()
    if found is not None:
        passed(second_version(found, date(2026, 12, 1) + timedelta(days=found.latest), important=chance.random() < 0.5))


def reopen(chance: random.Random) -> None:
    found = list(db.session.scalars(select(Revision).where(Revision.state == "passed").order_by(Revision.id)))
    if found:
        revision = chance.choice(found)
        with committed():
            withdraw_acceptance(EVERYTHING, revision.plan_id, revision.number, "误核")


def fact(chance: random.Random) -> None:
    days = Stretch(some_day(chance), FAR)
    with committed():
        record_fact(COUNTY, unit_at(XINGFU), "hazard_prone", chance.random() < 0.7, days, "普查")


def drill(chance: random.Random) -> None:
    unit, held = unit_at(XINGFU), replace(HELD, duties=(DutyChoice(chance.choice(("DR-03", "DR-20"))),))
    with committed():
        made = drills.create_drill(TOWNSHIP, unit, PLANNED)
        hold_drill(TOWNSHIP, made, unit_at(XINGFU), held, made.version)
    with committed():
        accept_drill(COUNTY, made, unit_at(XINGFU), made.version)


def switch(chance: random.Random) -> None:
    with committed():
        switch_rule(CITY, chance.choice(RULES), enabled=chance.random() < 0.5, since=some_day(chance), reason="试点")


def count_otherwise(chance: random.Random) -> None:
    with committed():
        set_counting(CITY, "soon_days", chance.randrange(10, 90), some_day(chance), "提前准备")


def days_off(chance: random.Random) -> None:
    with committed():
        enter_workdays(CITY, 2027, [(date(2027, 1, chance.choice((1, 4, 5))), False, "元旦")], "示例通知", "示例来源")


def counted(chance: random.Random) -> None:
    with committed():
        set_region_counts(CITY, get_region(CITY, XINGFU), chance.random() < 0.5, "市里确认", some_day(chance))


def move(chance: random.Random) -> None:
    unit = db.session.scalars(select(Unit).where(Unit.kind == "school").order_by(Unit.id.desc())).first()
    place = chance.choice((XINGFU, TOWN_OF_NENJIANG))
    with committed():
        if unit is None:
            add_unit(CITY, UnitDetails(UnitKind.SCHOOL, "示范学校", place), Entry(date(2020, 1, 1), "办学许可证"))
        elif place != unit.region_code:
            edit_unit(CITY, unit, UnitDetails(UnitKind.SCHOOL, unit.name, place), clock.today(), "编办批复（示例）")


OPERATIONS: tuple[Callable[[random.Random], None], ...] = (
    plan, revise, reopen, fact, drill, switch, count_otherwise, days_off, counted, move,
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_after_every_act_a_rebuild_would_change_nothing(covered: Flask, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(12):
        operation = chance.choice(OPERATIONS)
        # What is refused, as a drill for a rule that was switched off, changes nothing either.
        with time_machine.travel(BEGAN + timedelta(days=number), tick=False), suppress(Refusal):
            operation(chance)
        assert differences(all_unit_ids()) == [], f"seed {seed}, act {number}: {operation.__name__}"


def test_a_change_of_one_unit_recomputes_that_unit_alone(covered: Flask) -> None:
    passed(town_plan())
    before, unit = set(db.session.scalars(select(Duty.id).where(OPEN))), unit_at(XINGFU)
    with committed():
        record_fact(COUNTY, unit, "hazard_prone", True, Stretch(date(2026, 1, 1), FAR), "普查")
        assert announced()["facts_changed"] == {unit.id}
    changed = before ^ set(db.session.scalars(select(Duty.id).where(OPEN)))
    assert set(db.session.scalars(select(Duty.unit_id).where(Duty.id.in_(changed)))) == {unit.id}


def test_moving_a_region_in_or_out_recomputes_what_lies_in_it(covered: Flask) -> None:
    with committed():
        set_region_counts(CITY, get_region(CITY, XINGFU), False, "市里确认", date(2026, 6, 1))
        inside = announced()["facts_changed"]
    assert unit_at(XINGFU).id in inside and unit_at(AIHUI).id not in inside
    assert differences(all_unit_ids()) == []
