"""A drills ledger comes in: planned and held ones, the same again, and what the list of drills gives back."""

import pytest
import time_machine
from ledger_cast import book, checked, forget_session, only, statuses, taken_in, trail_findings
from places import CITY
from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.database import committed, db
from emergency.drills.models import Drill
from emergency.ledgers.facts import Status

HEADS = ("演练日期", "演练名称", "组织单位", "类型", "突发事件类别", "地点", "状态", "参加人数")


@pytest.fixture
def city(heihe, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield visit(CITY)


def row(**more):
    told = {
        "演练日期": "2026.5.12", "演练名称": "防汛演练", "组织单位": "幸福乡人民政府", "类型": "综合、实战、检验性",
        "突发事件类别": "自然灾害", "地点": "乡政府", "状态": "已举行", "参加人数": "１２０人",
    } | more  # fmt: skip
    return [told[head] for head in HEADS]


def drills_book(*rows):
    return book(("演练", [HEADS, *rows]))


def test_a_held_drill_waits_for_the_office(city):
    taken_in(drills_book(row()))
    forget_session()
    drill = db.session.scalars(select(Drill)).one()
    assert (drill.state, drill.acceptance, drill.participants, str(drill.held_on)) == (
        "held", "pending", 120, "2026-05-12",
    )  # fmt: skip
    assert not trail_findings()


def test_a_planned_drill_is_put_on_its_day_and_later_recorded(city):
    taken_in(drills_book(row(演练日期="2026-12-10", 状态="")))
    with time_machine.travel("2026-12-20 12:00 +0800", tick=False):
        report = taken_in(drills_book(row(演练日期="2026-12-10")))
    forget_session()
    assert only(report).changes[0].after == "已举行"
    assert db.session.scalars(select(Drill)).one().state == "held"


def test_a_drill_on_another_day_is_new_and_names_the_one_that_it_may_be(city):
    planned = row(演练日期="2026-12-10", 状态="")
    taken_in(drills_book(planned))
    moved = row(演练日期="2026-12-17", 状态="")
    told = only(checked(drills_book(moved))).told
    assert "同名演练（2026-12-10）" in told and "改期" in told
    assert "同名演练" not in checked(drills_book(planned, moved)).rows[1].told


def test_the_same_file_again_changes_nothing(city):
    content = drills_book(row(), row(演练日期="2027-03-01", 状态="未举行", 参加人数=""))
    taken_in(content)
    assert statuses(checked(content)) == [Status.UNCHANGED] * 2


def test_the_list_of_drills_comes_back_unchanged(city):
    taken_in(drills_book(row(), row(演练日期="2026-12-10", 演练名称="防火演练", 状态="未举行", 参加人数="")))
    report = checked(city.fetch("/drills.xlsx?year=2026").data)
    assert [one.told for one in report.rows if one.status is not Status.UNCHANGED] == []
    assert len(report.rows) == 2


def test_two_drills_of_one_name_and_day_come_back_as_two_and_a_third_row_is_wrong(city):
    taken_in(drills_book(row(), row(演练日期="2026-05-13", 地点="学校")))
    with committed():
        first, second = db.session.scalars(select(Drill).order_by(Drill.id))
        second.starts_at, second.ends_at, second.held_on = first.starts_at, first.ends_at, first.held_on
        trail.record(CITY, Tag.DRILL_EDIT, "drill", second.id, "为测试改到同一天。")
    content = city.fetch("/drills.xlsx?year=2026").data
    assert statuses(checked(content)) == [Status.UNCHANGED] * 2
    thrice = drills_book(row(地点="学校"), row(), row())
    assert statuses(checked(thrice)) == [Status.UNCHANGED, Status.UNCHANGED, Status.WRONG]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"类型": "桌面推演"}, "没有写综合或单项"),
        ({"状态": ""}, "日期已经过去"),
        ({"演练日期": "2026年5月"}, "没有写到日"),
        ({"演练日期": "2027-05-01"}, "举行日期在今天之后"),
        ({"状态": "未举行"}, "已经过去"),
        ({"组织单位": "别处的单位"}, "没有登记"),
        ({"参加人数": "很多"}, "不是整数"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(city, changes, said):
    found = only(checked(drills_book(row(**changes))))
    assert found.status is Status.WRONG and said in found.told
