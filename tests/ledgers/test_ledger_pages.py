"""The pages of an import: choose, map, preview, adopt a name, confirm once, take the wrong rows back."""

from io import BytesIO

import pytest
import time_machine
from ledger_cast import PLAN_HEADS, book, plan_row, plans_book
from openpyxl import load_workbook
from places import CITY, COUNTY, XINGFU, keeper
from plan_cast import unit_at
from sqlalchemy import func, select
from visitors import text_of

from emergency.base.database import db
from emergency.ledgers.models import LedgerImport
from emergency.plans.models import Plan


@pytest.fixture
def city(heihe, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield visit(CITY)


def chosen(city, content, name="台账.xlsx"):
    """The address of a file that was chosen."""
    response = city.post("/ledgers", {"file": (BytesIO(content), name)})
    return response.location.removesuffix("/columns")


def plans():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Plan))


def test_a_file_is_read_mapped_previewed_and_taken_in(city):
    where = chosen(city, plans_book(plan_row(), plan_row("幸福乡防火预案", 类别="乡镇")))
    assert "印发日期" in text_of(city.get(f"{where}/columns"))
    assert "新增 2 行" in text_of(city.get(where))
    city.post(f"{where}/confirm")
    assert plans() == 2 and "导入结果" in text_of(city.get(where), "h1")


def test_a_wide_sheet_keeps_its_last_columns(city):
    wide = [(*PLAN_HEADS[:-3], *("另记",) * 70, *PLAN_HEADS[-3:]), (*plan_row()[:-3], *("无",) * 70, *plan_row()[-3:])]
    where = chosen(city, book(("预案", wide)))
    fields = city.get(f"{where}/columns").select("select[name^=kind-], select[name^=column-], input[name^=heading-]")
    told = {one["name"]: one.get("value") or one.select_one("option[selected]")["value"] for one in fields
            if one.get("value") or one.select_one("option[selected]")}  # fmt: skip
    city.post(f"{where}/columns", told)
    assert "印发日期 2024-05-01" in text_of(city.get(where))


