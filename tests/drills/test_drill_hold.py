"""Recording that a drill was held, and correcting the record."""

from datetime import date

import pytest
from drill_cast import COUNTY, HELD, NOW, TOWNSHIP, again, held, hold_values, planned, unit_of
from places import keeper
from sqlalchemy import select

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_record import correct_record
from emergency.drills.facts import DutyChoice
from emergency.drills.models import DrillCredit
from emergency.drills.queries import credits_of


def test_a_recorded_drill_waits_and_counts_for_nothing(town):
    drill = again(held())
    assert (drill.state, drill.acceptance, drill.held_on) == ("held", "pending", date(2026, 6, 18))
    assert credits_of([drill.organiser_id]) == []


def test_the_day_of_receipt_is_ours(town):
    assert again(held()).recorded_at == NOW


def test_the_drill_moves_to_the_day_on_which_it_was_held(town):
    drill = again(held())
    assert drill.starts_at.isoformat() == "2026-06-18T01:00:00+00:00"
    assert (drill.ends_at - drill.starts_at).seconds == 7200 and drill.sequence == 1


def test_a_day_to_come_is_refused(town):
    with pytest.raises(Refusal, match="今天之后"):
        held(held_on=date(2026, 6, 21))


def test_a_late_entry_says_its_days_on_the_trail_and_on_the_page(go):
    drill = held(held_on=date(2026, 5, 21))
    assert "补录 30 天" in go(TOWNSHIP).get(f"/drills/{drill.id}").get_text()


def test_an_office_that_enters_for_another_body_is_named_as_doing_so(town):
    assert again(held(COUNTY)).on_behalf
    assert not again(held(TOWNSHIP)).on_behalf
    assert not again(held(keeper(unit_of().id))).on_behalf


def test_the_form_comes_filled_with_the_plan_and_records(go):
    drill = planned()
    visitor = go(TOWNSHIP)
    assert visitor.get(f"/drills/{drill.id}/hold").find("input", id="place")["value"] == "乡文化广场"
    visitor.post(f"/drills/{drill.id}/hold", hold_values(seen=drill.version))
    assert (again(drill).participants, again(drill).acceptance) == (120, "pending")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"participants": "很多"}, "参加人数"),
        ({"participants": "0"}, "1至1000000"),
        ({"summary": ""}, "请填写演练情况"),
        ({"held_on": "2026-06-25"}, "今天之后"),
        ({"duties": "DR-99:"}, "已不在可选范围"),
    ],
)
def test_bad_input_keeps_the_form_and_writes_nothing(go, change, sentence):
    drill = planned()
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", hold_values(seen=drill.version, **change), 422)
    assert sentence in answer.get_data(as_text=True) and again(drill).state == "published"


def test_a_correction_needs_a_reason_and_ends_the_credits(town):
    drill = held(duties=(DutyChoice("DR-03"),))
    with committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)
    with pytest.raises(Refusal, match="原因"), committed():
        correct_record(TOWNSHIP, drill, unit_of(), HELD, "", drill.version)
    with committed():
        correct_record(TOWNSHIP, again(drill), unit_of(), HELD, "人数写错", drill.version)
    assert (again(drill).acceptance, credits_of([drill.organiser_id])) == ("pending", [])
    assert len(db.session.scalars(select(DrillCredit)).all()) == 1
