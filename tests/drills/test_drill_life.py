"""Publishing, postponing and reviving a drill, and who sees a draft."""

from dataclasses import replace
from datetime import timedelta

import pytest
from drill_cast import COUNTY, PLANNED, TOWNSHIP, XINGFU, again, form_values, hold_values, planned, unit_of
from places import EDUCATION, XINGFU_VILLAGE, keeper
from visitors import text_of

from emergency.audit.queries import acts_on
from emergency.base.database import committed
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.drills.actions import cancel_drill, confirm_drill, create_drill, move_drill
from emergency.drills.actions_life import postpone_drill, publish_drill, publish_drills, revive_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.queries import get_drill
from emergency.drills.words import Part, State

LATER = Span(PLANNED.span.starts_at + timedelta(days=10), PLANNED.span.ends_at + timedelta(days=10))


def draft(**changes) -> Drill:
    with committed():
        return create_drill(TOWNSHIP, unit_of(), replace(PLANNED, **changes), state=State.DRAFT)


def test_a_draft_is_published_by_its_button_and_is_known_from_then_on(go):
    drill = draft()
    visitor = go(TOWNSHIP)
    assert visitor.get(f"/drills/{drill.id}").find("form", action=f"/drills/{drill.id}/publish")
    visitor.post(f"/drills/{drill.id}/publish", {"seen": drill.version})
    assert (again(drill).state, again(drill).unpublished, again(drill).sequence) == ("published", None, 1)


def test_who_only_takes_part_sees_the_drill_once_it_is_published(town):
    guest = unit_of("231102202000")
    drill, viewer = draft(parts=((guest.id, Part.PARTICIPANT),)), keeper(guest.id)
    with pytest.raises(NotFound):
        get_drill(viewer, drill.id)
    with committed():
        publish_drill(TOWNSHIP, drill, drill.version)
    assert get_drill(viewer, drill.id).id == drill.id


def test_the_organisers_keeper_and_the_offices_above_see_the_draft(go):
    drill = draft()
    for viewer in (keeper(unit_of().id), TOWNSHIP, COUNTY):
        assert "这是草稿" in text_of(go(viewer).get(f"/drills/{drill.id}"))
    go(EDUCATION).get(f"/drills/{drill.id}", 404)


def test_a_draft_is_in_no_file_even_for_its_own_office(go):
    drill = draft()
    assert drill.uid not in go(TOWNSHIP).fetch(f"/regions/{XINGFU}/drills.ics?year=2026").text
    with committed():
        publish_drill(TOWNSHIP, again(drill), drill.version)
    assert drill.uid in go(TOWNSHIP).fetch(f"/regions/{XINGFU}/drills.ics?year=2026").text


def test_a_draft_that_is_given_up_stays_unknown_and_comes_back_as_a_draft(go):
    drill = draft()
    with committed():
        cancel_drill(TOWNSHIP, drill, "与重点工作冲突", drill.version)
    assert drill.uid not in go(TOWNSHIP).fetch(f"/regions/{XINGFU}/drills.ics?year=2026").text
    with committed():
        revive_drill(TOWNSHIP, again(drill), LATER, "工作有变", drill.version)
    assert again(drill).state == "draft"


def test_a_draft_is_moved_without_a_reason_and_its_first_day_is_the_published_one(go):
    drill = draft()
    values = {"seen": drill.version, "day": "2026-07-13", "starts": "09:00", "ends": "11:00"}
    go(TOWNSHIP).post(f"/drills/{drill.id}/move", values)
    assert again(drill).planned_for == again(drill).starts_at != PLANNED.span.starts_at


def test_many_drafts_are_published_in_one_commit_and_each_is_told(town):
    drills = [draft(), draft(), planned()]
    with committed():
        assert publish_drills(TOWNSHIP, drills) == 2
    assert {again(drill).state for drill in drills} == {"published"}
    assert acts_on("drill", drills[1].id)[0].sentence == "发布演练“防汛转移避险演练”，2026年7月10日。"


def test_the_form_saves_a_draft_where_it_is_ticked(go):
    answer = go(TOWNSHIP).post(f"/units/{unit_of().id}/drills/new", form_values(draft="y"))
    assert "草稿" in text_of(go(TOWNSHIP).get(answer.location))