def test_a_sheet_that_is_not_the_roles_does_not_hold_the_others_up(heihe, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        unit = visit(keeper(unit_at(XINGFU).id))
        units = [("单位名称", "单位类别", "所在地区"), ("某校", "学校", "幸福乡")]
        where = chosen(unit, book(("预案", [PLAN_HEADS, plan_row()]), ("单位", units)))
        fields = unit.get(f"{where}/columns").select(
            "select[name^=kind-], select[name^=column-], input[name^=heading-]"
        )
        told = {one["name"]: one.get("value") or (one.select_one("option[selected]") or {}).get("value", "")
                for one in fields}  # fmt: skip
        assert unit.post(f"{where}/columns", told).location == where
        assert "新增 1 行" in text_of(unit.get(where))


def test_a_double_click_makes_one_import(city):
    where = chosen(city, plans_book(plan_row()))
    form = {"once": "a" * 32}
    assert city.post(f"{where}/confirm", form).location == city.post(f"{where}/confirm", form).location
    assert city.post(f"{where}/confirm").location == where
    assert plans() == 1


def test_a_proposed_name_is_adopted_by_a_person(city):
    where = chosen(city, plans_book(plan_row(unit="幸福乡政府")))
    page = city.get(where)
    option = next(one for one in page.select("select[name=agree-0] option") if one.text == "幸福乡人民政府")
    city.post(f"{where}/names", {"agree-0": option["value"]})
    assert "新增 1 行" in text_of(city.get(where))


def test_a_wrong_row_comes_back_in_the_same_sheet(city):
    where = chosen(city, plans_book(plan_row(), plan_row("坏的", 发布时间="2024年5月")))
    sheet = load_workbook(BytesIO(city.fetch(f"{where}/wrong").data)).active
    last = len(PLAN_HEADS) + 1
    assert sheet.cell(1, last).value == "错误原因" and "没有写到日" in sheet.cell(3, last).value
    assert sheet.cell(2, last).value is None and sheet.cell(3, 6).fill.fgColor.rgb.endswith("F8CBAD")
    assert sheet.cell(3, 1).value == "坏的"


def test_wrong_rows_of_a_csv_come_back_in_it(city):
    rows = [PLAN_HEADS, plan_row(), plan_row("=1+1", 发布时间="2024年5月")]
    text = "".join(",".join(row) + "\r\n" for row in rows)
    where = chosen(city, text.encode("gb18030"), "台账.CSV")
    assert "原 .csv 带原因" in text_of(city.get(where)) and "撇号" in text_of(city.get(where))
    answer = city.fetch(f"{where}/wrong")
    lines = answer.data.decode("gb18030").split("\r\n")
    assert answer.mimetype == "text/csv" and answer.headers["Content-Disposition"].endswith(".csv")
    assert lines[0].endswith("备案时间,错误原因") and lines[1] == ",".join(plan_row())
    assert lines[2].startswith("'=1+1,") and "没有写到日" in lines[2]
    again = lines[2].replace("2024年5月", "2024-05-01")
    assert "新增 2 行" in text_of(city.get(chosen(city, "\r\n".join([*lines[:2], again]).encode("gb18030"), "b.csv")))


def test_a_file_with_a_marked_row_comes_back_with_all_its_sheets(city):
    units = (
        "单位",
        [
            ("台账",),
            ("单位名称", "单位类别", "所在地区"),
            ("甲厂", "石料", "幸福乡"),
            ("密厂（机密★）", "企业", "幸福乡"),
        ],
    )
    plans = ("预案", [PLAN_HEADS, plan_row("坏的", 发布时间="2024年5月")])
    sheets = load_workbook(BytesIO(city.fetch(f"{chosen(city, book(units, plans))}/wrong").data))
    assert sheets.sheetnames == ["单位", "预案"] and sheets["单位"]["A1"].value == "台账"
    assert "不认识" in sheets["单位"]["D3"].value and "密级" in sheets["单位"]["D4"].value
    assert sheets["单位"]["A4"].value is None and "没有写到日" in sheets["预案"].cell(2, len(PLAN_HEADS) + 1).value


def test_a_column_is_mapped_by_hand_and_remembered(city):
    heads = ("预案名称", "编制单位", "类别", "公开属性", "落款那天")
    rows = [heads, ("甲预案", "幸福乡人民政府", "乡镇", "公开", "2024-5-1")]
    where = chosen(city, book(("表", rows)))
    sent = {"kind-0": "plan", "heading-0": "1", "column-0-0": "title", "column-0-1": "unit", "column-0-2": "kinds",
            "column-0-3": "secrecy", "column-0-4": "issued"}  # fmt: skip
    city.post(f"{where}/columns", sent)
    city.post(f"{where}/confirm")
    again = chosen(city, book(("表", [rows[0], ("乙预案", *rows[1][1:])])))
    chosen_item = city.get(f"{again}/columns").select_one("select[name=column-0-4] option[selected]")
    assert chosen_item["value"] == "issued"


def test_a_missing_column_may_be_said_once_for_all_rows(city):
    rows = [("预案名称", "编制单位", "印发日期"), ("甲预案", "幸福乡人民政府", "2024-5-1")]
    where = chosen(city, book(("表", rows)))
    assert "有错 1 行" in text_of(city.get(where))
    sent = {"kind-0": "plan", "heading-0": "1", "column-0-0": "title", "column-0-1": "unit", "column-0-2": "issued",
            "said-0-kinds": "乡镇（街道）", "said-0-secrecy": "公开"}  # fmt: skip
    city.post(f"{where}/columns", sent)
    assert "新增 1 行" in text_of(city.get(where))


def test_another_person_does_not_see_the_file(city, visit):
    where = chosen(city, plans_book(plan_row()))
    visit(COUNTY).get(where, 404)
    assert db.session.scalars(select(LedgerImport)).one().person_name == CITY.name


@pytest.mark.parametrize(
    ("name", "said"), [("甲.xls", "旧格式 .xls"), ("甲.et", ".et"), ("甲.xlsm", "带宏"), ("甲.pdf", ".xlsx 或 .csv")]
)
def test_other_formats_are_refused_with_what_to_do(city, name, said):
    response = city.post("/ledgers", {"file": (BytesIO(b"x"), name)}, 422)
    assert said in response.get_data(as_text=True)


def test_the_template_can_be_filled_and_read(city):
    content = city.fetch("/ledgers/template/plan.xlsx").data
    written = load_workbook(BytesIO(content))
    sheet = written["预案台账"]
    heads = {cell.value.strip("*"): cell.column for cell in sheet[1]}
    told = {"预案名称": "甲", "编制牵头单位": "幸福乡人民政府", "类别": "乡镇（街道）", "公开属性": "公开"}
    for head, value in told.items():
        sheet.cell(2, heads[head]).value = value
    filled = BytesIO()
    written.save(filled)
    assert "新增 1 行" in text_of(city.get(chosen(city, filled.getvalue())))
    assert sheet.column_dimensions["H"].width > 10 and sheet.data_validations.dataValidation


def test_the_page_of_instructions_of_our_template_is_no_ledger(city):
    where = chosen(city, city.fetch("/ledgers/template/all.xlsx").data)
    page = city.get(f"{where}/columns")
    chosen_kinds = [page.select_one(f"select[name=kind-{place}] option[selected]") for place in range(5)]
    assert [one and one["value"] for one in chosen_kinds] == [None, "unit", "contact", "plan", "drill"]


def test_a_ledger_of_another_role_is_named_on_the_page_of_columns(city, visit):
    unit = visit(keeper(1))
    where = chosen(unit, book(("单位", [("单位名称", "单位类别", "所在地区"), ("甲厂", "企业", "幸福乡")])))
    page = text_of(unit.get(f"{where}/columns"))
    assert "这张表像是单位名单，您的角色不能导入" in page
