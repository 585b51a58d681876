"""Accepting a version never worsens what it is for, and withdrawing the acceptance restores what stood, day by day."""

import random
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from plan_cast import EVERYTHING, passed, second_version, town_plan

from emergency.base.database import committed
from emergency.coverage.actions import differences
from emergency.coverage.stored import open_rows
from emergency.coverage.tiles import COLUMNS
from emergency.plans.actions_acts import Filing, disclose, file_plan
from emergency.plans.actions_reopen import withdraw_acceptance
from emergency.units.queries_histories import all_unit_ids

FIELDS = {name: place for place, name in enumerate(COLUMNS)}
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2030, 12, 31)
DAYS = [(FIRST_DAY + timedelta(days=step)).isoformat() for step in range(0, (LAST_DAY - FIRST_DAY).days, 5)]


def standing(rows):
    """(rule, unit) and day of every day on which the duty to have a plan is met."""
    own = [row for row in rows if row[FIELDS["duty_group"]] == "plans" and row[FIELDS["met_until"]]]
    return {
        (row[FIELDS["rule_id"]], row[FIELDS["unit_id"]], day)
        for row in own
        for day in DAYS
        if row[FIELDS["starts"]] <= day < min(row[FIELDS["ends"]], row[FIELDS["met_until"]])
    }


def with_acts(chance, plan, number):
    """What a unit may have told of a version before it is accepted or after."""
    day = date(2026, 6, 10) + timedelta(days=chance.randrange(30))
    with committed():
        if chance.random() < 0.5:
            file_plan(EVERYTHING, plan.id, number, Filing(day, "爱辉区人民政府"))
        if chance.random() < 0.5:
            disclose(EVERYTHING, plan.id, number, day, "公示栏")


@pytest.mark.parametrize("seed", range(8))
def test_withdrawing_in_any_order_restores_what_stood_before_each_acceptance(covered: Flask, seed: int) -> None:
    chance, moments = random.Random(seed), []
    with time_machine.travel("2026-08-01T10:00:00+08:00", tick=False) as hand:
        plan = town_plan()
        for number in range(1, chance.randrange(2, 5)):
            if number > 1:
                second_version(plan, date(2026, 5, 1) + timedelta(days=7 * number), important=chance.random() < 0.5)
            with_acts(chance, plan, number)
            moments.append(set(open_rows(all_unit_ids())))
            passed(plan)
            assert standing(moments[-1]) <= standing(open_rows(all_unit_ids()))
            hand.shift(timedelta(hours=1))
        for number in range(len(moments), 0, -1):
            with committed():
                withdraw_acceptance(EVERYTHING, plan.id, number, "误核")
            assert set(open_rows(all_unit_ids())) == moments[number - 1]
        assert differences(all_unit_ids()) == []
