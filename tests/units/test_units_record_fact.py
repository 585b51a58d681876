"""Recording facts: their days, their source, and what was known before."""

from datetime import date

import pytest
import time_machine
from places import CITY, XINGFU
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import FAR_DAY, committed, db
from emergency.base.errors import Refusal
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import end_fact, record_fact
from emergency.units.facts import UnitKind
from emergency.units.models import UnitFact
from emergency.units.queries_details import facts_of
from emergency.units.queries_histories import histories
from emergency.units.timeline import Stretch

SINCE_2024 = Stretch(date(2024, 1, 1), FAR_DAY)


@pytest.fixture
def shop(heihe):
    with committed():
        details = UnitDetails(UnitKind.ENTERPRISE, "幸福商场", XINGFU, "商务")
        return add_unit(CITY, details, Entry(date(2020, 5, 1), "营业执照"))


def test_a_fact_holds_from_its_day_on(shop):
    with committed():
        record_fact(CITY, shop, "fire_key_unit", True, SINCE_2024, "消防救援机构名单")
    history = histories([shop.id])[shop.id]
    assert history.fact_on("fire_key_unit", date(2023, 12, 31)) is None
    assert history.fact_on("fire_key_unit", date(2024, 1, 1)) is True


def test_a_later_value_closes_the_earlier_one(shop):
    with committed():
        record_fact(CITY, shop, "size", "small", SINCE_2024, "统计")
        record_fact(CITY, shop, "size", "medium", Stretch(date(2025, 6, 1), FAR_DAY), "统计")
    history = histories([shop.id])[shop.id]
    assert history.fact_on("size", date(2025, 5, 31)) == "small"
    assert history.fact_on("size", date(2025, 6, 1)) == "medium"
    assert [line.current for line in facts_of(CITY, shop.id) if line.name == "size"] == [True, False]


def test_what_was_known_then_can_still_be_asked(shop):
    with committed():
        record_fact(CITY, shop, "producer", True, SINCE_2024, "执照")
    then = clock.now()
    with time_machine.travel("2026-12-01T08:00:00+08:00"), committed():
        record_fact(CITY, shop, "producer", False, SINCE_2024, "更正")
    day = date(2024, 6, 1)
    assert histories([shop.id], then)[shop.id].fact_on("producer", day) is True
    assert histories([shop.id])[shop.id].fact_on("producer", day) is False


def test_a_fact_can_end(shop):
    with committed():
        record_fact(CITY, shop, "producer", True, SINCE_2024, "执照")
        end_fact(CITY, shop, "producer", date(2025, 1, 1), "停业")
    assert histories([shop.id])[shop.id].fact_on("producer", date(2025, 1, 1)) is None


def test_closed_rows_keep_their_words(shop):
    with committed():
        record_fact(CITY, shop, "producer", True, SINCE_2024, "执照")
        record_fact(CITY, shop, "producer", False, SINCE_2024, "更正")
    rows = db.session.scalars(select(UnitFact).where(UnitFact.unit_id == shop.id, UnitFact.name == "producer"))
    assert [(row.value, row.source) for row in rows] == [(True, "执照"), (False, "更正")]


def test_the_trail_says_it_in_a_sentence(shop):
    with committed():
        record_fact(CITY, shop, "producer", True, SINCE_2024, "执照")
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.sentence == "登记“幸福商场”的生产经营单位：是，自2024-01-01起，依据：执照"


@pytest.mark.parametrize(
    ("name", "value", "days", "sentence"),
    [
        ("producer", "也许", SINCE_2024, "只能填是或否"),
        ("no_such", True, SINCE_2024, "没有名为"),
        ("school_kind", ["primary"], SINCE_2024, "不适用于这一类单位"),
        ("producer", True, Stretch(date(2097, 1, 1), FAR_DAY), "不能晚于今天"),
        ("producer", True, Stretch(date(2024, 1, 1), date(2024, 1, 1)), "截止日期应晚于起始日期"),
    ],
)
def test_a_wrong_fact_is_refused(shop, name, value, days, sentence):
    with pytest.raises(Refusal, match=sentence), committed():
        record_fact(CITY, shop, name, value, days, "无")
