"""What a drill may become and what it may count for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from emergency.drills.rules import (
    acts_open,
    after,
    bad_held_day,
    bad_span,
    days_late,
    is_late_entry,
    missing_reason,
    too_many_regimes,
    why_not,
    why_not_counted,
)
from emergency.drills.words import Acceptance, Act, Content, Form, State
from emergency.obligations.rules import Accepts

NONE, PENDING, ACCEPTED = Acceptance.NONE, Acceptance.PENDING, Acceptance.ACCEPTED
MOMENT = datetime(2026, 5, 12, 1, tzinfo=UTC)


def test_a_planned_drill_may_be_edited_confirmed_moved_cancelled_and_held():
    assert acts_open(State.PUBLISHED, NONE) == (
        Act.EDIT, Act.CONFIRM, Act.MOVE, Act.PROPOSE, Act.POSTPONE, Act.CANCEL, Act.HOLD,
    )  # fmt: skip


def test_a_confirmed_drill_is_not_confirmed_twice():
    assert Act.CONFIRM not in acts_open(State.CONFIRMED, NONE)


def test_a_cancelled_or_postponed_drill_can_be_revived():
    assert acts_open(State.CANCELLED, NONE) == (Act.REVIVE,)
    assert acts_open(State.POSTPONED, NONE) == (Act.REVIVE, Act.CANCEL)


def test_a_draft_is_published_moved_or_given_up_and_not_held():
    assert acts_open(State.DRAFT, NONE) == (Act.EDIT, Act.PUBLISH, Act.MOVE, Act.CANCEL)
    assert "还是草稿" in why_not(Act.HOLD, State.DRAFT, NONE)


def test_a_draft_is_moved_without_a_reason():
    assert missing_reason(Act.MOVE, "", State.DRAFT) is None


def test_a_held_drill_waits_for_the_office():
    assert acts_open(State.HELD, PENDING) == (Act.CORRECT, Act.ACCEPT, Act.RETURN)


def test_an_accepted_drill_may_be_corrected_or_sent_back():
    assert acts_open(State.HELD, ACCEPTED) == (Act.CORRECT, Act.RETURN)


def test_a_returned_drill_waits_for_its_correction():
    assert acts_open(State.HELD, Acceptance.RETURNED) == (Act.CORRECT,)


def test_a_moved_drill_keeps_its_certainty():
    assert after(Act.MOVE, State.CONFIRMED) is State.CONFIRMED


def test_why_not_names_the_state_and_the_act():
    assert "已取消" in why_not(Act.HOLD, State.CANCELLED, NONE)


@pytest.mark.parametrize("act", [Act.MOVE, Act.POSTPONE, Act.REVIVE, Act.CANCEL, Act.RETURN, Act.CORRECT])
def test_these_acts_need_a_reason(act):
    assert "原因" in missing_reason(act, "  ") and missing_reason(act, "大风") is None


def test_a_rule_that_wants_a_live_drill_takes_no_tabletop():
    wants_live = Accepts(forms=frozenset({"live"}))
    assert "实战演练" in why_not_counted(Content.SINGLE, Form.TABLETOP, wants_live)
    assert why_not_counted(Content.SINGLE, Form.LIVE, wants_live) is None


def test_a_rule_that_wants_a_comprehensive_drill_takes_no_single_one():
    assert "综合演练" in why_not_counted(Content.SINGLE, Form.LIVE, Accepts(contents=frozenset({"comprehensive"})))


def test_one_drill_meets_one_duty_unless_the_counting_rule_says_so():
    assert "计算口径" in too_many_regimes(["DR-06", "DR-07"], may_share=False)
    assert too_many_regimes(["DR-06", "DR-07"], may_share=True) is None
    assert too_many_regimes(["DR-01", "DR-01"], may_share=False) is None


def test_late_days_are_counted_from_the_drill_to_the_receipt():
    assert days_late(date(2026, 2, 28), date(2026, 3, 3)) == 3


def test_a_record_within_a_week_is_no_late_entry():
    assert not is_late_entry(date(2026, 5, 1), date(2026, 5, 8))
    assert is_late_entry(date(2026, 5, 1), date(2026, 5, 9))


def test_a_drill_of_tomorrow_was_not_held():
    assert "今天之后" in bad_held_day(date(2026, 5, 2), date(2026, 5, 1))


@pytest.mark.parametrize("hours", [0, -1, 24 * 40])
def test_an_impossible_span_is_refused(hours):
    assert bad_span(MOMENT, MOMENT + timedelta(hours=hours))
