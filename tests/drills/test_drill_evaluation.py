"""An evaluation: only of a held drill, its result chosen by people, its problems findings by one click."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from drill_cast import CITY, COUNTY, TOWNSHIP, again, held, planned, unit_of
from inspection import inspect
from openpyxl import load_workbook
from places import NEIGHBOUR
from pypdf import PdfReader
from test_drill_documents import TOLD
from visitors import text_of

from emergency.base.database import committed
from emergency.base.errors import NotFound, Refusal
from emergency.drills.actions import cancel_drill
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_documents import save_document
from emergency.drills.actions_evaluation import raise_finding, word_sheet
from emergency.drills.actions_life import postpone_drill
from emergency.drills.documents import DocumentKind
from emergency.drills.evaluation_book import book
from emergency.drills.queries_documents import document_of
from emergency.drills.queries_findings import findings_of
from emergency.drills.queries_history import happenings

EVALUATION = DocumentKind.EVALUATION
TYPED = {
    "seen": "0", "outline": "乡里组织", "analysis": "转移及时", "advice": "补电台",
    "problems": "电台不通\n路线不清", "grade": "good",
    "point_plan": "可行", "rows-0-name": "张三", "rows-0-unit": "县应急管理局", "rows-0-role": "组长",
    "marks-0-line": "live-design-1", "marks-0-score": "5", "marks-0-remark": "",
    "marks-1-line": "live-command-0", "marks-1-score": "0", "marks-1-remark": "没有设指挥部",
}  # fmt: skip


def at(drill, more=""):
    return f"/drills/{drill.id}/documents/evaluation{more}"


@pytest.fixture
def drill(go):
    """A held drill with an evaluation that was saved."""
    found = held()
    go(TOWNSHIP).post(at(found, "/edit"), TYPED)
    return found


def finished(go, drill, seen="1"):
    go(TOWNSHIP).post(at(drill, "/finish"), {"seen": seen, "on": "2026-06-19"})


def test_it_begins_with_the_record_and_the_sheet_of_the_form(go):
    page = go(TOWNSHIP).get(at(held(), "/edit"))
    words = text_of(page)
    assert "附录A 实战演练评估" in words and "第10条（条文请对照标准原文）" in words and "条文未收录" in words
    assert len(page.select("#marks select")) == 28 + 13 and "通信中断十分钟" in words


def test_a_tabletop_drill_has_its_own_sheet(go):
    page = go(TOWNSHIP).get(at(held(form="tabletop"), "/edit"))
    assert len(page.select("#marks select")) == 30


def test_what_was_typed_is_kept_and_shown(go, drill):
    row = document_of(drill.id, EVALUATION)
    assert row.grade == "good" and row.content["rows"] == [["张三", "县应急管理局", "组长"]]
    assert [mark[:2] + mark[4:] for mark in row.content["marks"] if mark[4] is not None] == [
        ["live-design", 1, 5, ""], ["live-command", 0, 0, "没有设指挥部"],
    ]  # fmt: skip
    page = text_of(go(COUNTY).get(at(drill)))
    assert "结论：良" in page and "合计5分，满分10分" in page and "不由得分推算" in page and "0 缺项" in page


def test_it_is_finished_with_a_result_only(go):
    drill = held()
    go(TOWNSHIP).post(at(drill, "/edit"), TYPED | {"grade": ""})
    answer = go(TOWNSHIP).post(at(drill, "/finish"), {"seen": "1", "on": "2026-06-19"}, 422)
    assert "还没有结论" in answer.get_data(as_text=True)


def test_the_list_its_workbook_and_the_drill_show_the_result(go, drill):
    assert "良" not in text_of(go(COUNTY).get("/drills?year=2026"))
    finished(go, drill)
    row = go(COUNTY).get("/drills?year=2026").select_one("tbody tr")
    assert row.select("td")[-1].get_text(strip=True) == "良"
    sheet = load_workbook(BytesIO(go(COUNTY).fetch("/drills.xlsx?year=2026").data)).active
    assert ["评估结论", "良"] in [[cell.value for cell in column][-2:] for column in sheet.columns]
    assert "结论：良" in text_of(go(COUNTY).get(f"/drills/{drill.id}"), "#documents")


def test_a_finished_evaluation_answers_what_the_drill_asks_for(go, drill):
    with committed():
        accept_drill(COUNTY, again(drill), unit_of(), again(drill).version)
    assert "drill_evaluated" not in happenings([drill.organiser_id])[0].answers
    finished(go, drill)
    assert happenings([drill.organiser_id])[0].answers["drill_evaluated"][0] == date(2026, 6, 19)


def test_a_problem_becomes_a_finding_by_one_click_and_once(go, drill):
    for line in ("problems-1", "live-command-0"):
        go(TOWNSHIP).post(f"/drills/{drill.id}/evaluation-findings", {"line": line})
    assert [finding.text for finding in findings_of(drill.id)] == [
        "电台不通", "没有设指挥部（评估表：指挥协调，缺项）",
    ]  # fmt: skip
    assert text_of(go(TOWNSHIP).get(at(drill)), "#problems").count("已登记") == 2
    again_sent = go(TOWNSHIP).post(f"/drills/{drill.id}/evaluation-findings", {"line": "problems-1"}, 422)
    assert "已经登记过" in again_sent.get_data(as_text=True)


@pytest.mark.parametrize("line", ["", "problems-9", "live-design-1", "'; drop"])
def test_what_is_no_problem_becomes_no_finding(go, drill, line):
    go(TOWNSHIP).post(f"/drills/{drill.id}/evaluation-findings", {"line": line}, 422)
    assert findings_of(drill.id) == []


def record(drill, scope=TOWNSHIP):
    with committed():
        save_document(scope, drill.id, EVALUATION, TOLD, seen=0, grade="good")


def cancelled(drill):
    cancel_drill(TOWNSHIP, again(drill), "暴雨", drill.version)


def postponed(drill):
    postpone_drill(TOWNSHIP, again(drill), "暴雨", drill.version)


@pytest.mark.parametrize(
    ("deed", "word"), [(cancelled, "已取消"), (postponed, "已推迟"), (lambda drill: None, "已发布")]
)  # fmt: skip
def test_a_result_of_a_drill_that_was_not_held_is_refused(town, deed, word):
    drill = planned()
    with committed():
        deed(drill)
    with pytest.raises(Refusal, match=f"{word}”，没有举行记录，不能编写演练评估报告、记录结论"):
        record(drill)


def test_a_stranger_finds_nothing(go, drill):
    with pytest.raises(NotFound):
        record(drill, NEIGHBOUR)
    with pytest.raises(NotFound), committed():
        raise_finding(NEIGHBOUR, drill.id, "problems-1")


@pytest.mark.parametrize(("name", "value"), [("marks-0-score", "4"), ("grade", "perfect")])
def test_a_score_or_result_that_is_none_is_refused_in_chinese(go, name, value):
    drill = held()
    answer = go(TOWNSHIP).post(at(drill, "/edit"), TYPED | {name: value}, 422).get_data(as_text=True)
    assert "不在列表中" in answer and document_of(drill.id, EVALUATION) is None


def test_members_are_added_and_dropped_without_a_script(go):
    drill = held()
    page = inspect(go(TOWNSHIP).post(at(drill, "/edit"), TYPED | {"turn": "add"}, 200).get_data(as_text=True))
    assert page.select_one("#rows-1-name") and page.select_one("#marks-1-remark")["value"] == "没有设指挥部"
    assert document_of(drill.id, EVALUATION) is None


def test_it_prints_as_word_and_pdf(go, drill):
    word = Document(BytesIO(go(COUNTY).fetch(at(drill, "/versions/1/docx")).data))
    said = "\n".join(one.text for one in word.paragraphs)
    assert "五、评估结论" in said and "良" in said and "（二）应急预案的实用性和可操作性：可行" in said
    assert word.tables[0].cell(1, 0).text == "张三" and len(word.tables[1].rows) == 1 + 28 + 13
    pdf = PdfReader(BytesIO(go(COUNTY).fetch(at(drill, "/versions/1/pdf")).data))
    assert "结论由评估组确定" in "".join(page.extract_text() for page in pdf.pages).replace("\n", "")


def test_the_office_words_the_items_and_saved_evaluations_stay(go, drill):
    told = {"live_design": "目标明确\n\n方案可行", "live_command": "到位\n清楚"}
    go(CITY).post("/drills/evaluation-sheets/live", told)
    words = text_of(go(TOWNSHIP).get(at(drill, "/edit")), "#marks")
    assert "目标明确" in words and "第2条（条文请对照标准原文）" in words and "清楚" in words
    assert "目标明确" not in text_of(go(TOWNSHIP).get(at(drill)))
    assert "目标明确" in go(CITY).get("/drills/evaluation-sheets/live").get_text()


def test_too_many_items_are_refused_beside_their_group(town):
    with pytest.raises(Refusal, match="有10条，填写了11行") as told, committed():
        word_sheet(CITY, book().sheets["live"], {"live-design": "\n".join(["甲"] * 11)})
    assert told.value.field == "live_design"


def test_a_sheet_that_is_none_is_not_found(go):
    go(CITY).fetch("/drills/evaluation-sheets/none", 404)
