"""Templates as files: what is downloaded is read back equal; what is wrong comes back beside its row."""

from io import BytesIO

import openpyxl
import pytest
import yaml
from checklist_cases import SPEECH, TOP
from places import CITY, COUNTY
from visitors import text_of

from emergency.assessment import queries
from emergency.assessment.template import read_template
from emergency.assessment.template_files import workbook_of, yaml_file
from emergency.base.database import db

FILES = sorted((TOP / "seeds/reference/checklists").glob("*.yaml"))
IMPORT, CONFIRM = "/checklists/templates/import", "/checklists/templates/confirm"


def edited(change, data=SPEECH):
    book = openpyxl.load_workbook(BytesIO(workbook_of(data)))
    change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet, number):
    return next(row for row in sheet.iter_rows() if row[3].value == number)


def send(visit, content, name="模板.xlsx", status=200):
    return visit(CITY).post(IMPORT, {"file": (BytesIO(content), name)}, status)


def sealed(response):
    page = response.get_data(as_text=True)
    return page.split('name="sealed"')[1].split('value="')[1].split('"')[0]


def table(response):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(response.data)).active.iter_rows()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("write", [workbook_of, yaml_file], ids=["xlsx", "yaml"])
def test_every_template_survives_its_own_file(checklists, visit, path, write):
    data = yaml.safe_load(path.read_text("utf-8"))
    data["template"]["version"] = "另一版"
    name = "模板.xlsx" if write is workbook_of else "模板.yaml"
    page = send(visit, write(data), name)
    visit(CITY).post(CONFIRM, {"sealed": sealed(page), "reason": "原样"})
    db.session.rollback()
    assert read_template(queries.newest_template(data["template"]["id"]).content) == read_template(data)


def test_the_version_in_force_is_not_kept_a_second_time(checklists, visit):
    page = send(visit, yaml_file(SPEECH), "模板.yaml")
    told = visit(CITY).post(CONFIRM, {"sealed": sealed(page), "reason": "原样"}, 422)
    assert "完全相同" in told.get_data(as_text=True)


def test_a_changed_sheet_is_shown_first_and_kept_only_when_confirmed(checklists, visit):
    content = edited(lambda sheet: setattr(row_of(sheet, "2.2")[4], "value", "乡镇（街道）预案编制情况"))
    page = send(visit, content)
    assert "尚未保存" in page.get_data(as_text=True) and "改动1条" in page.get_data(as_text=True)
    assert queries.newest_template().number == 1
    visit(CITY).post(CONFIRM, {"sealed": sealed(page), "reason": "按2026年细则"})
    db.session.rollback()
    newest = queries.newest_template()
    assert newest.number == 2 and newest.reason == "按2026年细则"


def test_a_wrong_row_comes_back_with_its_reason(checklists, visit):
    page = send(visit, edited(lambda sheet: setattr(row_of(sheet, "2.2")[10], "value", "luck")), status=422)
    assert "2.2 的指标不认识：luck" in page.get_data(as_text=True)
    rows = table(visit(CITY).post("/checklists/templates/returned", {"sealed": sealed(page)}, 200))
    row = next(row for row in rows if row[3] == "2.2")
    assert "指标不认识" in row[15] and next(one for one in rows if one[3] == "2.1")[15] is None


def test_everything_wrong_is_told_at_once(checklists, visit):
    def spoil(sheet):
        row_of(sheet, "1.1")[5].value, row_of(sheet, "1.1")[6].value = "四分", "月球"
        row_of(sheet, "2.2")[10].value = "luck"

    told = send(visit, edited(spoil), status=422).get_data(as_text=True)
    assert all(words in told for words in ("分值“四分”不是数字", "“月球”不认识", "指标不认识：luck"))
    assert "与模板总分" not in told


def test_both_rows_of_one_number_are_marked(checklists, visit):
    page = send(visit, edited(lambda sheet: setattr(row_of(sheet, "2.2")[3], "value", "2.1")), status=422)
    rows = table(visit(CITY).post("/checklists/templates/returned", {"sealed": sealed(page)}, 200))
    assert sum("编号重复" in (row[15] or "") for row in rows if row[3] == "2.1") == 2


