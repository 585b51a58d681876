"""Every accepted drill asks for its evaluation and its archive; the papers of the drill answer."""

from datetime import date

import pytest
import time_machine
from covered import open_duties
from drill_cast import COUNTY, NOW, TOWNSHIP, again, held, unit_of
from plan_cast import passed, town_plan, upload
from visitors import text_of

from emergency.base.database import committed
from emergency.coverage.actions import differences
from emergency.drills.actions_check import accept_drill, return_drill
from emergency.units.queries_histories import all_unit_ids


@pytest.fixture
def drill(covered):
    """A drill for no duty in particular, accepted in June."""
    with time_machine.travel(NOW, tick=False):
        passed(town_plan())
        one = held(TOWNSHIP)
        with committed():
            accept_drill(COUNTY, one, unit_of(), one.version)
        yield again(one)


def give(visit, drill, role, **changes):
    values = {"secrecy": "open", "role": role, "on": "2026-06-19", "files": upload(), **changes}
    return visit(TOWNSHIP).post(f"/drills/{drill.id}/papers", values)


def after(drill, rule_id):
    return [duty for duty in open_duties(unit_of().id, rule_id) if duty.subject_id == drill.id]


def test_an_accepted_drill_asks_for_its_evaluation_and_archive(drill):
    for rule_id in ("DR-22", "DR-23"):
        (duty,) = after(drill, rule_id)
        assert (duty.subject_kind, duty.force, duty.overdue_from) == ("drill", "undated", None)
        assert (duty.starts, duty.met_until) == (date(2026, 6, 18), None)


def test_a_report_of_evaluation_answers_for_the_day_it_states(drill, visit):
    give(visit, drill, "drill_evaluation")
    unmet, met = after(drill, "DR-22")
    assert (unmet.ends, met.starts, met.ends) == (date(2026, 6, 19), date(2026, 6, 19), date(2027, 1, 1))
    assert after(drill, "DR-23")[-1].met_until is None


def test_all_four_papers_make_the_archive(drill, visit):
    for role in ("drill_evaluation", "drill_summary", "drill_plan", "photo"):
        give(visit, drill, role)
    assert after(drill, "DR-23")[-1].met_until is not None
    assert differences(all_unit_ids()) == []


def test_the_light_names_the_drill_and_who_gave_the_report(drill, visit):
    give(visit, drill, "drill_evaluation")
    page = text_of(visit(TOWNSHIP).get(f"/coverage/duties/{after(drill, 'DR-22')[-1].id}?on=2026-06-20"))
    assert "防汛转移避险演练" in page and "演练评估报告" in page and "起因" in page


def test_a_record_sent_back_asks_for_nothing(drill):
    with committed():
        return_drill(COUNTY, drill, unit_of(), "照片不清", drill.version)
    assert after(drill, "DR-22") == []


def test_a_paper_dated_in_the_future_is_refused(drill, visit):
    values = {"secrecy": "open", "role": "drill_evaluation", "on": "2026-12-01", "files": upload()}
    answer = visit(TOWNSHIP).post(f"/drills/{drill.id}/papers", values, status=422)
    assert "晚于今天" in answer.text
