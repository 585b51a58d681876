"""People from Excel: accounts without a password, who get a first one on the page of people."""

from io import BytesIO

import pytest
from ledger_cast import book, checked, only, taken_in, trail_findings
from openpyxl import load_workbook
from places import CITY, SYSTEM
from visitors import text_of

from emergency.accounts.actions import check_password
from emergency.accounts.queries import person_by_login
from emergency.base.errors import Refusal
from emergency.ledgers.facts import Status
from emergency.ledgers.queries_check import FORBIDDEN

HEADS = ("姓名", "账号", "角色", "管辖范围")


def people(*rows):
    return book(("人员", [HEADS, *rows]))


ONE = ("张三", "zhangsan", "乡镇（街道）应急管理机构", "黑河市 › 爱辉区 › 幸福乡")


def test_a_person_is_added_and_a_second_time_nothing_changes(heihe):
    taken_in(people(ONE), scope=SYSTEM)
    person = person_by_login("zhangsan")
    assert person.must_change_password and [part.region_code for part in person.parts] == ["231102200000"]
    assert only(checked(people(ONE), scope=SYSTEM)).status is Status.UNCHANGED and not trail_findings()


def test_a_changed_scope_is_told_before_and_after(heihe):
    taken_in(people(ONE), scope=SYSTEM)
    row = only(checked(people((*ONE[:3], "花园街道")), scope=SYSTEM))
    assert row.status is Status.CHANGED and "幸福乡" in row.told and "花园街道" in row.told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("张三", "张三", *ONE[2:]), "账号用"),
        (("张三", "zhangsan", "经理", ""), "不认识"),
        ((*ONE[:3], "幸福乡乡"), "没有名称或代码"),
        ((*ONE[:3], "黑河市 › 爱辉区"), "只能管辖"),
        (("李四", "lisi", "单位联络员", "没有的学校"), "没有名称或编号"),
        (("李四", "lisi", "行业主管部门", "黑河市、行业：养殖"), "没有“养殖”"),
        (("", "lisi", "系统管理员", ""), "没有写姓名"),
    ],
)
def test_what_is_wrong_is_named(heihe, row, told):
    assert told in only(checked(people(row), scope=SYSTEM)).told


def test_two_rows_of_one_account_are_refused(heihe):
    assert "同一账号" in checked(people(ONE, ONE), scope=SYSTEM).rows[1].told


def test_only_the_administrator_brings_people(heihe):
    with pytest.raises(Refusal, match=FORBIDDEN.format("人员账号")):
        checked(people(ONE), scope=CITY)


def test_the_first_password_is_given_once_on_the_page_of_people(heihe, visit):
    taken_in(people(ONE), scope=SYSTEM)
    admin = visit(SYSTEM)
    assert "待发首次密码" in text_of(admin.get("/people"))
    page = admin.post("/people/first-passwords", status=200).get_data(as_text=True)
    password = page.split("<code>")[1].split("</code>")[0]
    assert check_password("zhangsan", password, "127.0.0.1").must_change_password
    assert "没有待发首次密码的人员" in admin.post("/people/first-passwords", status=200).get_data(as_text=True)


def test_exported_people_come_back_without_a_change(heihe, visit):
    taken_in(people(ONE, ("李四", "lisi", "行业主管部门", "黑河市、行业：教育")), scope=SYSTEM)
    content = visit(SYSTEM).fetch("/people?sheet=xlsx").get_data()
    assert load_workbook(BytesIO(content)).active.max_row > 3
    report = checked(content, scope=SYSTEM)
    assert {row.status for row in report.rows} == {Status.UNCHANGED}, [row.told for row in report.rows]
