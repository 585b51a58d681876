"""The pages of the documents: written, their rows moved without a script, finished, printed, hidden from strangers."""

from io import BytesIO

import pytest
from docx import Document
from drill_cast import COUNTY, TOWNSHIP, held, planned, unit_of
from inspection import inspect
from places import NEIGHBOUR, keeper
from pypdf import PdfReader
from visitors import text_of

from emergency.drills.documents import DocumentKind
from emergency.drills.queries_documents import document_of

HOSTILE = "</textarea><script>x()</script>𠮷"


def at(drill, kind="work-plan", more=""):
    return f"/drills/{drill.id}/documents/{kind}{more}"


def typed(page):
    """What the fields of a page hold."""
    return {one["name"]: one.get_text().strip("\n") for one in page.select("main form.sheet textarea")}


def posted(go, drill, values, kind="script", status=200):
    answer = go(TOWNSHIP).post(at(drill, kind, "/edit"), values, status)
    return typed(inspect(answer.get_data(as_text=True)))


def test_the_drills_page_lists_the_documents(go):
    words = text_of(go(COUNTY).get(f"/drills/{planned().id}"), "#documents")
    assert "演练工作方案" in words and "6.2" in words and "未编写" in words


def test_the_form_is_filled_with_what_is_known(go):
    found = typed(go(TOWNSHIP).get(at(planned(), more="/edit")))
    assert found["when"].endswith("地点：乡文化广场") and found["tasks"] == ""


def test_it_is_written_shown_finished_and_withdrawn(go):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": HOSTILE, "steps": "先转移", "tasks": "转移组"})
    page = text_of(go(COUNTY).get(at(drill)))
    assert HOSTILE in page and "缺项提示" in page and "筹备工作" in page
    go(TOWNSHIP).post(at(drill, more="/finish"), {"seen": "1", "on": "2026-06-19"})
    assert "已完成 2026-06-19" in text_of(go(COUNTY).get(at(drill)))
    go(TOWNSHIP).post(at(drill, more="/withdraw"), {"seen": "2", "reason": "时间有误"})
    page = text_of(go(COUNTY).get(at(drill)))
    assert "草稿 第3版" in page and "撤回完成标记：时间有误" in page
    assert "第2版" in text_of(go(COUNTY).get(at(drill, more="/versions/2")), "h1")


def test_what_cannot_be_finished_says_why_on_its_page(go):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    answer = go(TOWNSHIP).post(at(drill, more="/finish"), {"seen": "1", "on": "2027-01-01"}, 422)
    assert "晚于今天" in answer.get_data(as_text=True)


def test_rows_are_added_moved_and_dropped_without_a_script(go):
    drill = planned()
    two = {"seen": "0", "rows-0-scene": "一", "rows-1-scene": "二"}
    assert posted(go, drill, {**two, "turn": "add"})["rows-2-scene"] == ""
    moved = posted(go, drill, {**two, "turn": "up-1"})
    assert (moved["rows-0-scene"], moved["rows-1-scene"]) == ("二", "一")
    dropped = posted(go, drill, {**two, "turn": "drop-0"})
    assert dropped["rows-0-scene"] == "二" and "rows-1-scene" not in dropped
    assert document_of(drill.id, DocumentKind.SCRIPT) is None


def test_cells_of_a_sheet_are_pasted_at_the_end(go):
    drill = planned()
    found = posted(go, drill, {"seen": "0", "rows-0-scene": "一", "sheet": "二\t乡长\n三\t村长", "turn": "paste"})
    assert [found[f"rows-{n}-scene"] for n in range(3)] == ["一", "二", "三"] and found["rows-2-action"] == "村长"


def test_the_script_is_saved_without_its_empty_rows(go):
    drill = planned()
    first = {"rows-0-scene": "洪水上涨", "rows-0-action": "乡长"}
    told = {"seen": "0", **first, "rows-1-scene": " ", "rows-7-lines": "转移"}
    go(TOWNSHIP).post(at(drill, "script", "/edit"), told)
    assert document_of(drill.id, DocumentKind.SCRIPT).content["rows"] == [
        ["洪水上涨", "乡长", "", "", "", ""], ["", "", "转移", "", "", ""],
    ]  # fmt: skip
    assert "洪水上涨" in text_of(go(COUNTY).get(at(drill, "script")))


