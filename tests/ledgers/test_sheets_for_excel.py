"""Every kind of workbook that goes out holds to what Excel is strict about."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from excel_rules import faults
from issue_cast import issued
from ledger_cast import PLAN_HEADS, book, plan_row, plans_book, saved
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from places import CITY, SYSTEM, XINGFU
from plan_cast import town_plan, unit_at

from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import Kind
from emergency.ledgers.issued import fields_of

LISTS = (
    "/units/export", "/plans/export", "/contacts?sheet=xlsx", "/drills.xlsx?year=2026", "/ledgers/issues.xlsx",
    "/ledgers?sheet=xlsx", "/records/export", "/ledgers/template/all.xlsx", "/ledgers/template/plan.xlsx",
)  # fmt: skip


@pytest.fixture
def city(covered, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        town_plan(title="=HYPERLINK(1)预案")
        yield visit(CITY)


def test_lists_and_templates_have_no_fault(city, visit):
    issued(unit_at(XINGFU))
    for address in LISTS:
        assert faults(city.fetch(address).data) == [], address
    assert faults(visit(SYSTEM).fetch("/ledgers/template/person.xlsx").data) == []


def test_an_issued_sheet_has_no_fault_and_is_locked_whole(city):
    content = issued(unit_at(XINGFU)).content
    assert faults(content) == []
    with ZipFile(BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and all(b'<sheetProtection sheet="1"' in sheet for sheet in sheets)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_word_to_choose_has_the_sign_that_parts_them(kind):
    fields = [*COLUMNS[kind], *(fields_of(kind) if kind is not Kind.PERSON else [])]
    assert not [word for field in fields for word in field.choices if "," in word or '"' in word]


def test_wrong_rows_come_back_without_a_fault(city):
    content = plans_book(plan_row(), plan_row("坏", 发布时间="x"))
    where = city.post("/ledgers", {"file": (BytesIO(content), "台.xlsx")}).location.removesuffix("/columns")
    assert faults(city.fetch(f"{where}/wrong").data) == []
    units = [("单位名称", "单位类别", "所在地区"), ("甲厂（机密★）", "企业", "幸福乡")]
    marked = book(("单位名单" * 7, units), ("预案", [PLAN_HEADS, plan_row("坏", 发布时间="x")]))
    where = city.post("/ledgers", {"file": (BytesIO(marked), "台.xlsx")}).location.removesuffix("/columns")
    assert faults(city.fetch(f"{where}/wrong").data) == []


def test_the_rules_find_what_breaks_them():
    bad = Workbook()
    bad.active["A1"] = "=1+1"
    bad.active.add_data_validation(DataValidation(type="list", formula1=f'"{"长" * 256}"', sqref="A2"))
    assert len(faults(saved(bad))) == 2 and load_workbook(BytesIO(saved(bad))).active["A1"].value == "=1+1"
