"""Export profiles: another body's columns, order and headings over one register."""

from io import BytesIO

import pytest
import time_machine
from ledger_cast import forget_session, trail_findings
from openpyxl import load_workbook
from places import CITY, COUNTY
from plan_cast import town_plan
from sqlalchemy import select
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.ledgers import profiles
from emergency.ledgers.facts import Kind
from emergency.ledgers.models_profiles import ExportProfile
from emergency.ledgers.profiles import chosen_columns, items_of, profile_of, samples

LINES = {
    "name": "报省平台", "day_form": "%Y/%m/%d", "order-title": "2", "heading-title": "预案全称", "order-serial": "1",
    "order-issued": "3", "heading-issued": "发布时间", "order-unit_code": "4", "order-fixed-0": "5",
    "heading-fixed-0": "填报单位", "text-fixed-0": "=市局",
}  # fmt: skip


@pytest.fixture
def city(covered, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        town_plan()
        yield visit(CITY)


def made(city, **more):
    where = city.post("/ledgers/profiles/new?kind=plan", LINES | more).location
    forget_session()
    return where


def rows(city, where):
    content = city.fetch(f"{where}/export.xlsx").get_data()
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def test_a_table_goes_out_in_the_other_bodys_columns(city):
    found = rows(city, made(city))
    assert found[0] == ["序号", "预案全称", "发布时间", "行政区划代码", "填报单位"]
    assert found[1] == ["1", "幸福乡突发事件应急预案", "2026/03/02", "231102200000", "=市局"]


def test_the_first_rows_are_shown_before(city):
    assert "幸福乡突发事件应急预案" in text_of(city.get(made(city)), "table")


def test_a_title_stands_above_where_it_is_wanted(city):
    assert rows(city, made(city, titled="y"))[0][0] == "报省平台"


def test_each_saving_is_a_version_on_the_trail(city):
    where = made(city)
    city.post(f"{where}/edit", LINES | {"seen": "1", "heading-title": "名称"})
    forget_session()
    assert [row.number for row in db.session.scalars(select(ExportProfile).order_by(ExportProfile.number))] == [1, 2]
    act = db.session.scalars(select(AuditEvent).where(AuditEvent.tag == "ledger.profile-save")).all()[-1]
    assert act.before != act.after and not trail_findings()


def test_an_older_page_does_not_overwrite_a_newer_version(city):
    where = made(city)
    city.post(f"{where}/edit", LINES | {"seen": "1", "heading-title": "名称"})
    assert "刚刚被别人改过" in city.post(f"{where}/edit", LINES | {"seen": "1"}, 409).get_data(as_text=True)


def test_a_profile_is_copied_and_taken_away(city):
    where = made(city)
    number = where.rpartition("/")[2]
    assert "预案全称" in str(city.get(f"/ledgers/profiles/new?copy={number}"))
    city.post(f"{where}/end")
    city.get(where, 404)
    assert "报省平台" not in text_of(city.get("/ledgers/profiles"))


def test_a_column_whose_item_is_gone_is_named_and_goes_out_empty(city, monkeypatch):
    where = made(city)
    monkeypatch.setitem(profiles.MORE, Kind.PLAN, {})
    monkeypatch.setitem(profiles.LESS, Kind.PLAN, frozenset({"issued"}))
    for page in (where, f"{where}/edit"):
        assert "已没有这些列的项目：发布时间。" in text_of(city.get(page))
    city.post(f"{where}/edit", LINES | {"seen": "1"})
    assert rows(city, where)[0] == ["序号", "预案全称", "行政区划代码", "填报单位"]


def test_the_filter_stands_in_a_titled_table(city):
    where = made(city, titled="y")
    content = city.fetch(f"{where}/export.xlsx?region=231102000000").get_data()
    assert load_workbook(BytesIO(content)).active["A2"].value.startswith("筛选：地区 黑河市 › 爱辉区；共 1 行")
    assert "黑河市 › 爱辉区" in text_of(city.get(f"{where}?region=231102000000"), "form.filters")


def test_a_table_without_rows_has_its_headings(city):
    content = city.fetch(f"{made(city, name='空表')}/export.xlsx?region=231183000000").get_data()
    assert [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()] == [
        ["序号", "预案全称", "发布时间", "行政区划代码", "填报单位"]
    ]


def test_another_office_does_not_see_it(city, visit):
    where = made(city)
    visit(COUNTY).get(where, 404)


def test_a_taken_name_and_no_column_are_refused(city):
    made(city)
    city.post("/ledgers/profiles/new?kind=plan", LINES, 422)
    city.post("/ledgers/profiles/new?kind=plan", {"name": "空", "day_form": "%Y%m%d"}, 422)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("title", "一", "", "")], "整数"),
        ([("title", "1", "", ""), ("unit", "1", "", "")], "都是 1"),
        ([("title", "1", "名", ""), ("unit", "2", "名", "")], "两列都叫"),
        ([("fixed", "1", "", "市局")], "列名"),
    ],
)
def test_lines_that_do_not_fit_are_named(lines, told):
    with pytest.raises(Refusal, match=told):
        chosen_columns(lines, Kind.PLAN)


def test_the_examples_are_marked_and_name_known_items():
    for one in samples():
        assert one.name.startswith("示例") and one.sample
        assert {column.item for column in one.columns} <= {*items_of(one.kind), "fixed"}
        assert profile_of(one.as_plain()).columns == one.columns


@pytest.mark.parametrize("kind", ["unit", "contact", "plan", "drill"])
def test_every_ledger_has_its_profile(city, kind):
    lines = {"name": kind, "day_form": "%Y-%m-%d"}
    lines |= {f"order-{item}": str(order) for order, item in enumerate(items_of(Kind(kind)), 1)}
    where = city.post(f"/ledgers/profiles/new?kind={kind}", lines).location
    assert len(rows(city, where)[0]) == len(items_of(Kind(kind)))
