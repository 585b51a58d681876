"""A circumstance is confirmed, dismissed with a reason, answered by a version or by a signed decision."""

from datetime import date

import pytest
from places import COUNTY, TOWNSHIP
from plan_cast import passed, second_version
from trigger_cast import line_of, plan_in_force, raised, recorded, triggers_of

from emergency.base.database import committed
from emergency.base.errors import Conflict, Refusal
from emergency.plans import actions_discard, actions_triggers
from emergency.plans.actions_triggers import Decision
from emergency.plans.models import Plan
from emergency.plans.models_triggers import ReviewTrigger
from emergency.plans.queries import latest_revision
from emergency.plans.rules_triggers import Shown

SIGNED = Decision(date(2026, 10, 9), "新增隐患点已在现行预案的转移路线内", "乡长某某")


@pytest.fixture
def plan(town):
    return plan_in_force()


def confirmed(trigger: ReviewTrigger, day: date) -> ReviewTrigger:
    with committed():
        return actions_triggers.confirm_trigger(COUNTY, trigger.id, day)


def answered(plan: Plan, trigger: ReviewTrigger, issued: date = date(2026, 10, 20)) -> ReviewTrigger:
    """The circumstance after a second version named it."""
    second_version(plan, issued)
    with committed():
        return actions_triggers.answer_with_version(COUNTY, trigger.id, 2)


def test_a_draft_is_confirmed_on_the_day_that_is_true(plan):
    line = line_of(confirmed(raised(plan)[0], date(2026, 8, 30)))
    assert (line.shown, line.trigger.day) == (Shown.OPEN, date(2026, 8, 30))


def test_a_draft_is_not_confirmed_on_a_day_to_come(plan):
    (trigger,) = raised(plan)
    with pytest.raises(Refusal, match="晚于今天"):
        confirmed(trigger, date(2026, 12, 24))


def test_who_is_second_is_told_that_somebody_was_faster(plan):
    (trigger,) = raised(plan)
    confirmed(trigger, trigger.day)
    with pytest.raises(Conflict, match="刚刚被别人办理过"):
        confirmed(trigger, trigger.day)


def test_a_dismissal_needs_its_reason_and_keeps_it(plan):
    (trigger,) = raised(plan)
    with pytest.raises(Refusal, match="为什么"), committed():
        actions_triggers.dismiss_trigger(COUNTY, trigger.id, " ")
    with committed():
        actions_triggers.dismiss_trigger(COUNTY, trigger.id, "只是换牌子")
    line = line_of(trigger)
    assert line.shown is Shown.DISMISSED and line.rows[-1].text == "只是换牌子"


def test_what_was_confirmed_by_mistake_is_dismissed_too(plan):
    trigger = recorded(plan)
    with committed():
        actions_triggers.dismiss_trigger(COUNTY, trigger.id, "登记有误")
    assert [row.act for row in line_of(trigger).rows] == ["cited", "dismissed"]


def test_a_signed_decision_answers_it(plan):
    trigger = recorded(plan)
    with committed():
        actions_triggers.keep_plan(COUNTY, trigger.id, SIGNED)
    line = line_of(trigger)
    assert line.shown is Shown.KEPT and line.rows[-1].signed_by == "乡长某某"


def test_a_decision_is_signed_neither_before_nor_after_its_time(plan):
    trigger = recorded(plan)
    for day in (date(2026, 8, 2), date(2026, 11, 22)):
        with pytest.raises(Refusal, match="签署日期应在"), committed():
            actions_triggers.keep_plan(COUNTY, trigger.id, Decision(day, "理由", "乡长"))


def test_a_version_answers_it_once_it_is_accepted(plan):
    trigger = answered(plan, recorded(plan))
    assert line_of(trigger).shown is Shown.UNDER_WAY
    passed(plan)
    assert line_of(trigger).shown is Shown.REVISED


def test_a_version_can_not_answer_what_happened_after_it(plan):
    with pytest.raises(Refusal, match="早于情形发生日期"):
        answered(plan, recorded(plan), issued=date(2026, 7, 1))


def test_naming_a_draft_confirms_it(plan):
    (trigger,) = raised(plan)
    second_version(plan, date(2026, 10, 20))
    with committed():
        revision = latest_revision(plan)
        actions_triggers.name_answers(TOWNSHIP, plan, revision, [trigger.id])
    assert [row.act for row in line_of(trigger).rows] == ["cited", "confirmed", "named"]


def test_a_new_fact_while_a_version_is_under_way_opens_another(plan):
    answered(plan, raised(plan)[0] and confirmed(raised(plan)[0], date(2026, 9, 1)))
    recorded(plan)
    assert [line_of(one).shown for one in triggers_of(plan)] == [Shown.UNDER_WAY, Shown.OPEN]


def test_what_a_thrown_away_draft_was_to_answer_waits_again(plan):
    trigger = recorded(plan)
    second_version(plan, date(2026, 10, 20), submit=False)
    with committed():
        actions_triggers.answer_with_version(COUNTY, trigger.id, 2)
    with committed():
        actions_discard.discard_draft(TOWNSHIP, plan.id)
    assert line_of(trigger).shown is Shown.OPEN


def test_the_answer_of_an_accepted_version_stays(plan):
    trigger = answered(plan, recorded(plan))
    passed(plan)
    with pytest.raises(Refusal, match="已有一版"), committed():
        actions_triggers.dismiss_trigger(COUNTY, trigger.id, "不算")
