"""Planning a drill."""

from uuid import UUID

import pytest
from drill_cast import NOW, TOWNSHIP, XINGFU, form_values, planned, unit_of
from places import EDUCATION, NEIGHBOUR, XINGFU_VILLAGE, keeper
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.drills.queries import takers_of


def only_drill() -> Drill:
    db.session.rollback()
    return db.session.scalars(select(Drill)).one()


def new_path(code=XINGFU):
    return f"/units/{unit_of(code).id}/drills/new"


def test_a_new_drill_has_a_uid_of_its_own_and_no_changes(town):
    drill = planned()
    assert UUID(drill.uid).version == 4
    assert (drill.sequence, drill.state, drill.changed_at) == (0, "published", NOW)


def test_the_act_is_on_the_trail_with_unit_and_day(town):
    planned()
    assert "安排演练“防汛转移避险演练”，2026年7月10日" in db.session.scalars(select(AuditEvent.sentence)).all()[-1]


def test_a_form_plans_a_drill_and_leads_to_its_page(go):
    answer = go(TOWNSHIP).post(new_path(), form_values())
    assert answer.location == f"/drills/{only_drill().id}"
    assert only_drill().title == "森林火灾扑救演练"


def test_the_same_form_sent_twice_plans_one_drill(go):
    visitor = go(TOWNSHIP)
    for _ in range(2):
        visitor.post(new_path(), form_values(once="a" * 32))
    assert only_drill()


def test_units_are_named_by_line_and_found_within_the_scope(go):
    village = unit_of(XINGFU_VILLAGE).name
    go(TOWNSHIP).post(new_path(), form_values(participating=village))
    assert [(taker.name, taker.part) for taker in takers_of([only_drill().id])[only_drill().id]] == [
        (unit_of().name, "organiser"), (village, "participant"),
    ]  # fmt: skip


def test_an_unknown_unit_is_named_and_the_text_is_kept(go):
    answer = go(TOWNSHIP).post(new_path(), form_values(participating="没有这个单位"), 422)
    text = answer.get_data(as_text=True)
    assert "管辖范围内没有名为“没有这个单位”的单位" in text and "森林火灾扑救演练" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "请填写这一项"),
        ({"day": "2026-02-30"}, "日期"),
        ({"ends": "08:00"}, "结束时间应晚于开始时间"),
        ({"starts": "", "ends": ""}, "请填写开始和结束时间，或勾选“全天”"),
        ({"last_day": "2026-07-01"}, "结束日期早于演练日期"),
        ({"last_day": "2026-09-01"}, "一次演练最长31天"),
        ({"form": "unknown"}, "选"),
        ({"day": "1948-01-01"}, "核对年份"),
    ],
)
def test_bad_input_is_refused_in_chinese_and_nothing_is_written(go, change, sentence):
    answer = go(TOWNSHIP).post(new_path(), form_values(**change), 422)
    assert sentence in answer.get_data(as_text=True)
    assert db.session.scalars(select(Drill)).all() == []


def test_a_whole_day_ends_at_the_next_midnight(go):
    go(TOWNSHIP).post(new_path(), form_values(all_day="y", starts="", ends=""))
    assert (only_drill().ends_at - only_drill().starts_at).days == 1


def test_the_keeper_plans_for_the_own_unit(go):
    go(keeper(unit_of().id)).post(new_path(), form_values())


@pytest.mark.parametrize("stranger", [NEIGHBOUR, EDUCATION])
def test_a_stranger_gets_not_found(go, stranger):
    go(stranger).post(new_path(), form_values(), 404)


def test_the_office_chooses_a_unit_by_its_name(go):
    assert unit_of().name in go(TOWNSHIP).get(f"/drills/new?q={unit_of().name}").get_text()
