"""Sheets of ours opened and saved by LibreOffice: what is locked stays locked, and what comes back is taken in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from issue_cast import by_hand, by_link, filled, issued, new_row, prepared, taken, token_of
from ledger_cast import book, checked, forget_session, plan_row, plans_book, statuses, taken_in
from openpyxl import load_workbook
from places import CITY, SYSTEM, XINGFU
from plan_cast import town_plan, unit_at
from programs import run
from sqlalchemy import select

from emergency.base.database import committed, db
from emergency.ledgers import actions
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import KIND_WORDS, Kind, Status
from emergency.ledgers.issued import KEY
from emergency.ledgers.queries_check import Report
from emergency.plans.models import Plan
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.lines import ContactRole
from emergency.units.models import Contact, Unit

PROGRAM = shutil.which("soffice")
CALC = PROGRAM and (Path(PROGRAM).resolve().parent / "libsclo.so").is_file()
pytestmark = pytest.mark.skipif(not CALC, reason="not installed: apt-get install libreoffice-calc-nogui")

Saver = Callable[[bytes], bytes]
HELD = {
    "演练日期": "2026.5.12", "演练名称": "防汛演练", "组织单位": "幸福乡人民政府", "类型": "综合、实战、检验性",
    "突发事件类别": "自然灾害", "地点": "乡政府", "状态": "已举行", "参加人数": "120",
}  # fmt: skip
PERSON = {
    "姓名": "张三",
    "账号": "zhangsan",
    "角色": "乡镇（街道）应急管理机构",
    "管辖范围": "黑河市 › 爱辉区 › 幸福乡",
}


@pytest.fixture
def saved(tmp_path: Path) -> Saver:
    """Opens a workbook and saves it under its own kind."""

    def save(content: bytes) -> bytes:
        given, made = tmp_path / "given.xlsx", tmp_path / "made"
        given.write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        kind = "xlsx:Calc MS Excel 2007 XML"
        run(tmp_path, str(PROGRAM), "--headless", profile, "--convert-to", kind, "--outdir", str(made), str(given))
        return (made / given.name).read_bytes()

    return save


@pytest.fixture
def town(covered: Flask) -> Iterator[Unit]:
    """A township with a plan and a contact, on the day of the sheets."""
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        town_plan()
        details = ContactDetails(ContactRole.LIAISON, "王五", "站长", "0456-8220001", date(2026, 11, 2), "")
        with committed():
            add_contact(CITY, unit_at(XINGFU), details)
        yield unit_at(XINGFU)


def test_locks_lists_and_the_hidden_key_of_an_issued_sheet_stay(town: Unit, saved: Saver) -> None:
    content = issued(town).content
    before, after = (load_workbook(BytesIO(one)) for one in (content, saved(content)))
    assert before.sheetnames == after.sheetnames
    for was, now in zip(before, after, strict=True):
        assert now.protection.sheet and locks(was) == locks(now) and lists(was) == lists(now)
        assert now.column_dimensions["A"].hidden is (was["A1"].value == KEY)


def locks(sheet: Any) -> dict[str, tuple[Any, bool]]:
    """What stands in each cell, and whether it is locked."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: (cell.value, cell.protection.locked) for cell in cells}


def lists(sheet: Any) -> set[tuple[str, str]]:
    """The columns that offer words to choose from."""
    return {(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation}


def test_a_sheet_that_was_filled_and_saved_there_is_taken_in(town: Unit, saved: Saver) -> None:
    sent = issued(town)
    content = saved(sent.content)
    content = filled(content, "联系方式", 2, 电话="0456-8229999", 核对日期=date(2026, 11, 20))
    told = {"预案名称": "幸福乡防火预案", "类别": "乡镇（街道）", "公开属性": "公开", "印发日期": "2024.5.1"}
    content = saved(filled(content, "预案台账", new_row(content, "预案台账"), **told))
    brought = prepared(by_link(token_of(sent), content))
    report = actions.check(CITY, brought)
    taken(brought)
    assert statuses(report) == [Status.CHANGED, Status.NEW], [row.told for row in report.rows]
    forget_session()
    contact = db.session.scalars(select(Contact)).one()
    assert (contact.phone, contact.checked_on) == ("0456-8229999", date(2026, 11, 20))
    assert db.session.scalar(select(Plan).where(Plan.title == "幸福乡防火预案")) is not None


def test_a_sheet_that_was_only_saved_there_changes_nothing(town: Unit, saved: Saver) -> None:
    assert prepared(by_hand(saved(issued(town).content))) is None


def test_the_template_filled_there_is_taken_in(town: Unit, saved: Saver, visit: Any) -> None:
    content = saved(visit(CITY).fetch("/ledgers/template/all.xlsx").data)
    for kind in (Kind.UNIT, Kind.PLAN, Kind.CONTACT, Kind.DRILL):
        sheet = load_workbook(BytesIO(content))[KIND_WORDS[kind]]
        heads = [str(cell.value).rstrip("*") for cell in sheet[1] if cell.value]
        assert heads == [column.heading for column in COLUMNS[kind]] and sheet.data_validations.dataValidation
    book_now = load_workbook(BytesIO(content))
    sheet = book_now["预案台账"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
    told = {"预案名称": "甲预案", "编制牵头单位": "幸福乡人民政府", "类别": "乡镇（街道）", "公开属性": "公开"}
    for head, value in told.items():
        sheet.cell(2, heads[head]).value = value
    sheet.cell(2, heads["印发日期"]).value = date(2024, 5, 1)
    out = BytesIO()
    book_now.save(out)
    report = taken_in(saved(out.getvalue()))
    assert statuses(report) == [Status.NEW]
    assert "2024-05-01" in {str(day) for day in report.rows[0].entry.told.dates.values()}


@pytest.mark.parametrize(
    "address", ["/units/export", "/plans/export", "/contacts?sheet=xlsx", "/drills.xlsx?year=2026"]
)
def test_an_export_that_was_saved_there_comes_back_unchanged(
    town: Unit, saved: Saver, visit: Any, address: str
) -> None:  # fmt: skip
    taken_in(book(("演练", [list(HELD), list(HELD.values())])))
    taken_in(plans_book(plan_row(发文字号="幸政发〔2024〕12号", 备案时间="2024-05-20")))
    unchanged(checked(saved(visit(CITY).fetch(address).data)))


def test_exported_people_that_were_saved_there_come_back_unchanged(town: Unit, saved: Saver, visit: Any) -> None:
    taken_in(book(("人员", [list(PERSON), list(PERSON.values())])), scope=SYSTEM)
    unchanged(checked(saved(visit(SYSTEM).fetch("/people?sheet=xlsx").data), scope=SYSTEM))


def unchanged(report: Report) -> None:
    """There are rows, and none of them is anything but known."""
    told = [row.told for row in report.rows if row.status is not Status.UNCHANGED]
    assert report.rows and not told, told
