"""The pages of regions and units, as a person meets them."""

import pytest
from places import (
    AIHUI,
    AUDITOR,
    CITY,
    COUNTY,
    HEIHE,
    JINHE_FARM,
    LIANHUA,
    NEIGHBOUR,
    NENJIANG,
    SYSTEM,
    TOWNSHIP,
    XINGFU,
    keeper,
)
from questions import questions
from sqlalchemy import select
from visitors import text_of

from emergency.base import slots
from emergency.base.database import db
from emergency.units.models import Unit
from emergency.units.queries import representing_unit

PAGES = ("", "/edit", "/rename", "/end", "/split", "/count", "/superiors/new", "/contacts/new", "/facts/fire_key_unit")
OFFICES = ("教育", "应急管理")
REGION_PAGES = ("", "/areas/new", "/count", "/rename", "/merge", "/terms", "/office", "/self-check")


@pytest.fixture
def town(heihe) -> Unit:
    return representing_unit(CITY, XINGFU)


@pytest.mark.parametrize("part", PAGES)
def test_every_page_of_a_unit_is_whole_and_hidden_from_strangers(town, visit, part):
    visit(CITY).get(f"/units/{town.id}{part}")
    visit(NEIGHBOUR).get(f"/units/{town.id}{part}", 403 if part == "/count" else 404)


@pytest.mark.parametrize("part", REGION_PAGES)
def test_every_page_of_a_region_is_whole_and_hidden_from_strangers(heihe, visit, part):
    visit(CITY).get(f"/regions/{XINGFU}{part}")
    visit(NEIGHBOUR).get(f"/regions/{XINGFU}{part}", 404 if not part else 403)


@pytest.mark.parametrize("scope", [AUDITOR, SYSTEM])
def test_who_has_no_business_with_units_is_kept_out(town, visit, scope):
    for path in ("/units", "/regions", f"/units/{town.id}", f"/regions/{XINGFU}", "/units/find?q=a"):
        visit(scope).get(path, 403)


def test_a_keeper_reads_the_own_unit_and_edits_only_contacts(town, visit):
    visitor = visit(keeper(town.id))
    visitor.get(f"/units/{town.id}")
    visitor.get(f"/units/{town.id}/contacts/new")
    visitor.get(f"/units/{town.id}/edit", 403)
    visitor.get("/regions")
    visitor.get(f"/regions/{XINGFU}", 404)


def test_the_tree_page_searches_and_tells_namesakes_apart(heihe, visit):
    words = text_of(visit(CITY).get("/regions?q=长江村委会"))
    assert "黑河市 › 嫩江市 › 长江乡" in words and "黑河市 › 嫩江市 › 嫩江镇" in words


def test_a_level_of_the_tree_is_a_piece_of_a_page(heihe, visit):
    piece = visit(COUNTY).fetch(f"/regions/{AIHUI}/children").get_data(as_text=True)
    assert piece.lstrip().startswith("<ul") and "幸福乡" in piece and "另列" in piece
    visit(NEIGHBOUR).fetch(f"/regions/{AIHUI}/children", 404)


def test_suggestions_stay_in_the_scope(heihe, visit):
    assert "黑河市 › 爱辉区" in visit(CITY).fetch("/regions/find?q=xfx").get_data(as_text=True)
    assert "没有找到" in visit(NEIGHBOUR).fetch("/regions/find?q=xfx").get_data(as_text=True)
    assert "幸福乡人民政府" in visit(CITY).fetch("/units/find?q=幸福乡").get_data(as_text=True)
    assert "没有找到" in visit(NEIGHBOUR).fetch("/units/find?q=幸福乡").get_data(as_text=True)


def test_the_region_page_lists_what_is_apart_in_a_block_of_its_own(heihe, visit):
    page = visit(CITY).get(f"/regions/{AIHUI}")
    counted, apart = page.select("table.grid")[:2]
    assert "幸福乡" in counted.get_text() and "锦河农场" not in counted.get_text()
    assert "锦河农场" in apart.get_text() and "不进入分母" in apart.caption.get_text()


