"""Nothing is written that the preview did not show: what others changed meanwhile is shown first."""

from dataclasses import replace

from large_cast import chosen, imports_told, large_ledger, plans, worked
from ledger_cast import plan_row, plans_book
from places import CITY
from plan_cast import TOWN_BOOK, town_plan
from sqlalchemy import select
from visitors import text_of

from emergency.base.database import committed, db
from emergency.evidence.facts import Secrecy
from emergency.plans.actions import edit_plan
from emergency.plans.models import Plan

OWN = plan_row(TOWN_BOOK.title, 发布时间="")


def closed(plan):
    """Somebody else changes what the ledger says otherwise."""
    with committed():
        edit_plan(CITY, plan.id, replace(TOWN_BOOK, secrecy=Secrecy.INTERNAL))


def secrecy(plan):
    db.session.rollback()
    return db.session.scalar(select(Plan.secrecy).where(Plan.id == plan.id))


def shown(page):
    return {"shown": page.select_one("[name=shown]")["value"]}


def test_what_was_shown_is_written(city):
    where = chosen(city, plans_book(plan_row(), OWN), "台账.xlsx")
    city.post(f"{where}/confirm", shown(city.get(where)))
    assert plans() == 2


def test_anothers_change_is_shown_before_it_is_undone(city):
    plan = town_plan()
    where = chosen(city, plans_book(plan_row(), OWN), "台账.xlsx")
    before = shown(city.get(where))
    closed(plan)
    assert "检查之后别人改了登记" in city.post(f"{where}/confirm", before, 409).text
    assert plans() == 1 and secrecy(plan) == "internal"
    city.post(f"{where}/confirm", shown(city.get(where)))
    assert plans() == 2 and secrecy(plan) == "open"


def test_what_another_did_meanwhile_need_not_be_shown_again(city):
    where = chosen(city, plans_book(plan_row(), OWN), "台账.xlsx")
    before = shown(city.get(where))
    town_plan()
    city.post(f"{where}/confirm", before)
    assert plans() == 2


def test_the_worker_shows_a_large_file_anew(city):
    plan = town_plan()
    where = chosen(city, large_ledger() + b"\n" + ",".join(OWN).encode())
    city.post(f"{where}/check")
    worked()
    closed(plan)
    city.post(f"{where}/confirm")
    worked()
    page = text_of(city.get(where))
    assert plans() == 1 and not imports_told() and "检查之后别人改了登记" in page and "改动 1 行" in page
    city.post(f"{where}/confirm")
    worked()
    assert secrecy(plan) == "open" and imports_told()
