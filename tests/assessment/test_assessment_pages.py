"""The checklist on screen, as PDF and Excel; entering judgements; what strangers get."""

from io import BytesIO

import openpyxl
import pytest
from counting import statements
from flask import Flask
from places import AIHUI, CITY, COUNTY, HEIHE, NEIGHBOUR, TOWNSHIP, XINGFU, XINGFU_VILLAGE, keeper
from plan_cast import passed, town_plan, unit_at
from pypdf import PdfReader
from visitors import text_of

from emergency.assessment import queries
from emergency.assessment.queries_sheet import sheet_of
from emergency.base import clock
from emergency.base.database import committed
from emergency.base.jobs import enqueue

TOWN = f"/checklists/regions/{XINGFU}"


def lines(code, scope=CITY):
    sheet = sheet_of(scope, queries.region_subject(scope, code), clock.today())
    return {line.number: line for block in sheet.blocks for line in block.lines}


def test_the_overview_leads_to_regions_and_units(checklists: Flask, visit):
    page = visit(COUNTY).get(f"/checklists?region={AIHUI}")
    links = {link["href"].split("?")[0] for link in page.select("a[href^='/checklists/']")}
    assert TOWN in links and any(link.startswith("/checklists/units/") for link in links)


def test_a_sheet_counts_what_the_tiles_say(checklists: Flask):
    passed(town_plan())
    assert (lines(XINGFU)["2.2"].owed, lines(XINGFU)["2.2"].done) == ("1", "1")
    assert (lines(HEIHE)["2.2"].done, lines(XINGFU)["2.6"].lacking) == ("1", "2")


def test_every_computed_figure_opens_the_rows_behind_it(checklists: Flask, visit):
    page = visit(TOWNSHIP).get(TOWN)
    hrefs = {link["href"] for link in page.select(".items a")}
    assert hrefs and all(href.startswith(("/checklists/", "/units")) for href in hrefs)
    for href in hrefs:
        visit(TOWNSHIP).get(href)


@pytest.mark.parametrize("code", [XINGFU, AIHUI, HEIHE])
def test_the_rows_behind_a_figure_add_up_to_it(checklists: Flask, visit, code):
    passed(town_plan())
    page = visit(CITY).get(f"/checklists/regions/{code}")
    links = [link for link in page.select(".items a") if "/items/" in link["href"]]
    assert {link["href"].split("show=")[1] for link in links} == {"owed", "done", "lacking"}
    for link in links:
        behind, place = visit(CITY).get(link["href"]), {"owed": 4, "done": 5, "lacking": 6}
        column = place[link["href"].split("show=")[1]]
        cells = [int(row.find_all(["th", "td"])[column].get_text()) for row in behind.select("main tbody tr")
                 if len(row.find_all(["th", "td"])) == 8]  # fmt: skip
        assert sum(cells) == int(link.get_text()) and link.get_text() in behind.h1.get_text()


def test_the_page_says_what_it_was_made_from(checklists: Flask, visit):
    words = text_of(visit(TOWNSHIP).get(f"{TOWN}?on=2026-06-30"))
    assert all(word in words for word in ("幸福乡", "2026-06-30", "已启用规则", "示例权重", "计算口径", "无数据来源"))


def test_the_pdf_comes_under_its_chinese_name(checklists: Flask, visit):
    response = visit(TOWNSHIP).fetch(f"{TOWN}/paper?on=2026-06-30")
    assert "filename*=UTF-8''231102200000-" in response.headers["Content-Disposition"]
    assert "幸福乡" in PdfReader(BytesIO(response.data)).pages[0].extract_text()


def test_the_workbook_holds_every_missing_row(checklists: Flask, visit):
    response = visit(TOWNSHIP).fetch(f"{TOWN}/missing")
    sheet = openpyxl.load_workbook(BytesIO(response.data)).active
    made = sheet_of(TOWNSHIP, queries.region_subject(TOWNSHIP, XINGFU), clock.today())
    assert sheet.max_row == made.gap_count + 3 and "基准日" in sheet["A2"].value


def test_a_unit_has_its_own_sheet(checklists: Flask, visit):
    unit = unit_at(XINGFU_VILLAGE)
    words = text_of(visit(keeper(unit.id)).get(f"/checklists/units/{unit.id}"))
    assert "村（社区）编有有效预案" in words and "应急管理办事机构" not in words