@pytest.mark.parametrize(("name", "text"), [("aims", "字" * 4001)])
def test_what_is_too_long_is_refused_and_kept(go, name, text):
    drill = planned()
    answer = go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", name: text}, 422).get_data(as_text=True)
    assert "最多 4000 个字" in answer and text in answer


def test_a_script_of_too_many_rows_is_refused(go):
    told = {"seen": "0", **{f"rows-{n}-scene": "情景" for n in range(101)}}
    answer = go(TOWNSHIP).post(at(planned(), "script", "/edit"), told, 422)
    assert "最多 100 行" in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["work-plan", "script"])
def test_it_prints_as_word_and_pdf(go, kind):
    drill = planned()
    told = {"seen": "0", "aims": f"检验预案{HOSTILE}", "rows-0-scene": f"检验预案{HOSTILE}"}
    go(TOWNSHIP).post(at(drill, kind, "/edit"), told)
    word = Document(BytesIO(go(COUNTY).fetch(at(drill, kind, "/versions/1/docx")).data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert f"检验预案{HOSTILE}" in [*cells, *(one.text for one in word.paragraphs)]
    pdf = PdfReader(BytesIO(go(COUNTY).fetch(at(drill, kind, "/versions/1/pdf")).data))
    words = "".join(page.extract_text() for page in pdf.pages)
    assert "防汛转移避险演练" in words and "检验预案</textarea>" in words.replace("\n", "")


@pytest.mark.parametrize("more", ["", "/edit", "/withdraw", "/versions/1", "/versions/1/docx"])
def test_a_stranger_gets_not_found(go, more):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    go(NEIGHBOUR).fetch(at(drill, more=more), 404)


def test_who_takes_part_reads_it_and_does_not_write(go):
    guest = unit_of("231102202000")
    drill = planned(COUNTY, parts=((guest.id, "participant"),))
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    page = go(keeper(guest.id)).get(at(drill))
    assert "检验" in text_of(page) and not page.select("#finish, a[href$='/edit']")
    go(keeper(guest.id)).fetch(at(drill, more="/edit"), 404)


@pytest.mark.parametrize("kind", ["nothing", "work_plan", "evaluation-sheet"])
def test_a_document_of_no_kind_is_not_found(go, kind):
    go(TOWNSHIP).fetch(at(planned(), kind), 404)


@pytest.mark.parametrize("more", ["/versions/2", "/versions/1/exe", "/versions/2/pdf"])
def test_a_version_or_form_that_is_not_there_is_not_found(go, more):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    go(TOWNSHIP).fetch(at(drill, more=more), 404)


def test_a_register_that_changed_after_finishing_is_told(go):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    go(TOWNSHIP).post(at(drill, more="/finish"), {"seen": "1", "on": "2026-06-19"})
    told = {"seen": str(drill.version), "day": "2026-07-13", "starts": "09:00", "ends": "11:00", "reason": "天气"}
    go(TOWNSHIP).post(f"/drills/{drill.id}/move", told)
    page = text_of(go(COUNTY).get(at(drill)))
    assert "有改动" in page and "2026年7月10日" in page


def test_the_summary_begins_with_the_record(go):
    drill = held()
    found = typed(go(TOWNSHIP).get(at(drill, "summary", "/edit")))
    assert "参加人数：120人" in found["outline"] and "通信中断十分钟" in found["outline"]


def test_a_finished_paper_says_how_to_go_on_where_it_would_be_edited(go):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验", "tasks": "转移组", "steps": "先转移"})
    go(TOWNSHIP).post(at(drill, more="/finish"), {"seen": "1", "on": "2026-06-19"})
    page = go(TOWNSHIP).get(at(drill, more="/edit"))
    assert "已于 2026-06-19 标记完成" in text_of(page) and page.find("a", href=at(drill, more="/withdraw"))
    assert not page.find("textarea")


def test_the_page_says_what_is_still_to_be_written_in_place_of_the_button(go):
    drill = planned()
    go(TOWNSHIP).post(at(drill, more="/edit"), {"seen": "0", "aims": "检验"})
    page = go(TOWNSHIP).get(at(drill))
    assert "标记完成前还要写：主要任务及职责、主要步骤" in text_of(page, "#finish") and not page.find("input", id="on")
