"""An incident that was recorded asks for its evaluation; the evaluation answers it, and both can be taken back."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from covered import open_duties
from places import CITY, COUNTY, XINGFU
from plan_cast import unit_at
from records_cast import TOWNSHIP, values
from visitors import text_of

from emergency.base import clock
from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.coverage.actions import differences
from emergency.coverage.queries_duties import lines_of_unit
from emergency.coverage.stored import open_rows
from emergency.records import actions
from emergency.records.queries_incidents import happenings
from emergency.records.rules import RecordDetails
from emergency.records.words import RecordKind
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import record_fact
from emergency.units.facts import FAR_DAY, UnitKind
from emergency.units.timeline import Stretch

ENDED = date(2026, 5, 20)
FIRE = RecordDetails(ENDED, "仓库起火，启用现场处置方案，当日扑灭", "仓库", source="值班记录 2026-05-20")


@pytest.fixture
def firm(covered):
    """A firm that is 生产经营单位, in June 2026."""
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        with committed():
            told = UnitDetails(UnitKind.ENTERPRISE, "幸福木材厂", XINGFU)
            one = add_unit(CITY, told, Entry(date(2020, 1, 1), "执照"))
        with committed():
            record_fact(COUNTY, one, "producer", True, Stretch(date(2020, 1, 1), FAR_DAY), "执照")
        yield one


def incident(firm, **changes):
    with committed():
        return actions.register(TOWNSHIP, firm.id, RecordKind.INCIDENT, replace(FIRE, **changes))


def evaluated(firm, about, on=date(2026, 5, 30)):
    told = RecordDetails(on, "预案分工清楚，疏散及时", attendees="厂长、安全员", result="不需修订", about_id=about)
    with committed():
        return actions.register(TOWNSHIP, firm.id, RecordKind.INCIDENT_EVALUATION, told)


def lights(firm):
    return [(duty.starts, duty.met_until is not None, duty.overdue_from) for duty in open_duties(firm.id, "EV-06")]


def test_a_recorded_incident_asks_for_its_evaluation_without_a_day(firm):
    incident(firm)
    assert lights(firm) == [(ENDED, False, None)]


def test_the_evaluation_answers_for_its_day_and_its_withdrawal_opens_it_again(firm):
    one = incident(firm)
    before = lights(firm)
    answer = evaluated(firm, one.id)
    assert lights(firm) == [(ENDED, False, None), (date(2026, 5, 30), True, None)]
    with committed():
        actions.withdraw(TOWNSHIP, answer.id, "误登")
    assert lights(firm) == before
    assert differences([firm.id]) == []


def test_what_was_known_before_the_evaluation_came_stays_known(firm):
    one, before = incident(firm), clock.now()
    with time_machine.travel("2026-06-05T10:00:00+08:00", tick=False):
        evaluated(firm, one.id)
        (then,), (now,) = happenings([firm.id], before), happenings([firm.id])
    assert (then.answers, set(now.answers)) == ({}, {"incident_evaluated"})


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (replace(FIRE, held_on=date(2026, 7, 1)), "晚于今天"),
        (replace(FIRE, plan_id=999_999), "本单位的预案"),
    ],
)
def test_an_incident_that_cannot_be_is_refused(firm, told, sentence):
    with pytest.raises(Refusal, match=sentence), committed():
        actions.register(TOWNSHIP, firm.id, RecordKind.INCIDENT, told)


def test_an_evaluation_names_an_incident_of_its_unit_once_and_after_its_end(firm):
    one = incident(firm)
    with pytest.raises(Refusal, match="早于处置结束日期"):
        evaluated(firm, one.id, ENDED.replace(day=1))
    with pytest.raises(Refusal, match="先登记"):
        evaluated(firm, one.id + 99)
    evaluated(firm, one.id)
    with pytest.raises(Refusal, match="已登记事后评估"):
        evaluated(firm, one.id, date(2026, 5, 31))


def test_an_evaluated_incident_is_not_withdrawn_nor_moved_behind_its_evaluation(firm):
    one = incident(firm)
    evaluated(firm, one.id)
    with pytest.raises(Refusal, match="先撤销事后评估"), committed():
        actions.withdraw(TOWNSHIP, one.id, "误登")
    with pytest.raises(Refusal, match="晚于已登记的事后评估"), committed():
        actions.correct(TOWNSHIP, one.id, replace(FIRE, held_on=date(2026, 5, 31)), "日期有误")


def test_a_person_records_both_on_the_pages(firm, visit):
    page = visit(TOWNSHIP)
    told = values(held_on="2026-05-20", content="仓库起火", source="值班记录", plan_id="", role="photo")
    page.post(f"/units/{firm.id}/records/new/incident", told)
    (line,) = [line for line in lines_of_unit(firm.id, date(2026, 6, 1)) if line.rule.id == "EV-06"]
    record = line.row.subject_id
    assert line.subject_url == f"/records/{record}" and "仓库起火" in line.subject
    form = page.get(f"/units/{firm.id}/records/new/incident-evaluation?about={record}")
    assert form.select_one("#about_id option[selected]")["value"] == str(record)
    told = values(held_on="2026-05-30", about_id=str(record), attendees="厂长", result="不需修订", role="evaluation")
    page.post(f"/units/{firm.id}/records/new/incident-evaluation", told)
    assert "仓库起火" in text_of(page.get(f"/records/{record + 1}"))
    assert lights(firm)[-1][1]


def test_a_township_government_keeps_no_such_record(firm):
    with pytest.raises(Refusal, match="企业、学校、医院"), committed():
        actions.register(TOWNSHIP, unit_at(XINGFU).id, RecordKind.INCIDENT, FIRE)


@pytest.mark.parametrize("kind", [RecordKind.PLAN_TRAINING, RecordKind.STAFF_TRAINING, RecordKind.FIRE_TRAINING])
def test_a_training_that_is_withdrawn_leaves_the_duties_as_they_were(firm, kind):
    before = set(open_rows([firm.id]))
    with committed():
        told = RecordDetails(ENDED, "学习预案", "车间", "厂长", "全体", headcount=8)
        one = actions.register(TOWNSHIP, firm.id, kind, told)
    with committed():
        actions.withdraw(TOWNSHIP, one.id, "误登")
    assert set(open_rows([firm.id])) == before
