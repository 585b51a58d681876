"""A list of units comes in: new ones, changes, codes, likenesses that are only proposed."""

import pytest
import time_machine
from ledger_cast import UNIT_HEADS, book, checked, forget_session, only, statuses, taken_in, trail_findings
from places import AIHUI, CITY, TOWNSHIP, XINGFU
from sqlalchemy import select

from emergency.base.database import db
from emergency.ledgers.facts import Status
from emergency.units.models import Unit, UnitSuperior, UnitVersion

pytestmark = pytest.mark.usefixtures("heihe")


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def units_book(*rows):
    return book(("单位", [UNIT_HEADS, *rows]))


def test_a_school_comes_in_with_what_follows_from_its_kind_and_place():
    taken_in(units_book(("幸福中学", "学校", "幸福乡", "教育", "", "1998.9.1")))
    forget_session()
    unit = db.session.scalars(select(Unit).where(Unit.name == "幸福中学")).one()
    assert (unit.region_code, unit.kind, str(unit.active_from)) == (XINGFU, "school", "1998-09-01")
    assert db.session.scalars(select(UnitVersion).where(UnitVersion.unit_id == unit.id)).one()
    assert db.session.scalars(select(UnitSuperior).where(UnitSuperior.unit_id == unit.id)).one()
    assert not trail_findings()


def test_the_same_list_again_changes_nothing():
    content = units_book(("幸福中学", "学校", "爱辉区幸福乡", "教育", "", ""), ("爱辉石油", "企业", AIHUI, "", "", ""))
    taken_in(content)
    assert statuses(checked(content)) == [Status.UNCHANGED, Status.UNCHANGED]


def test_a_changed_line_is_changed_and_nothing_else():
    taken_in(units_book(("幸福中学", "学校", "幸福乡", "教育", "", "1998.9.1")))
    taken_in(units_book(("幸福中学", "", "", "卫健", "", "")))
    forget_session()
    unit = db.session.scalars(select(Unit).where(Unit.name == "幸福中学")).one()
    assert (unit.line, unit.kind, unit.region_code) == ("卫健", "school", XINGFU)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("幸福中学", "学校", "福建", "", "", ""), "没有找到行政区域"),
        (("幸福中学", "学校", "", "", "", ""), "要写所在地区"),
        (("幸福中学", "", "幸福乡", "", "", ""), "要写单位类别"),
        (("幸福中学", "学校", "幸福乡", "", "123", ""), "应为18位"),
        (("爱辉新村", "村（居）民委员会", "幸福乡", "", "", ""), "由行政区域得出"),
        (("", "学校", "幸福乡", "", "", ""), "没有写单位名称"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row, said):
    found = only(checked(units_book(row)))
    assert found.status is Status.WRONG and said in found.told


def test_a_like_name_is_proposed_and_never_taken_for_it():
    taken_in(units_book(("幸福乡中心小学", "学校", "幸福乡", "教育", "", "")))
    found = only(checked(units_book(("幸福中心小学", "学校", "幸福乡", "教育", "", ""))))
    assert found.status is Status.NEW and "相近名称“幸福乡中心小学”" in found.told


def test_a_damaged_number_is_refused():
    found = only(checked(units_book(("幸福中学", "学校", "幸福乡", "", 123456789012345678, ""))))
    assert "已被 Excel 改动" in found.told


def test_the_city_may_use_any_region_of_its_own():
    assert only(checked(units_book(("某厂", "企业", "嫩江市", "", "", "")), scope=CITY)).status is Status.NEW


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("231121", "231183000000"), ("231121211000", "231183211000"), ("嫩江县", "231183000000"),
        ("黑河市嫩江县长江乡", "231183211000"), ("黑龙江省黑河市爱辉区幸福乡", "231102200000"),
        ("愛輝區", "231102000000"),
    ],
)  # fmt: skip
def test_names_and_codes_of_before_lead_to_todays_region(place, code):
    report = checked(units_book(("某厂", "企业", place, "", "", "")), scope=CITY)
    assert only(report).status is Status.NEW and only(report).entry.region == code, only(report).told


def test_a_name_without_its_last_word_is_only_proposed():
    told = only(checked(units_book(("某厂", "企业", "爱辉", "", "", "")), scope=CITY)).told
    assert "是否指黑河市 › 爱辉区（231102000000）" in told


@pytest.mark.parametrize("place", ["嫩江县", "231121", "嫩江"])
def test_a_name_of_before_of_another_offices_region_stays_unknown(place):
    told = only(checked(units_book(("某厂", "企业", place, "", "", "")), scope=TOWNSHIP)).told
    assert "不在您的管辖范围内" in told and "嫩江市" not in told


def test_a_unit_stands_once_in_a_file():
    row = ("幸福石料厂", "企业", "幸福乡", "应急", "", "")
    report = checked(units_book(row, row))
    assert statuses(report) == [Status.NEW, Status.WRONG] and "与第 2 行是同一单位" in report.rows[1].told


def test_a_plan_of_a_refused_unit_names_the_row_of_the_unit():
    plans = ("预案", [("预案名称", "编制单位", "类别", "公开属性"), ("石料厂预案", "幸福石料厂", "综合", "公开")])
    report = checked(book(("单位", [UNIT_HEADS, ("幸福石料厂", "石料", "幸福乡", "应急", "", "")]), plans))
    assert any("单位名单第 2 行的“幸福石料厂”有错" in row.told for row in report.rows)


def test_traditional_headings_and_kinds_are_read():
    heads = ("單位名稱", "單位類別", "所屬鄉鎮", "行業", "信用代碼", "成立時間")
    report = checked(book(("單位", [heads, ("幸福石料廠", "企業", "幸福乡", "應急", "", "2024年5月1日")])))
    assert statuses(report) == [Status.NEW], [row.told for row in report.rows]
