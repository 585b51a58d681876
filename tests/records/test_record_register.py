"""A unit's act comes into the register, with both its days."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import time_machine
from places import EDUCATION, NEIGHBOUR, XINGFU_VILLAGE, keeper
from plan_cast import scan, unit_at
from records_cast import TOLD, TOWNSHIP, registered
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.base.errors import NotFound, Refusal
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.evidence.queries import papers_of
from emergency.records.queries import SUBJECT, RecordFilter, get_record, list_records
from emergency.records.words import RecordKind

pytestmark = pytest.mark.usefixtures("heihe")


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        yield


def sheet():
    return keep_made("签到表.pdf", BytesIO(scan("签到")), Kind.PDF, 1)


def test_a_record_states_its_day_and_keeps_ours():
    row = get_record(TOWNSHIP, registered().id)
    assert (row.told.held_on, row.late, row.record.on_behalf) == (date(2026, 5, 12), 20, False)


def test_a_township_reports_for_its_village():
    assert registered(unit=unit_at(XINGFU_VILLAGE)).on_behalf


def test_the_act_stands_on_the_trail():
    registered()
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.tag == "record.add" and "补录 20 天" in act.sentence and act.after["headcount"] == 32


def test_papers_come_with_it():
    record = registered(papers=[(PaperRole.SIGN_IN_SHEET, sheet())])
    paper = papers_of(SUBJECT, record.id)[0]
    assert (paper.role, paper.stated_on) == ("sign_in_sheet", date(2026, 5, 12))
    assert get_record(TOWNSHIP, record.id).has_papers


def test_a_paper_of_another_kind_is_refused():
    with pytest.raises(Refusal, match="不属于这类记录"):
        registered(papers=[(PaperRole.RECEIPT, sheet())])
    assert list_records(TOWNSHIP, RecordFilter()).total == 0


def test_the_same_act_twice_is_refused_with_its_number():
    first = registered()
    with pytest.raises(Refusal, match=f"编号 {first.id}"):
        registered()
    registered(told=replace(TOLD, content="下午场"))
    registered(kind=RecordKind.FIRE_TRAINING)


def test_a_day_to_come_leaves_nothing():
    with pytest.raises(Refusal, match="晚于今天"):
        registered(told=replace(TOLD, held_on=date(2026, 6, 2)))
    assert list_records(TOWNSHIP, RecordFilter()).total == 0


def test_a_stranger_neither_registers_nor_sees():
    with pytest.raises(NotFound):
        registered(NEIGHBOUR)
    record = registered()
    for stranger in (NEIGHBOUR, EDUCATION, keeper()):
        with pytest.raises(NotFound):
            get_record(stranger, record.id)
        assert list_records(stranger, RecordFilter(state="all")).total == 0
