"""The overview, the list behind every number, and the reason of every light, each within the viewer's scope."""

from collections.abc import Callable
from io import BytesIO

import pytest
from covered import TODAY, open_duties
from flask import Flask
from openpyxl import load_workbook
from places import AIHUI, AUDITOR, CITY, COUNTY, HEIHE, NEIGHBOUR, NENJIANG, TOWNSHIP, XINGFU, keeper
from plan_cast import FIRST, TOWN_BOOK, passed, town_plan, unit_at
from questions import questions
from visitors import Visitor, text_of

from emergency.base.access import Role, Scope, scope_for
from emergency.base.database import committed
from emergency.base.jobs import enqueue
from emergency.coverage.actions import JOB
from emergency.coverage.overview import holds_samples, overview
from emergency.coverage.queries import View, roll_up
from emergency.plans import actions

Visit = Callable[[Scope | None], Visitor]


def test_the_city_sees_each_county_and_the_sum(covered: Flask, visit: Visit) -> None:
    page = text_of(visit(CITY).get(f"/coverage?region={HEIHE}"))
    assert "爱辉区" in page and "五大连池市" in page and "合计" in page and "已启用规则" in page


@pytest.mark.parametrize("region", [HEIHE, AIHUI, NENJIANG])
def test_children_add_up_to_their_region(covered: Flask, region: str) -> None:
    shown = overview(CITY, View(region, TODAY))
    for group, figures in shown.groups.items():
        assert sum((line.groups[group] for line in shown.lines), type(figures)()) == figures


def test_a_region_without_units_says_so(covered: Flask, visit: Visit) -> None:
    assert "无应编单位" in text_of(visit(COUNTY).get("/coverage?region=231102407000"))


def test_a_neighbour_finds_nothing_here(covered: Flask, visit: Visit) -> None:
    visit(NEIGHBOUR).get(f"/coverage?region={AIHUI}", status=404)
    visit(AUDITOR).get(f"/coverage?region={AIHUI}", status=403)


def test_every_number_opens_its_list(covered: Flask, visit: Visit) -> None:
    page = visit(COUNTY).get(f"/coverage?region={AIHUI}")
    links = [link["href"] for link in page.select("main td a")]
    assert links and all(visit(COUNTY).get(link) for link in links[:6])


@pytest.mark.parametrize(
    "asked",
    [
        f"region={AIHUI}", f"region={AIHUI}&by=kind", f"region={XINGFU}&counted=all", f"region={XINGFU}&by=unit",
        f"region={AIHUI}&on=2024-06-01", f"region={AIHUI}&on=2027-06-01&counted=0",
    ],
)  # fmt: skip
def test_every_number_is_the_length_of_its_list(covered: Flask, visit: Visit, asked: str) -> None:
    passed(town_plan())
    visitor, told = visit(COUNTY), {}
    for link in visitor.get(f"/coverage?{asked}").select("main .grid td a"):
        told[link["href"]] = int(link.get_text())
    assert told
    for href, number in told.items():
        assert f"共 {number} " in text_of(visitor.get(href)), href


def test_a_township_lists_its_units_and_each_leads_on(covered: Flask, visit: Visit) -> None:
    page = visit(COUNTY).get(f"/coverage?region={XINGFU}&by=unit")
    town = unit_at(XINGFU)
    (link,) = [link for link in page.select("main th a") if link.get_text() == town.name]
    assert link["href"] == f"/units/{town.id}"
    wider = visit(COUNTY).get(f"/coverage?region={AIHUI}&by=unit")
    assert [each["value"] for each in wider.select("select[name=by] option")] == ["region", "kind"]


def test_units_add_up_to_their_township(covered: Flask) -> None:
    passed(town_plan())
    shown = overview(CITY, View(XINGFU, TODAY), "unit")
    for group, figures in shown.groups.items():
        assert sum((line.groups[group] for line in shown.lines), type(figures)()) == figures


@pytest.mark.parametrize(("counted", "first", "second"), [("1", "计入口径", "另列"), ("0", "另列", "计入口径")])
def test_both_blocks_stand_on_one_page_and_in_one_workbook(
    covered: Flask, visit: Visit, counted: str, first: str, second: str
) -> None:
    heads = [head.get_text() for head in visit(CITY).get(f"/coverage?region={HEIHE}&counted={counted}").select("h2")]
    assert heads[0] == f"{first}：各类事项" and f"{second}：各类事项" in heads
    answer = visit(CITY).fetch(f"/coverage/sheet.xlsx?region={HEIHE}&counted={counted}")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None and sheet.cell(sheet.max_row, 1).value == f"{second}合计"


def test_who_keeps_two_regions_sees_both(covered: Flask, visit: Visit) -> None:
    both = scope_for(Role.COUNTY, person_id=21, name="两地", regions=(AIHUI, NENJIANG))
    sums = [sum(one.figures.owed for one in roll_up(both, View(code, TODAY))) for code in (AIHUI, NENJIANG)]
    page = visit(both).get("/coverage/duties?light=owed")
    assert f"共 {sum(sums)} " in text_of(page) and all(sums)
    for link in page.select(".crumbs a, nav[aria-label=位置] a"):
        visit(both).fetch(link["href"])
    assert "嫩江市" in text_of(visit(both).get("/coverage"))
    visit(both).get(f"/coverage?region={HEIHE}", status=404)