def test_a_keeper_may_not_enter_judgements(checklists: Flask, visit):
    unit = unit_at(XINGFU_VILLAGE)
    visit(keeper(unit.id)).fetch(f"/checklists/units/{unit.id}/items/3.3", 403)


@pytest.mark.parametrize("path", ["", "/paper", "/missing", "/items/3.3"])
def test_a_stranger_gets_not_found(checklists: Flask, visit, path):
    response = visit(NEIGHBOUR).fetch(f"/checklists/regions/{AIHUI}{path}", 404)
    assert "爱辉" not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/checklists/regions/999999999999",
        "/checklists/units/999999",
        "/checklists/units/x",
        "/checklists/houses/1",
        f"{TOWN}/items/2.2",
        f"{TOWN}/items/9.9",
    ],
)
def test_what_is_not_there_is_not_found(checklists: Flask, visit, path):
    visit(CITY).get(path, 404)


def test_an_impossible_day_is_refused_in_words(checklists: Flask, visit):
    assert "不是有效日期" in text_of(visit(CITY).get(f"{TOWN}?on=2026-13-01", 422))


def test_papers_seen_are_entered_with_a_reason(checklists: Flask, visit):
    visit(TOWNSHIP).post(f"{TOWN}/items/3.3?year=2026", {"papers": "信息报告制度", "reason": "已看原件"})
    page = text_of(visit(TOWNSHIP).get(f"{TOWN}?on=2026-11-21"))
    assert "缺：时限和联系方式表" in page and "已看原件（幸福乡丙" in page


def test_faults_are_entered_by_people(checklists: Flask, visit):
    visit(TOWNSHIP).post(f"{TOWN}/items/3.5?year=2026", {"fault_0": "2", "reason": "区通报第3期"})
    assert "迟报2次；区通报第3期" in text_of(visit(TOWNSHIP).get(f"{TOWN}?on=2026-11-21"))


def test_an_entry_without_reason_keeps_the_form(checklists: Flask, visit):
    response = visit(TOWNSHIP).post(f"{TOWN}/items/3.3?year=2026", {"papers": "信息报告制度"}, 422)
    assert "checked" in response.get_data(as_text=True)


def test_the_city_sets_points_and_nobody_else(checklists: Flask, visit):
    fields = {f"points_{item.id.replace('.', '_')}": "" for item in queries.template_in_force().items}
    visit(CITY).post("/checklists/points?number=1", {**fields, "reason": "本年不计分"})
    assert "本表不设分值" in text_of(visit(TOWNSHIP).get(TOWN))
    visit(COUNTY).fetch("/checklists/points", 403)


def test_points_that_do_not_add_up_keep_the_form(checklists: Flask, visit):
    response = visit(CITY).post("/checklists/points?number=1", {"points_1_1": "", "reason": "试"}, 422)
    assert "要么全部填写" in response.get_data(as_text=True)


def test_the_number_of_queries_does_not_grow_with_the_units(checklists: Flask):
    with statements() as few:
        lines(AIHUI)
    with statements() as many:
        lines(HEIHE)
    assert len(many) <= len(few)


def test_the_pages_of_units_and_regions_lead_to_their_sheet(checklists: Flask, visit):
    unit = unit_at(XINGFU)
    assert visit(TOWNSHIP).get(f"/units/{unit.id}").select(f"a[href='/checklists/units/{unit.id}']")
    assert visit(TOWNSHIP).get(f"/regions/{XINGFU}").select(f"a[href='{TOWN}']")


def test_the_page_names_its_parts_and_folds_the_long_ones(checklists: Flask, visit):
    page = visit(COUNTY).get(f"/checklists/regions/{AIHUI}")
    ways = {link["href"] for link in page.select(".contents nav a")}
    assert {"#sheet", "#children", "#gaps", "#counting"} <= ways
    assert all(page.select_one(way) for way in ways)
    assert page.select("details.annex#gaps table") and not page.select("details.annex[open]")


def test_a_sheet_says_that_its_figures_are_being_recomputed(checklists: Flask, visit):
    assert "正在重算" not in text_of(visit(COUNTY).get(TOWN))
    with committed():
        enqueue("recompute", "recompute")
    assert "正在重算" in text_of(visit(COUNTY).get(TOWN))
