"""核对 of many plans at once, as after the first ledger was taken in: all or none, never one's own."""

import time_machine
from ledger_cast import forget_session, plan_row, plans_book, taken_in, trail_findings
from places import CITY, COUNTY
from plan_cast import SECOND_COUNTY
from sqlalchemy import select

from emergency.base.database import db
from emergency.plans.models import Plan


def states():
    forget_session()
    return {plan.title: plan.state for plan in db.session.scalars(select(Plan).order_by(Plan.id))}


def bring(scope, *names):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        taken_in(plans_book(*(plan_row(name) for name in names)), scope=scope)


def test_what_a_ledger_brought_is_checked_at_once_by_another(covered, visit):
    bring(COUNTY, "防汛预案", "防火预案", "抗旱预案")
    office = visit(SECOND_COUNTY)
    assert "前 3 份全部核对通过" in str(office.get("/plans/waiting"))
    office.post("/plans/waiting/pass", {"all": "yes"})
    assert set(states().values()) == {"passed"} and not trail_findings()


def test_the_ticked_ones_alone(covered, visit):
    bring(COUNTY, "防汛预案", "防火预案")
    value = visit(SECOND_COUNTY).get("/plans/waiting").select_one("input[name=one]")["value"]
    visit(SECOND_COUNTY).post("/plans/waiting/pass", {"one": value})
    assert sorted(states().values()) == ["passed", "submitted"]


def test_nobody_checks_what_he_brought_himself(covered, visit):
    bring(COUNTY, "防汛预案")
    visit(COUNTY).post("/plans/waiting/pass", {"one": "1-1"})
    assert set(states().values()) == {"submitted"}


def test_one_that_cannot_be_checked_keeps_all_back(covered, visit):
    bring(CITY, "防汛预案", "防火预案")
    visit(SECOND_COUNTY).post("/plans/waiting/pass", {"one": ["1-1", "2-9"]}, 404)
    assert set(states().values()) == {"submitted"}
