"""What coverage says was known at a moment is what the engine would have said then, whatever came after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import time_machine
from drill_cast import HELD, PLANNED
from flask import Flask
from places import CITY, COUNTY, JINHE_FARM, TOWNSHIP, XINGFU
from plan_cast import FIRST, SECOND_COUNTY, TOWN_BOOK, unit_at
from sqlalchemy import select

from emergency.base import clock
from emergency.base.database import committed, db
from emergency.coverage.actions import expected_rows, law_known_at
from emergency.coverage.models import Duty
from emergency.coverage.stored import as_written
from emergency.drills import actions as drills
from emergency.drills.actions_check import accept_drill, return_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DutyChoice
from emergency.obligations.actions import enter_workdays, set_counting, switch_rule
from emergency.obligations.facts import Cover
from emergency.plans import actions, actions_acts, actions_check
from emergency.plans.actions_acts import Filing
from emergency.plans.ledger import open_acts
from emergency.plans.queries import latest_revision
from emergency.plans.words import Act
from emergency.units.actions_facts import record_fact
from emergency.units.actions_regions import merge_region, set_region_counts
from emergency.units.actions_terms import set_terms
from emergency.units.queries_histories import all_unit_ids
from emergency.units.queries_regions import get_region
from emergency.units.timeline import Stretch

DAY = timedelta(days=1)


class Life:
    """What happens to 幸福乡, an act a day."""

    def register(self) -> None:
        self.plan = actions.register(TOWNSHIP, unit_at(XINGFU).id, TOWN_BOOK, FIRST)

    def check(self) -> None:
        actions_check.pass_revision(SECOND_COUNTY, self.plan.id, 1)

    def file(self) -> None:
        actions_acts.file_plan(COUNTY, self.plan.id, 1, Filing(date(2026, 3, 20), "区政府"))

    def correct(self) -> None:
        (row,) = open_acts(latest_revision(self.plan), Act.ISSUED)
        actions_acts.correct_act(TOWNSHIP, self.plan.id, row.id, date(2026, 3, 12), "笔误")

    def cover_more(self) -> None:
        covers = frozenset({Cover.WORK_SAFETY, Cover.EARTHQUAKE})
        actions.edit_plan(SECOND_COUNTY, self.plan.id, replace(TOWN_BOOK, covers=covers))

    def hold(self) -> None:
        self.drill = drills.create_drill(TOWNSHIP, unit_at(XINGFU), PLANNED)
        held = replace(HELD, duties=(DutyChoice("DR-03"),))
        hold_drill(TOWNSHIP, self.drill, unit_at(XINGFU), held, self.drill.version)

    def accept(self) -> None:
        accept_drill(COUNTY, self.drill, unit_at(XINGFU), self.drill.version)

    def send_back(self) -> None:
        return_drill(COUNTY, self.drill, unit_at(XINGFU), "签到表不全", self.drill.version)

    def know_prone(self) -> None:
        days = Stretch(date(2026, 1, 1), date(9999, 12, 31))
        record_fact(COUNTY, unit_at(XINGFU), "hazard_prone", True, days, "普查")

    def give_terms(self) -> None:
        set_terms(CITY, get_region(CITY, XINGFU), date(2026, 1, 1), date(2027, 3, 31), "市局通知")

    def switch_off(self) -> None:
        switch_rule(CITY, "DR-03", enabled=False, since=date(2026, 10, 1), reason="试点")

    def count_otherwise(self) -> None:
        set_counting(CITY, "soon_days", 60, date(2026, 1, 1), "提前准备")

    def next_year(self) -> None:
        enter_workdays(CITY, 2027, [(date(2027, 1, 1), False, "元旦")], "示例通知", "示例来源")

    def count_the_farm(self) -> None:
        set_region_counts(CITY, get_region(CITY, JINHE_FARM), True, "市里确认", date(2026, 6, 1))

    def merge(self) -> None:
        merge_region(CITY, get_region(CITY, XINGFU), None, date(2026, 11, 1), "省政府批复")


ACTS: tuple[Callable[[Life], None], ...] = (
    Life.register, Life.check, Life.file, Life.correct, Life.cover_more, Life.hold, Life.accept, Life.know_prone,
    Life.give_terms, Life.switch_off, Life.count_otherwise, Life.next_year, Life.send_back, Life.count_the_farm,
    Life.merge,
)  # fmt: skip


def test_every_past_moment_is_answered_as_it_was(covered: Flask) -> None:
    # After the moment at which the register was seeded, whenever that is.
    life, moments, began = Life(), [], clock.now() + DAY
    for number, act in enumerate(ACTS):
        with time_machine.travel(began + number * DAY, tick=False), committed():
            act(life)
        moments.append((act.__name__, began + number * DAY + DAY / 2))
    for name, moment in moments:
        told = set(expected_rows(all_unit_ids(), law_known_at(moment), moment))
        known = select(*as_written()).where(Duty.known_from <= moment, Duty.known_until > moment)
        assert {tuple(row) for row in db.session.execute(known)} == told, name
