"""The pages of the half-yearly check: the list, its Excel, one unit's form, the desk."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import unit_at
from visitors import text_of

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.database import committed, db
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.checks import Standing
from emergency.units.lines import ContactRole
from emergency.units.models import Contact
from emergency.units.models_checks import ContactCheck
from emergency.units.queries_checks import task_of

HEAD = ContactDetails(ContactRole.HEAD, "张某", "乡长", "13812341234", date(2026, 5, 4))


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel("2026-09-10T10:00:00+08:00", tick=False):
        yield


@pytest.fixture
def town(heihe):
    found = unit_at(XINGFU)
    with committed():
        add_contact(CITY, found, HEAD)
    return found


def row(**changes):
    """What a person sends for the only contact."""
    told = {"contact_id": "1", "seen": "1", "person": "张某", "post": "乡长", "phone": "13812341234", "outcome": "same"}
    return {"day": "2026-09-08", **{f"rows-0-{part}": value for part, value in {**told, **changes}.items()}}


def test_the_list_says_whose_turn_it_is_and_that_nothing_is_overdue(town, visit):
    page = text_of(visit(COUNTY).get("/contact-checks"))
    assert "2026年下半年" in page and "幸福乡人民政府" in page and "2026-05-04" in page
    assert "不算逾期" in page and "本系统的计算口径" in page and "13812341234" not in page


def test_the_list_has_each_standing_by_filter(town, visit):
    visitor = visit(COUNTY)
    assert "没有符合条件" in text_of(visitor.get("/contact-checks?standing=done"))
    assert "幸福乡人民政府" not in text_of(visitor.get("/contact-checks?standing=none"))
    assert "花园街道办事处" in text_of(visitor.get("/contact-checks?standing="))
    assert "没有待核对的单位" in text_of(visit(NEIGHBOUR).get("/contact-checks"))


def test_excel_gives_the_same_rows(town, visit):
    answer = visit(COUNTY).fetch(f"/contact-checks/export?region={XINGFU}&standing=todo")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert "2026年下半年" in rows[1][0] and "没有规定次数" in rows[2][0]
    assert rows[4][0] == "幸福乡人民政府" and rows[4][3:] == (1, "2026-05-04", "2026-05-04", "待核对")


def test_a_keeper_checks_the_own_contacts(town, visit):
    visitor, address = visit(keeper(town.id)), f"/units/{town.id}/contact-check"
    assert "13812341234" in str(visitor.get(address))
    assert "核对联系方式" in text_of(visitor.get(f"/units/{town.id}"))
    visitor.post(address, row())
    assert task_of(town.id).standing is Standing.DONE
    assert "本半年已核对" in text_of(visitor.get(f"/units/{town.id}"))
    assert "2026-09-08" in text_of(visitor.get(address))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": ""}, "请选择核对结果"),
        ({"outcome": "changed", "phone": "打不通"}, "电话只写数字"),
        ({"outcome": "same", "person": "李某"}, "内容有改动"),
        ({"outcome": "unreached"}, "没有核实到任何一项"),
    ],
)
def test_bad_input_comes_back_with_the_sentence(town, visit, changes, said):
    answer = visit(TOWNSHIP).post(f"/units/{town.id}/contact-check", row(**changes), 422)
    assert said in answer.get_data(as_text=True)


def test_a_contact_that_changed_meanwhile_is_told(town, visit):
    answer = visit(TOWNSHIP).post(f"/units/{town.id}/contact-check", row(seen="7"), 409)
    assert "刚刚有变动" in answer.get_data(as_text=True)


def test_a_unit_without_contacts_is_led_to_the_form(heihe, visit):
    unit = unit_at(XINGFU)
    assert "登记联系方式" in text_of(visit(TOWNSHIP).get(f"/units/{unit.id}/contact-check"))
    answer = visit(TOWNSHIP).post(f"/units/{unit.id}/contact-check", {"day": "2026-09-08"}, 422)
    assert "还没有登记联系方式" in answer.get_data(as_text=True)


def test_the_desk_counts_them_quietly(town, visit):
    assert "1 待核联系方式 半年一次，不算逾期" in text_of(visit(COUNTY).get("/"))
    visit(TOWNSHIP).post(f"/units/{town.id}/contact-check", row())
    assert "待核联系方式" not in text_of(visit(COUNTY).get("/"))


def test_the_page_leads_to_the_withdrawal_of_the_newest_check(town, visit):
    page = visit(TOWNSHIP)
    page.post(f"/units/{town.id}/contact-check", row())
    address = f"/units/{town.id}/contact-check/withdraw"
    assert page.get(f"/units/{town.id}/contact-check").select_one(f'a[href="{address}"]') is not None
    assert "要撤销的是 2026-09-08 的核对" in text_of(page.get(address))
    page.post(address, {"day": "2026-05-04", "reason": "误填日期"})
    assert task_of(town.id).standing is Standing.TODO


def test_contacts_from_before_there_were_checks_say_why_the_duty_is_still_open(town, visit):
    with committed():
        contact = db.session.scalars(db.select(Contact)).one()
        contact.checked_on = date(2026, 8, 1)
        db.session.execute(db.delete(ContactCheck))
        trail.record(CITY, Tag.CONTACT_CHECK, "unit", town.id, "旧版登记的联系方式（示例）。")
    address = f"/units/{town.id}/contact-check"
    assert "因此仍未计为已办" in text_of(visit(TOWNSHIP).get(address))
    visit(TOWNSHIP).post(address, row(seen="2"))
    assert "因此仍未计为已办" not in text_of(visit(TOWNSHIP).get(address))
