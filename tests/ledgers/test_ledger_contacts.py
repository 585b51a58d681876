"""Contacts come in from a ledger: new ones, another number, the same again; and every fault of a row is named."""

import pytest
import time_machine
from ledger_cast import book, checked, forget_session, only, plan_row, plans_book, statuses, taken_in
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.ledgers.facts import Status
from emergency.units.models import Contact

pytestmark = pytest.mark.usefixtures("heihe")
HEADS = ("单位名称", "人员类别", "姓名", "职务", "联系电话", "核对日期")


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def contacts_book(*rows):
    return book(("联系人", [HEADS, *rows]))


ROW = ("幸福乡人民政府", "应急联络员", "张三", "干事", 13812341234, "2026-10-08")


def test_a_contact_comes_in_and_its_number_is_masked_on_the_trail():
    taken_in(contacts_book(ROW))
    forget_session()
    contact = db.session.scalars(select(Contact)).one()
    assert (contact.role, contact.phone, contact.name) == ("liaison", "13812341234", "张三")
    assert not [row for row in db.session.scalars(select(AuditEvent)) if "13812341234" in str(row.after)]


def test_the_same_again_changes_nothing_and_another_number_one_thing():
    taken_in(contacts_book(ROW))
    assert statuses(checked(contacts_book(ROW))) == [Status.UNCHANGED]
    report = taken_in(contacts_book((*ROW[:4], "0456-8223344", ROW[5])))
    assert [one.heading for one in only(report).changes] == ["电话"]


OFFICE, NEW = (*ROW[:4], "0456-8223344", ROW[5]), (*ROW[:4], "0456-8220000", ROW[5])


def test_somebody_with_two_numbers_stands_in_two_rows():
    taken_in(contacts_book(ROW, OFFICE))
    assert statuses(checked(contacts_book(OFFICE, ROW))) == [Status.UNCHANGED] * 2
    assert {one.phone for one in db.session.scalars(select(Contact))} == {"13812341234", "0456-8223344"}


def test_of_two_numbers_the_one_that_is_gone_was_changed():
    taken_in(contacts_book(ROW, OFFICE))
    assert statuses(taken_in(contacts_book(NEW, OFFICE))) == [Status.CHANGED, Status.UNCHANGED]
    assert {one.phone for one in db.session.scalars(select(Contact))} == {"0456-8220000", "0456-8223344"}


def test_which_of_two_numbers_was_changed_is_not_guessed():
    taken_in(contacts_book(ROW, OFFICE))
    assert "有 2 个电话" in only(checked(contacts_book(NEW))).told


def test_the_same_row_twice_is_told():
    assert "与第 2 行是同一联系人" in checked(contacts_book(ROW, ROW)).rows[1].told
    taken_in(contacts_book(ROW))
    assert "只能留一行" in checked(contacts_book(ROW, ROW)).rows[1].told


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [(4, "电话同前", "电话只写数字"), (4, "", "没有写电话"), (5, "", "没有写核对日期"), (1, "保安", "不认识")],
)
def test_a_wrong_row_says_what_is_wrong(place, value, said):
    row = list(ROW)
    row[place] = value
    assert said in only(checked(contacts_book(row))).told


def test_every_fault_of_a_row_is_named():
    told = only(checked(plans_book(plan_row(编制单位="某厂", 发布时间="2024年5月", 类别="镇级", 备案时间="去年")))).told
    assert all(word in told for word in ("没有登记", "没有写到日", "乡镇（街道）", "没有写明是哪一年"))