def test_a_light_explains_itself(covered: Flask, visit: Visit) -> None:
    passed(town_plan())
    (filing,) = open_duties(unit_at(XINGFU).id, "BA-06")
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{filing.id}?on=2026-03-20"))
    assert "国办发〔2024〕5号 第26条" in page and "2026-03-30" in page and "印发" in page


def test_a_light_that_is_out_of_date_says_so(covered: Flask, visit: Visit) -> None:
    (duty,) = open_duties(unit_at(XINGFU).id, "YB-01")
    passed(town_plan())
    assert "更新前的判断" in text_of(visit(COUNTY).get(f"/coverage/duties/{duty.id}"))


def test_a_stranger_finds_no_light(covered: Flask, visit: Visit) -> None:
    (duty,) = open_duties(unit_at(XINGFU).id, "YB-01")
    visit(NEIGHBOUR).get(f"/coverage/duties/{duty.id}", status=404)
    visit(keeper(unit_at(AIHUI).id)).get(f"/coverage/duties/{duty.id}", status=404)


def test_a_keeper_sees_the_own_units_duties_alone(covered: Flask, visit: Visit) -> None:
    page = text_of(visit(keeper(unit_at(XINGFU).id)).get("/coverage/duties"))
    assert "幸福乡" in page and "花园街道" not in page


def test_the_workbook_holds_the_rows_of_the_list(covered: Flask, visit: Visit) -> None:
    answer = visit(COUNTY).fetch(f"/coverage/duties.xlsx?region={XINGFU}")
    sheet = load_workbook(BytesIO(answer.data)).active
    shown = visit(COUNTY).get(f"/coverage/duties?region={XINGFU}").select("main tbody tr")
    assert sheet is not None and sheet.max_row == len(shown) + 4


def test_the_overview_asks_a_fixed_number_of_questions(covered: Flask) -> None:
    counts = []
    for region in (HEIHE, XINGFU):
        with questions() as asked:
            overview(CITY, View(region, TODAY))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_overview_workbook_holds_the_figures_on_screen(covered: Flask, visit: Visit) -> None:
    answer = visit(CITY).fetch(f"/coverage/sheet.xlsx?region={HEIHE}&on={TODAY}")
    sheet = load_workbook(BytesIO(answer.data)).active
    shown = overview(CITY, View(HEIHE, TODAY))
    assert sheet is not None
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    aihui = next(line for line in shown.lines if line.name == "爱辉区")
    assert rows["爱辉区"][:2] == (aihui.groups["plans"].owed, aihui.groups["plans"].met)
    assert rows["合计"][0] == shown.groups["plans"].owed


def test_a_plan_links_no_light_of_a_body_out_of_sight(covered: Flask, visit: Visit) -> None:
    plan = passed(town_plan(COUNTY, approver_id=unit_at(AIHUI).id))
    page = visit(keeper(plan.unit_id)).get(f"/plans/{plan.id}")
    assert "爱辉区人民政府" in text_of(page)
    for link in page.select("a[href^='/coverage/duties/']"):
        visit(keeper(plan.unit_id)).fetch(link["href"])


def test_a_recompute_that_waits_is_said_where_figures_stand(covered: Flask, visit: Visit) -> None:
    plan = passed(town_plan())
    duty = open_duties(plan.unit_id, "BA-06")[-1]
    with committed():
        enqueue(JOB, JOB)
    coverage = (
        "/",
        f"/coverage?region={AIHUI}",
        "/coverage/duties",
        "/coverage/forecast",
        f"/coverage/duties/{duty.id}",
    )
    around = (f"/units/{plan.unit_id}", f"/plans/{plan.id}", "/rules/BA-06/switch")
    for address in (*coverage, *around):
        assert "正在重算" in text_of(visit(CITY).get(address)), address


@pytest.mark.parametrize("address", ["/coverage/sheet.xlsx", "/coverage/duties.xlsx", "/coverage/forecast.xlsx"])
def test_a_recompute_that_waits_is_said_in_the_workbooks(covered: Flask, visit: Visit, address: str) -> None:
    with committed():
        enqueue(JOB, JOB)
    sheet = load_workbook(BytesIO(visit(CITY).fetch(address).data)).active
    assert any("正在重算" in str(cell.value) for row in sheet.iter_rows(max_row=12) for cell in row)


def test_a_sample_plan_of_a_real_unit_marks_what_is_handed_out(covered: Flask, visit: Visit) -> None:
    def words() -> str:
        sheet = load_workbook(BytesIO(visit(COUNTY).fetch(f"/coverage/duties.xlsx?region={XINGFU}").data)).active
        assert sheet is not None
        return " ".join(str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row)

    passed(town_plan())
    assert "示例" not in words() and not overview(COUNTY, View(XINGFU, TODAY)).has_samples
    with committed():
        actions.register(TOWNSHIP, unit_at(XINGFU).id, TOWN_BOOK, FIRST, sample=True)
    assert "示例" in words() and overview(COUNTY, View(XINGFU, TODAY)).has_samples
    assert holds_samples(COUNTY, XINGFU, unit_at(XINGFU).id)