def test_what_is_wrong_with_the_whole_stands_above_the_rows(checklists, visit):
    page = send(visit, edited(lambda sheet: setattr(row_of(sheet, "2.2")[5], "value", "7")), status=422)
    rows = table(visit(CITY).post("/checklists/templates/returned", {"sealed": sealed(page)}, 200))
    assert any(str(row[0]).startswith("错误原因：") and "相加为101" in row[0] for row in rows)


WRONG = [
    (lambda sheet: setattr(row_of(sheet, "2.2")[5], "value", "7"), "相加为101，与模板总分100不符"),
    (lambda sheet: setattr(row_of(sheet, "2.2")[3], "value", "2.1"), "编号重复：2.1"),
    (lambda sheet: setattr(row_of(sheet, "2.2")[5], "value", "六分"), "分值“六分”不是数字"),
    (lambda sheet: setattr(row_of(sheet, "2.2")[8], "value", "随缘"), "计分办法“随缘”不认识"),
    (lambda sheet: setattr(row_of(sheet, "2.9")[9], "value", "好；中；差"), "分档“好”看不懂"),
    (lambda sheet: setattr(row_of(sheet, "1.2")[6], "value", "月球"), "适用对象“月球”不认识"),
    (lambda sheet: setattr(row_of(sheet, "1.2")[3], "value", None), "没有填条目编号"),
    (lambda sheet: setattr(row_of(sheet, "1.2")[1], "value", "别的组"), "前面写作“机构和人员”"),
    (lambda sheet: sheet.merge_cells("E30:E31"), "合并单元格（E30:E31）"),
    (lambda sheet: sheet.delete_rows(1, 25), "没有找到表头行"),
]


@pytest.mark.parametrize(("change", "told"), WRONG)
def test_a_wrong_sheet_is_told_what_is_wrong(checklists, visit, change, told):
    assert told in send(visit, edited(change), status=422).get_data(as_text=True)
    assert queries.newest_template().number == 1


def test_full_width_digits_are_taken(checklists, visit):
    page = send(visit, edited(lambda sheet: setattr(row_of(sheet, "2.2")[5], "value", "６")))
    assert "尚未保存" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"a: &x [1]\nb: *x\n", "模板.yaml", "用了引用"),
        (b"a: [1\n", "模板.yaml", "不是能读的 YAML"),
        ("模板: 一".encode("gb18030"), "模板.yaml", "不是 UTF-8"),
        (b"just: words", "模板.yml", "没有 template、groups、items"),
        (b"PK nothing", "模板.xlsx", "不是能读的 Excel"),
        (b"x", "模板.pdf", ".xlsx 或 .yaml"),
        (b"", "模板.yaml", "没有 template"),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_words(checklists, visit, content, name, told):
    assert told in send(visit, content, name, 422).get_data(as_text=True)


def test_a_changed_seal_keeps_nothing(checklists, visit):
    told = visit(CITY).post(CONFIRM, {"sealed": "x.y", "reason": "试"}, 422)
    assert "已变动" in told.get_data(as_text=True) and queries.newest_template().number == 1


def test_a_county_reads_templates_and_imports_none(checklists, visit):
    visit(COUNTY).get("/checklists/templates/speech")
    visit(COUNTY).fetch(IMPORT, 403)


def test_an_unknown_template_is_not_found(checklists, visit):
    visit(CITY).get("/checklists/templates/none", 404)
    visit(CITY).get("/checklists/templates/speech?number=9", 404)


def test_the_measures_say_what_they_count(checklists, visit):
    words = text_of(visit(COUNTY).get("/checklists/measures"))
    assert "专项预案年演练率" in words and "无数据来源" in words and "期限内办结的备案" in words


def test_the_list_marks_examples(checklists, visit):
    page = visit(CITY).get("/checklists/templates")
    assert "应急管理工作考核自查表" in text_of(page)