def test_a_postponed_drill_has_no_day_and_is_crossed_out_in_calendars(go):
    drill = planned()
    go(TOWNSHIP).post(f"/drills/{drill.id}/postpone", {"seen": drill.version, "reason": "江水上涨"})
    listed = text_of(go(TOWNSHIP).get("/drills?year=2026"))
    assert again(drill).state == "postponed" and "待定" in listed and "首次定于7月10日" in listed
    content = go(TOWNSHIP).fetch(f"/regions/{XINGFU}/drills.ics?year=2026").text
    assert "STATUS:CANCELLED" in content and "【已推迟，日期待定】" in content


def test_a_postponed_drill_gets_its_new_day_and_waits_to_be_confirmed(go):
    drill = planned()
    with committed():
        confirm_drill(TOWNSHIP, drill, drill.version)
        postpone_drill(TOWNSHIP, drill, "江水上涨", drill.version)
    values = {"seen": drill.version, "day": "2026-07-20", "starts": "09:00", "ends": "11:00", "reason": "水位回落"}
    go(TOWNSHIP).post(f"/drills/{drill.id}/revive", values)
    assert (again(drill).state, again(drill).starts_at) == ("published", LATER.starts_at)
    assert again(drill).planned_for == PLANNED.span.starts_at


def test_a_cancelled_drill_comes_back_with_its_reason_on_the_trail(town):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
        revive_drill(TOWNSHIP, drill, LATER, "汛情解除", drill.version)
    sentence = acts_on("drill", drill.id)[0].sentence
    assert sentence == "恢复已取消的演练“防汛转移避险演练”，定于2026年7月20日，原因：汛情解除。"


@pytest.mark.parametrize("act", ["postpone", "revive"])
def test_neither_goes_without_a_reason(go, act):
    drill = planned()
    if act == "revive":
        with committed():
            postpone_drill(TOWNSHIP, drill, "大风", drill.version)
    values = {"seen": drill.version, "day": "2026-07-20", "starts": "09:00", "ends": "11:00", "reason": " "}
    go(TOWNSHIP).post(f"/drills/{drill.id}/{act}", values, 422)


@pytest.mark.parametrize("given_up", [postpone_drill, cancel_drill])
def test_no_result_is_recorded_of_a_drill_that_was_given_up(go, given_up):
    drill = planned()
    with committed():
        given_up(TOWNSHIP, drill, "汛情紧急", drill.version)
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", hold_values(seen=drill.version), 422)
    assert "请先“恢复”" in answer.text and again(drill).held_on is None


def test_two_officers_moving_one_drill_the_second_keeps_the_form(go):
    drill = planned()
    seen = drill.version
    with committed():
        move_drill(TOWNSHIP, drill, LATER, "大风", seen)
    values = {"seen": seen, "day": "2026-07-25", "starts": "14:00", "ends": "16:00", "reason": "县里另有安排"}
    answer = go(COUNTY).post(f"/drills/{drill.id}/move", values, 409)
    assert "县里另有安排" in answer.text and "2026-07-25" in answer.text
    assert f"由{TOWNSHIP.name}于06月20日 02:00改动过" in answer.text and "日期2026年7月20日" in answer.text
    now = again(drill).version
    assert f'name="seen" type="hidden" value="{now}"' in answer.text
    go(COUNTY).post(f"/drills/{drill.id}/move", {**values, "seen": now, "day": "2026-07-24"})
    assert again(drill).reason == "县里另有安排"


def test_a_forged_result_of_a_cancelled_drill_is_told_the_reason_whatever_it_lacks(go):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", {"held_on": "x"}, 422)
    assert "请先“恢复”" in answer.text
    stale = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", hold_values(seen=1), 409)
    assert "已取消，原因：汛情紧急" in stale.text and "请先“恢复”" in stale.text


def test_publishing_on_an_old_page_is_told(town):
    drill = draft()
    with pytest.raises(Conflict, match="改动过"), committed():
        publish_drill(TOWNSHIP, drill, 99)


def test_a_published_drill_is_not_published_again(town):
    drill = planned()
    with pytest.raises(Refusal, match="不能发布"), committed():
        publish_drill(TOWNSHIP, drill, drill.version)


def test_the_desk_and_its_lists_hold_drafts_and_drills_without_a_day(go):
    draft(), draft()
    drill = planned(code=XINGFU_VILLAGE)
    with committed():
        postpone_drill(TOWNSHIP, drill, "大风", drill.version)
    desk = text_of(go(TOWNSHIP).get("/"))
    assert "演练草稿待发布" in desk and "演练推迟待定日期" in desk
    assert len(go(TOWNSHIP).get("/drills?mark=unpublished&year=2020").select("table.grid tbody tr th")) == 2
    assert len(go(TOWNSHIP).get("/drills?mark=dateless&year=2020").select("table.grid tbody tr th")) == 1