def test_committees_show_under_a_parent_that_does_not_count(heihe, visit):
    words = text_of(visit(CITY).get(f"/regions/{LIANHUA}"))
    assert "莲花山村委会" in words and "派出机构" in words


def test_the_ledger_keeps_its_filter_in_the_address(heihe, visit):
    page = visit(CITY).get("/units?kind=village&counted=yes&region=231102200000")
    assert "共 10 个" in text_of(page)
    assert page.select_one("select[name=kind] option[selected]")["value"] == "village"
    assert "没有符合条件的单位" in text_of(visit(NEIGHBOUR).get("/units?region=231102200000"))


@pytest.mark.parametrize("path", ["/units", "/regions", f"/regions/{HEIHE}", f"/regions/{XINGFU}"])
def test_pages_ask_a_fixed_number_of_questions(heihe, visit, path, monkeypatch):
    monkeypatch.setattr(slots.page_part("region"), "fillers", [])
    with questions() as asked:
        visit(CITY).get(path)
    assert len(asked) <= {"/units": 4, "/regions": 2}.get(path, 16)


def test_a_unit_page_asks_a_fixed_number_of_questions(town, visit, monkeypatch):
    monkeypatch.setattr(slots.page_part("unit"), "fillers", [])
    with questions() as asked:
        visit(CITY).get(f"/units/{town.id}")
    assert len(asked) <= 22


def test_a_new_unit_is_added_by_form(heihe, visit):
    values = {
        "name": "幸福小学", "kind": "school", "region_code": XINGFU, "line": "教育", "uscc": "91110000600037341l",
        "active_from": "2015-09-01", "source": "办学许可证",
    }  # fmt: skip
    answer = visit(TOWNSHIP).post("/units/new", values)
    unit = db.session.scalar(select(Unit).where(Unit.name == "幸福小学"))
    assert answer.location == f"/units/{unit.id}" and unit.uscc == "91110000600037341L"
    assert "校验位正确" in text_of(visit(TOWNSHIP).get(answer.location))


def test_a_wrong_form_comes_back_with_what_was_typed(heihe, visit):
    values = {
        "name": "幸福小学", "kind": "school", "line": "", "region_code": "231183000000", "active_from": "2099-01-01",
        "source": "办学许可证",
    }  # fmt: skip
    page = visit(TOWNSHIP).post("/units/new", values, 422).get_data(as_text=True)
    assert "幸福小学" in page and "1949 年" in page
    page = visit(TOWNSHIP).post("/units/new", {**values, "active_from": "2020-01-01"}, 422).get_data(as_text=True)
    assert "不在您的管辖范围内" in page


def test_a_fact_is_recorded_by_form(town, visit):
    path = f"/units/{town.id}/facts/hazard_prone"
    visit(CITY).post(path, {"value": "yes", "since": "2024-01-01", "source": "风险普查"})
    assert "位于灾害易发区 是" in text_of(visit(CITY).get(f"/units/{town.id}"))
    visit(CITY).post(path + "/end", {"since": "2025-01-01", "source": "复核"})
    visit(CITY).post(path, {"since": "2024-01-01"}, 422)
    visit(CITY).get(f"/units/{town.id}/facts/school_kind", 404)


def test_contacts_and_superiors_are_recorded_by_form(town, visit):
    contact = {"role": "liaison", "name": "李某", "phone": "13812341234", "checked_on": "2026-01-05"}
    visit(TOWNSHIP).post(f"/units/{town.id}/contacts/new", contact)
    visit(TOWNSHIP).post(f"/units/{town.id}/contacts/new", {**contact, "phone": "请打我"}, 422)
    visit(CITY).post(f"/units/{town.id}/contacts/1", {**contact, "name": "王某", "version": "1"})
    superior = {"kind": "line", "superior": str(representing_unit(CITY, HEIHE).id), "since": "2026-01-05"}
    visit(CITY).post(f"/units/{town.id}/superiors/new", superior)
    words = text_of(visit(TOWNSHIP).get(f"/units/{town.id}"))
    assert "王某" in words and "13812341234" in words and "黑河市人民政府" in words
    visit(TOWNSHIP).post(f"/units/{town.id}/contacts/1/end")
    assert "王某" not in text_of(visit(TOWNSHIP).get(f"/units/{town.id}"))


