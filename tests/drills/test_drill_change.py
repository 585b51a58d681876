"""Editing, confirming, moving and cancelling: each change raises what the calendar counts."""

from datetime import timedelta

import pytest
from drill_cast import COUNTY, NOW, PLANNED, TOWNSHIP, XINGFU, again, form_values, held, planned, unit_of
from places import HUAYUAN_STREET, NEIGHBOUR, NENJIANG, keeper

from emergency.audit.queries import acts_on
from emergency.base.database import committed
from emergency.base.errors import Conflict, Refusal
from emergency.drills.actions import cancel_drill, confirm_drill, edit_drill, move_drill
from emergency.drills.facts import Span
from emergency.drills.words import Part

LATER = Span(PLANNED.span.starts_at + timedelta(days=3), PLANNED.span.ends_at + timedelta(days=3))


def test_confirming_settles_the_day_and_raises_the_sequence(town):
    drill = planned()
    with committed():
        confirm_drill(TOWNSHIP, drill, drill.version)
    assert (again(drill).state, again(drill).sequence) == ("confirmed", 1)


def test_moving_keeps_the_first_day_and_the_certainty(town):
    drill = planned()
    with committed():
        confirm_drill(TOWNSHIP, drill, drill.version)
        move_drill(TOWNSHIP, drill, LATER, "大风红色预警", drill.version)
    moved = again(drill)
    assert (moved.starts_at, moved.planned_for) == (LATER.starts_at, PLANNED.span.starts_at)
    assert (moved.state, moved.sequence, moved.reason) == ("confirmed", 2, "大风红色预警")


def test_moving_to_the_same_time_is_refused(town):
    drill = planned()
    with pytest.raises(Refusal, match="没有改期"), committed():
        move_drill(TOWNSHIP, drill, PLANNED.span, "大风", drill.version)


def test_cancelling_keeps_the_drill(town):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
    assert (again(drill).state, again(drill).sequence) == ("cancelled", 1)


def test_a_held_drill_is_not_cancelled(town):
    drill = held()
    with pytest.raises(Refusal, match="已举行"), committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)


def test_two_people_changing_one_drill_the_second_is_told(town):
    drill = planned()
    seen = drill.version
    with committed():
        confirm_drill(TOWNSHIP, drill, seen)
    with pytest.raises(Conflict, match="改动过"), committed():
        cancel_drill(COUNTY, again(drill), "汛情", seen)


def test_editing_keeps_the_rows_of_units_that_stay(town):
    drill = planned()
    first = [row.id for row in drill.units]
    with committed():
        edit_drill(TOWNSHIP, drill, unit_of(), PLANNED, drill.version)
    assert [row.id for row in again(drill).units] == first


def test_every_change_is_on_the_trail(town):
    drill = planned()
    with committed():
        move_drill(TOWNSHIP, drill, LATER, "大风", drill.version)
    newest = acts_on("drill", drill.id)[0]
    assert newest.sentence == "演练“防汛转移避险演练”由2026年7月10日改至2026年7月13日，原因：大风。"
    assert newest.before["starts_at"] != newest.after["starts_at"]


def test_the_page_confirms_by_its_button(go):
    drill = planned()
    visitor = go(TOWNSHIP)
    assert visitor.get(f"/drills/{drill.id}").find("form", action=f"/drills/{drill.id}/confirm")
    visitor.post(f"/drills/{drill.id}/confirm", {"seen": drill.version})
    assert again(drill).state == "confirmed"


def test_a_button_pressed_on_an_old_page_says_why_not(go):
    drill = planned()
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/confirm", {"seen": 99}, 409)
    assert "改动过" in answer.get_data(as_text=True)


def test_the_move_form_comes_filled_and_moves(go):
    drill = planned()
    visitor = go(TOWNSHIP)
    page = visitor.get(f"/drills/{drill.id}/move")
    assert page.find("input", id="day")["value"] == "2026-07-10"
    values = {"seen": drill.version, "day": "2026-07-13", "starts": "09:00", "ends": "11:00", "reason": "大风"}
    visitor.post(f"/drills/{drill.id}/move", values)
    assert again(drill).starts_at == LATER.starts_at


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_an_act_without_its_reason_is_refused(go, act):
    drill = planned()
    values = {"seen": drill.version, "day": "2026-07-13", "starts": "09:00", "ends": "11:00", "reason": " "}
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/{act}", values, 422)
    assert "请写明" in answer.get_data(as_text=True) and again(drill).sequence == 0


def test_the_edit_form_comes_filled_and_saves(go):
    drill = planned()
    visitor = go(TOWNSHIP)
    assert visitor.get(f"/drills/{drill.id}/edit").find("input", id="title")["value"] == "防汛转移避险演练"
    visitor.post(f"/drills/{drill.id}/edit", form_values(seen=drill.version, title="改名的演练"))
    assert (again(drill).title, again(drill).starts_at) == ("改名的演练", PLANNED.span.starts_at)


@pytest.mark.parametrize("act", ["", "/edit", "/move", "/cancel", "/hold"])
def test_a_stranger_gets_not_found(go, act):
    drill = planned()
    go(NEIGHBOUR).get(f"/drills/{drill.id}{act}", 404)


def test_who_only_takes_part_sees_the_drill_and_changes_nothing(go):
    guest = unit_of("231102202000")
    drill = planned(COUNTY, XINGFU, parts=((guest.id, "participant"),))
    visitor = go(keeper(guest.id))
    assert not visitor.get(f"/drills/{drill.id}").select("main form")
    visitor.get(f"/drills/{drill.id}/move", 404)


def test_the_moment_of_change_is_the_moment_of_the_last_act(town):
    assert planned().changed_at == NOW


def test_a_unit_keeps_the_far_guests_that_an_office_invited(go):
    guest = unit_of(HUAYUAN_STREET)
    drill = planned(COUNTY, parts=((guest.id, Part.OBSERVER),))
    told = form_values(seen=str(drill.version), title="防汛演练", observing=guest.name)
    go(TOWNSHIP).post(f"/drills/{drill.id}/edit", told)
    assert [row.unit_id for row in again(drill).units] == [unit_of().id, guest.id]
    told = form_values(seen=str(again(drill).version), participating=f"{guest.name}\n{unit_of(NENJIANG).name}")
    assert "管辖范围内没有" in go(TOWNSHIP).post(f"/drills/{drill.id}/edit", told, status=422).text
