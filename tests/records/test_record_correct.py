"""A record is corrected by a new version and withdrawn with a reason; nothing told is lost."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from places import NEIGHBOUR
from records_cast import TOLD, TOWNSHIP, registered

from emergency.base.database import FAR_MOMENT, committed
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.records import actions
from emergency.records.models import WorkRecord
from emergency.records.queries import RecordFilter, get_record, list_records, versions_of

pytestmark = pytest.mark.usefixtures("heihe")
RIGHT = replace(TOLD, held_on=date(2026, 5, 11))


@pytest.fixture
def record() -> WorkRecord:
    with time_machine.travel("2026-05-14T10:00:00+08:00", tick=False):
        return registered()


def corrected(record, told=RIGHT, reason="日期写错", **more):
    with committed():
        return actions.correct(TOWNSHIP, record.id, told, reason, **more)


def withdrawn(record, reason="重复登记"):
    with committed():
        return actions.withdraw(TOWNSHIP, record.id, reason)


def test_the_version_before_stays_with_its_moment(record):
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        corrected(record)
    new, old = versions_of(record)
    assert (old.held_on, new.held_on, new.reason) == (date(2026, 5, 12), date(2026, 5, 11), "日期写错")
    assert old.known_until == new.known_from and new.known_until == FAR_MOMENT


def test_the_day_of_receipt_is_ours_and_stays(record):
    corrected(record)
    assert get_record(TOWNSHIP, record.id).waited == 3


@pytest.mark.parametrize(
    ("told", "reason", "said"),
    [
        (RIGHT, " ", "请写明更正的原因"),
        (TOLD, "看看", "没有变化"),
        (replace(TOLD, held_on=date(2098, 1, 1)), "改", "晚于今天"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(record, told, reason, said):
    with pytest.raises(Refusal, match=said):
        corrected(record, told, reason)
    assert len(versions_of(record)) == 1


def test_who_comes_second_is_told(record):
    corrected(record, seen=record.version)
    with pytest.raises(Conflict):
        corrected(record, TOLD, "改回", seen=1)


def test_a_withdrawn_record_stays_readable(record):
    withdrawn(record)
    row = get_record(TOWNSHIP, record.id)
    assert (row.record.withdrawn_reason, row.told.known_until == FAR_MOMENT) == ("重复登记", False)
    assert list_records(TOWNSHIP, RecordFilter()).total == 0
    assert list_records(TOWNSHIP, RecordFilter(state="withdrawn")).total == 1


def test_nothing_more_is_done_with_a_withdrawn_one(record):
    withdrawn(record)
    for deed in (corrected, withdrawn):
        with pytest.raises(Refusal, match="已经撤销"):
            deed(record)
    registered()


def test_a_withdrawal_needs_its_reason(record):
    with pytest.raises(Refusal, match="撤销的原因"):
        withdrawn(record, "  ")


def test_a_stranger_corrects_nothing(record):
    with pytest.raises(NotFound), committed():
        actions.correct(NEIGHBOUR, record.id, RIGHT, "改")
