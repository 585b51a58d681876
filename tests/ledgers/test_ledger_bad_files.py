"""Files that would harm, or that nobody could read: each is refused with what to do, or read without harm."""

import re
import zipfile
from io import BytesIO

import pytest
import time_machine
from ledger_cast import PLAN_HEADS, book, checked, only, plan_row, plans_book, saved, statuses
from openpyxl import Workbook, load_workbook
from places import CITY

from emergency.base.errors import Refusal
from emergency.base.storage import store
from emergency.ledgers import actions
from emergency.ledgers.facts import Status

pytestmark = pytest.mark.usefixtures("heihe")
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def rewritten(content, change):
    """The same package with its first sheet changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            new.writestr(entry.filename, change(text.decode()) if entry.filename == SHEET else text)
    return out.getvalue()


def refusal(content, name="台账.xlsx"):
    with pytest.raises(Refusal) as found:
        actions.stage(name, BytesIO(content))
    return found.value.sentence


def test_one_cell_in_the_last_corner_costs_nothing():
    written = Workbook()
    written.active.append(list(PLAN_HEADS))
    written.active.append(plan_row())
    written.active["XFD1048576"] = "x"
    content = saved(written)
    assert len(content) < 6_000 and only(checked(content)).status is Status.NEW


def test_a_million_blank_rows_are_no_rows():
    blank = "".join(f'<row r="{row}" spans="1:7" ht="15" customHeight="1"/>' for row in range(4, 1_048_577))
    content = rewritten(plans_book(plan_row()), lambda text: text.replace("</sheetData>", f"{blank}</sheetData>"))
    assert only(checked(content)).status is Status.NEW


@pytest.mark.parametrize("blank", ['<row ht="15" customHeight="1"/>', '<row><c s="1"/></row>'])
def test_the_wrong_row_among_a_million_blank_ones_comes_back_without_them(visit, blank):
    city = visit(CITY)
    rows = blank * 300_000
    content = plans_book(plan_row(), plan_row("坏的", 发布时间="2024年5月"))
    content = rewritten(content, lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"))
    where = city.post("/ledgers", {"file": (BytesIO(content), "台账.xlsx")}).location.removesuffix("/columns")
    back = city.fetch(f"{where}/wrong").data
    sheet = load_workbook(BytesIO(back)).active
    assert len(back) < 20_000 and sheet.max_row == 3 and "没有写到日" in sheet.cell(3, len(PLAN_HEADS) + 1).value


def test_a_zip_bomb_is_refused_by_its_size():
    out = BytesIO()
    package = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
    with package, package.open(SHEET, "w", force_zip64=True) as part:
        for _ in range(450):
            part.write(bytes(1 << 20))
    assert "过大" in refusal(out.getvalue())


def test_a_document_type_is_refused():
    bad = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    assert "不是能读的" in refusal(rewritten(plans_book(plan_row()), lambda _text: bad))


def test_too_many_rows_are_refused_with_what_to_do():
    assert "20000 行" in refusal(plans_book(*([f"第{number}份"] for number in range(20_201))))
    rows = "".join(f"第{number}份预案,某单位\n" for number in range(20_001))
    with pytest.raises(Refusal) as found:
        actions.stage("台账.csv", BytesIO(f"预案名称,编制单位\n{rows}".encode()))
    assert "分成几份" in found.value.sentence and not list(store().hashes())


def test_as_many_rows_as_allowed_may_have_a_title_and_a_total():
    rows = "".join(f"第{number}份预案,某单位\n" for number in range(20_000))
    staged = actions.stage("台账.csv", BytesIO(f"应急预案台账\n预案名称,编制单位\n{rows}合计,20000\n".encode()))
    assert staged.rows_sha in set(store().hashes())


def test_a_sheet_without_a_heading_asks_for_one():
    with pytest.raises(Refusal) as found:
        checked(book(("表", [("甲", "乙"), ("丙", "丁")])))
    assert "没有找到台账的表头" in found.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_usual_encodings(encoding):
    text = ",".join(PLAN_HEADS) + "\n" + ",".join(plan_row()) + "\n"
    assert only(checked(text.encode(encoding), "台账.csv")).name == "幸福乡防汛应急预案"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_csv_cut_in_mid_character_says_where(encoding):
    text = ",".join(PLAN_HEADS) + "\n幸福乡防汛应急预案"
    assert "第 2 行断开" in refusal(text.encode(encoding)[:-1], "台账.csv")


def test_an_old_or_locked_workbook_is_refused_by_its_content():
    assert "旧格式" in refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    assert "不是能读的" in refusal(b"<html><table>")


def test_a_row_with_a_mark_of_secrecy_is_refused_and_nothing_of_it_kept():
    content = plans_book(plan_row(), plan_row("机密★5年 某预案"))
    report = checked(content)
    assert statuses(report) == [Status.NEW, Status.WRONG] and report.rows[1].name == "（不显示）"
    kept = b"".join(store().path(name).read_bytes() for name in store().hashes())
    assert "某预案".encode() not in kept and "保密员" in report.rows[1].told


def test_a_csv_that_is_no_text_says_so():
    assert "不是文字的内容" in refusal(b"a,b\r\n\x00\x01,2\r\n", "台账.csv")


def test_what_turns_the_letters_of_a_name_round_is_left_out():
    staged = actions.stage("台账\u202eslx.甲\r\n.xlsx", BytesIO(plans_book(plan_row())))
    assert staged.name == "台账slx.甲.xlsx"


def test_a_file_named_secret_is_refused():
    assert "密级" in refusal(plans_book(plan_row()), "机密★预案台账.xlsx")


def test_a_formula_with_an_error_is_told_at_its_cell():
    row = only(checked(rewritten(plans_book(plan_row(编制单位="#DIV/0!")), lambda text: text)))
    assert "公式错误（#DIV/0!）" in row.told and row.wrongs[0].item == "unit"


def test_a_formula_whose_result_was_not_saved_says_so():
    row = only(checked(plans_book(plan_row(编制单位="=A1"))))
    assert "没有存下它的结果" in row.told and "#" not in row.told


def test_what_people_really_type_is_read():
    first = plan_row("幸福乡\n防汛预案", 发文字号="幸政发【２０２４】３ 号", 发布时间=45413)
    rows = [
        ("幸福乡应急预案台账", *[""] * 6), ("填报日期：2026年", *[""] * 6), PLAN_HEADS,
        first, plan_row("防火预案", 发布时间="二〇二四年五月一日"),
        [""] * 7, ("合计", "2份", *[""] * 5),
    ]  # fmt: skip
    report = checked(book(("台账", rows)))
    assert [row.name for row in report.rows] == ["幸福乡防汛预案", "防火预案"]
    assert statuses(report) == [Status.NEW, Status.NEW]
    assert report.rows[0].entry.told.document_number == "幸政发〔2024〕3号"


def test_a_cell_merged_down_a_column_speaks_for_every_row():
    others = [plan_row(name, unit="") for name in ("防火预案", "抗旱预案")]
    written = load_workbook(BytesIO(plans_book(plan_row(), *others)))
    written.active.merge_cells("B2:B4")
    assert statuses(checked(saved(written))) == [Status.NEW] * 3


def test_days_of_a_1904_workbook_are_counted_from_there():
    def since_1904(content):
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                text = old.read(entry).decode()
                new.writestr(entry.filename, re.sub(r"<workbookPr\s*/>", '<workbookPr date1904="1"/>', text))
        return out.getvalue()

    row = only(checked(since_1904(plans_book(plan_row(发布时间=43951)))))
    assert str(next(iter(row.entry.told.dates.values()))) == "2024-05-01"


def test_signs_that_were_written_in_another_way_are_read_as_they_are():
    content, out = plans_book(plan_row("幸福乡ZZ防火预案QQ")), BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            told = old.read(entry).replace(b"ZZ", b"_x000D_\n").replace(b"QQ", b"_xD800_")
            new.writestr(entry.filename, told)
    assert only(checked(out.getvalue())).name == "幸福乡防火预案_xD800_"


def test_a_hidden_sheet_is_left_alone():
    written = load_workbook(BytesIO(book(("甲", [PLAN_HEADS, plan_row()]), ("乙", [PLAN_HEADS, plan_row("隐藏的")]))))
    written["乙"].sheet_state = "hidden"
    assert [row.name for row in checked(saved(written), scope=CITY).rows] == ["幸福乡防汛应急预案"]
