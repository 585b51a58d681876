"""备案 through a browser: choosing the receiving office, its list, its answer, what silence reads like."""

from io import BytesIO

from filing_cast import bureau, firm_plan, handed
from flask import Flask
from openpyxl import load_workbook
from places import COUNTY, keeper
from plan_cast import upload
from visitors import text_of

from emergency.plans.queries_filings import filings_of


def test_the_form_offers_the_offices_above(covered: Flask, visit) -> None:
    plan = firm_plan()
    page = visit(COUNTY).get(f"/plans/{plan.id}/versions/1/file")
    names = {option.text for option in page.select("#receiver option")}
    assert {"不在名单内", bureau().name} <= names and plan.title not in names


def test_a_filing_names_its_receiver(covered: Flask, visit) -> None:
    plan = firm_plan()
    told = {"submitted_on": "2026-03-20", "receiver": str(bureau().id)}
    visit(COUNTY).post(f"/plans/{plan.id}/versions/1/file", told)
    (row,) = filings_of([plan.id])
    assert (row.receiver_id, row.details["target"]) == (bureau().id, bureau().name)


def test_neither_receiver_nor_target_is_refused(covered: Flask, visit) -> None:
    plan = firm_plan()
    answer = visit(COUNTY).post(f"/plans/{plan.id}/versions/1/file", {"submitted_on": "2026-03-20"}, status=422)
    assert "请选择受理单位，或填写报送对象" in answer.text


def test_the_plan_page_and_the_list_read_silence_as_filed(covered: Flask, visit) -> None:
    plan = firm_plan()
    handed(plan)
    page = text_of(visit(COUNTY).get(f"/plans/{plan.id}"))
    assert "视为已备案（依据令88号 第28条，自 2026-03-28 起）" in page and "不是受理记录" in page
    assert "视为已备案" in text_of(visit(COUNTY).get("/plans"))


def test_the_receiving_office_finds_it_in_its_list(covered: Flask, visit) -> None:
    plan = firm_plan()
    row = handed(plan)
    office = visit(keeper(bureau().id))
    assert plan.title in text_of(office.get("/plans/filings?state=waiting"))
    assert "收到备案待受理" in text_of(office.get("/"))
    told = {"answer": "received", "received_on": "2026-03-25", "number": "231102-2026-0001", "papers": upload("表.pdf")}
    office.post(f"/plans/{plan.id}/milestones/{row.id}/receipt", told)
    assert plan.title not in text_of(office.get("/plans/filings?state=waiting"))
    assert "表.pdf" in text_of(office.get(f"/plans/{plan.id}"))


def test_the_list_comes_as_excel(covered: Flask, visit) -> None:
    plan = firm_plan()
    handed(plan)
    answer = visit(COUNTY).client.get("/plans/filings/export")
    sheet = load_workbook(BytesIO(answer.data)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert plan.title in cells and "视为已备案" in cells


def test_an_answer_before_the_handing_over_stays_on_the_form(covered: Flask, visit) -> None:
    plan = firm_plan()
    row = handed(plan)
    told = {"answer": "asked", "received_on": "2026-03-19", "told": "缺评审意见"}
    answer = visit(COUNTY).post(f"/plans/{plan.id}/milestones/{row.id}/receipt", told, status=422)
    assert "早于报送日期" in answer.text and "缺评审意见" in answer.text
