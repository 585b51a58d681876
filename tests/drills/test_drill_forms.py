"""Forms to print: one sheet of A4, with what is known of a drill or wholly blank."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from drill_cast import COUNTY, TOWNSHIP, held, planned
from places import NEIGHBOUR
from pypdf import PdfReader
from visitors import text_of

from emergency.base.database import committed
from emergency.drills.actions_findings import FindingDetails, add_finding
from emergency.drills.actions_life import postpone_drill
from emergency.drills.blank_forms import FORM_TITLES, BlankForm, DrillFacts, paper_of

DUE = date(2026, 7, 31)


def words_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("kind", BlankForm)
def test_a_blank_form_is_one_sheet_of_a4(go, kind):
    paper = PdfReader(BytesIO(go(TOWNSHIP).fetch(f"/drills/forms/{kind}/pdf").data))
    assert len(paper.pages) == 1
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [595, 842]
    assert FORM_TITLES[kind] in paper.pages[0].extract_text()


@pytest.mark.parametrize("kind", BlankForm)
def test_a_blank_form_knows_nothing(kind):
    assert paper_of(kind, DrillFacts()).sample is False
    assert "■" not in "".join(cell.text for row in paper_of(kind, DrillFacts()).rows for cell in row)


@pytest.mark.parametrize("kind", BlankForm)
def test_the_drills_own_form_is_filled_and_still_one_sheet(go, kind):
    drill = planned()
    data = go(COUNTY).fetch(f"/drills/{drill.id}/forms/{kind}/pdf").data
    paper = PdfReader(BytesIO(data))
    assert len(paper.pages) == 1 and "2026年7月10日" in paper.pages[0].extract_text()


def test_the_kinds_of_the_drill_are_ticked(go):
    drill = planned()
    told = words_of(go(COUNTY).fetch(f"/drills/{drill.id}/forms/record/docx").data)
    assert "■综合 □单项" in told and "■实战 □桌面" in told and drill.title in told


def test_a_postponed_drill_has_no_day_on_its_form(go):
    drill = planned()
    with committed():
        postpone_drill(TOWNSHIP, drill, "大风", drill.version)
    assert "7月10日" not in words_of(go(COUNTY).fetch(f"/drills/{drill.id}/forms/record/docx").data)


def test_the_pages_lead_to_the_forms(go):
    drill = planned()
    assert "空白表格" in text_of(go(TOWNSHIP).get("/drills"))
    assert go(TOWNSHIP).get(f"/drills/{drill.id}").find("a", href=f"/drills/{drill.id}/forms/village/pdf")


def test_an_unknown_form_and_a_strangers_drill_are_not_found(go):
    drill = planned()
    go(TOWNSHIP).get("/drills/forms/other/pdf", 404)
    go(NEIGHBOUR).get(f"/drills/{drill.id}/forms/record/pdf", 404)


def test_the_record_of_a_held_drill_has_what_the_register_knows(go):
    drill = held(announced=True)
    with committed():
        add_finding(TOWNSHIP, drill.id, FindingDetails("电台不通", major=False, responsible="李四", due_on=DUE))
    told = words_of(go(COUNTY).fetch(f"/drills/{drill.id}/forms/record/docx").data)
    for word in ("120人", "通信中断十分钟", "1．电台不通（李四，2026-07-31前", "■是 □否", "□优 □良 □中 □差"):
        assert word in told
    paper = PdfReader(BytesIO(go(COUNTY).fetch(f"/drills/{drill.id}/forms/record/pdf").data))
    assert len(paper.pages) == 1


def test_what_is_too_long_for_one_sheet_says_where_the_rest_is(go):
    drill = held(summary="按预案转移群众并逐户清点。" * 60)
    paper = PdfReader(BytesIO(go(COUNTY).fetch(f"/drills/{drill.id}/forms/record/pdf").data))
    assert len(paper.pages) == 1 and "全文见台账" in paper.pages[0].extract_text()


def test_the_result_of_a_finished_evaluation_is_ticked():
    told = "".join(cell.text for row in paper_of(BlankForm.RECORD, DrillFacts(grade="good")).rows for cell in row)
    assert "□优 ■良 □中 □差" in told