def test_the_office_counts_a_farm_with_a_reason(heihe, visit):
    change = {"counted": "yes", "reason": "市里确认", "since": "2026-01-01"}
    visit(CITY).post(f"/regions/{JINHE_FARM}/count", change)
    assert "市里确认" in text_of(visit(CITY).get(f"/regions/{JINHE_FARM}"))
    visit(COUNTY).post(f"/regions/{JINHE_FARM}/count", change, 403)


def test_a_department_is_confirmed_with_one_button(heihe, visit):
    unit = db.session.scalar(select(Unit).where(Unit.name == "爱辉区教育局"))
    assert "示例·待确认" in text_of(visit(CITY).get(f"/units/{unit.id}"))
    visit(CITY).post(f"/units/{unit.id}/confirm")
    assert "示例·待确认" not in text_of(visit(CITY).get(f"/units/{unit.id}"))


def test_areas_terms_offices_and_mergers_go_by_form(heihe, visit):
    city = visit(CITY)
    area = {
        "name": "五大连池风景区", "kind": "zone", "statutory": "no", "code": "2311fj000000", "counted": "yes",
        "reason": "派出管委会", "valid_from": "2010-01-01", "paper": "编委文件",
    }  # fmt: skip
    city.post(f"/regions/{HEIHE}/areas/new", area)
    city.post(f"/regions/{HEIHE}/areas/new", area, 422)
    city.post(f"/regions/{HEIHE}/terms", {"opened_on": "2026-01-01", "backfill_until": "2026-12-31"})
    city.post(f"/regions/{AIHUI}/office", {"office": "爱辉区应急管理局"})
    city.post(f"/regions/{XINGFU}/rename", {"name": "幸福镇", "day": "2026-01-01", "paper": "批复"})
    city.post(f"/regions/{XINGFU}/merge", {"into": "231102202000", "day": "2026-06-01", "paper": "批复"})
    assert "已撤并" in text_of(city.get(f"/regions/{XINGFU}"))
    assert "2026-12-31" in text_of(city.get(f"/regions/{AIHUI}"))


def test_a_unit_ends_into_another_by_form(heihe, visit):
    bureau, other = (db.session.scalars(select(Unit).where(Unit.name == f"爱辉区{name}局")).one() for name in OFFICES)
    values = {"into": str(other.id), "day": "2026-01-01", "paper": "批复"}
    visit(CITY).post(f"/units/{bureau.id}/end", values)
    assert "并入" in text_of(visit(CITY).get(f"/units/{bureau.id}"))
    visit(CITY).post(f"/units/{bureau.id}/end", {**values, "into": "没有这个"}, 422)


@pytest.mark.parametrize(
    ("act", "values"), [("end", {}), ("end", {"into": "231102202000"}), ("rename", {"name": "幸福镇人民政府"})]
)
def test_who_answers_for_a_region_changes_with_the_region_alone(town, visit, act, values):
    answer = visit(TOWNSHIP if "into" not in values else CITY).post(
        f"/units/{town.id}/{act}", {**values, "day": "2026-01-01", "paper": "批复"}, 422
    )
    assert "请在行政区域页面办理" in answer.text
    assert "并入、撤销或注销" not in text_of(visit(CITY).get(f"/units/{town.id}"))


def test_two_people_editing_one_unit_are_told_on_the_page(town, visit):
    values = {"line": "应急", "since": "2026-01-01", "source": "更正", "version": str(town.version)}
    visit(CITY).post(f"/units/{town.id}/edit", values)
    again = visit(COUNTY).post(f"/units/{town.id}/edit", {**values, "address": "我的修改"}, 409)
    assert "刚刚被别人修改过" in again.get_data(as_text=True) and "我的修改" in again.get_data(as_text=True)


def test_a_list_of_a_strangers_region_names_it_not(heihe, visit):
    for address in (f"/units?region={NENJIANG}", f"/search?q={NENJIANG}"):
        assert "嫩江" not in text_of(visit(COUNTY).get(address))
