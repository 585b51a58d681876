"""The office switches a rule off and on, from a day on, with a reason on the trail."""

from datetime import date, timedelta

import law_cast
import pytest
from places import CITY
from time_machine import travel

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import db
from emergency.base.errors import NotFound, Refusal
from emergency.base.slots import announced
from emergency.obligations import actions, queries

BEFORE = law_cast.LATER - timedelta(days=1)


@pytest.fixture(autouse=True)
def law(app):
    with travel("2026-07-01 00:00Z", tick=False):
        law_cast.load()


def test_a_rule_is_off_from_its_day_on():
    law_cast.switch(CITY, "YB-12", enabled=False)
    book = queries.load_rules()
    assert book.enabled("YB-12", BEFORE) and not book.enabled("YB-12", law_cast.LATER)


def test_switching_on_again_keeps_the_days_it_was_off():
    law_cast.switch(CITY, "YB-12", enabled=False)
    law_cast.switch(CITY, "YB-12", enabled=True, since=date(2026, 8, 1))
    book = queries.load_rules()
    assert [book.enabled("YB-12", day) for day in (BEFORE, law_cast.LATER, date(2026, 8, 1))] == [True, False, True]


def test_what_was_known_before_stays_known():
    with travel("2026-07-10 00:00Z", tick=False):
        moment = clock.now()
    with travel("2026-07-20 00:00Z", tick=False):
        law_cast.switch(CITY, "YB-12", enabled=False)
        law_cast.count(CITY, "soon_days", 45)
    before, now = queries.load_rules(moment), queries.load_rules()
    assert [book.enabled("YB-12", law_cast.LATER) for book in (before, now)] == [True, False]
    assert [queries.load_counting(each)[-1].counting.soon_days for each in (moment, None)] == [30, 45]


def test_the_reason_stands_on_the_trail():
    law_cast.switch(CITY, "YB-12", enabled=False)
    last = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert "停用规则 YB-12" in last.sentence and "会议决定" in last.sentence


def test_a_local_day_is_only_for_plans():
    law_cast.switch(CITY, "YB-12", enabled=True, due_on=date(2026, 12, 31))
    with pytest.raises(Refusal, match="应编"):
        law_cast.switch(CITY, "DR-08", enabled=True, due_on=date(2026, 12, 31))


def test_an_unknown_rule_is_not_found():
    with pytest.raises(NotFound):
        law_cast.switch(CITY, "XX-99", enabled=False)


def test_every_unit_is_announced(app):
    actions.switch_rule(CITY, "YB-12", enabled=False, since=law_cast.LATER, reason="会议决定")
    assert "law_changed" in announced()
    db.session.rollback()


def test_the_share_of_rules_in_use_is_counted():
    law_cast.switch(CITY, "YB-12", enabled=False)
    assert queries.rules_in_use(queries.load_rules(), law_cast.LATER) == (68, 89)


def test_who_asks_for_the_same_law_gets_the_same_book():
    before = queries.load_rules()
    assert queries.load_rules() is before
    law_cast.switch(CITY, "YB-12", enabled=False)
    after = queries.load_rules()
    assert after is queries.load_rules() and after is not before
    assert before.enabled("YB-12", law_cast.LATER) and not after.enabled("YB-12", law_cast.LATER)
