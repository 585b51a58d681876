"""Whatever is recorded in whatever order: the known stretches never overlap, and what was known stays known."""

from datetime import date, timedelta
from itertools import pairwise

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import CITY, XINGFU

from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.database import FAR_DAY, committed
from emergency.units.actions import Entry, UnitDetails, add_unit, change_unit, correct_start, record_act
from emergency.units.actions_facts import record_fact
from emergency.units.facts import UnitKind
from emergency.units.queries_histories import histories
from emergency.units.timeline import Stretch

TAG = (Tag.UNIT_EDIT,)
START = date(2020, 1, 1)
DAYS = 40
SIZES = ("large", "medium", "small", "micro")
ENTRIES = st.lists(
    st.tuples(st.integers(0, DAYS - 1), st.integers(1, DAYS) | st.none(), st.sampled_from(SIZES)),
    min_size=1,
    max_size=5,
)


def day(number: int) -> date:
    return START + timedelta(days=number)


def laid(entries) -> list[str | None]:
    """The plain definition: each entry paints its days over what was there."""
    said: list[str | None] = [None] * DAYS
    for start, length, value in entries:
        end = DAYS if length is None else min(DAYS, start + length)
        said[start:end] = [value] * (end - start)
    return said


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_recorded_facts_equal_the_definition_day_by_day(heihe, entries):
    with committed():
        name = f"商场{clock.now().timestamp()}"
        unit = add_unit(CITY, UnitDetails(UnitKind.ENTERPRISE, name, XINGFU), Entry(START, "执照"))
    moments = []
    for number, (start, length, value) in enumerate(entries):
        end = FAR_DAY if length is None else day(start + length)
        with time_machine.travel(f"2027-01-0{number + 1}T00:00:00Z", tick=False), committed():
            record_fact(CITY, unit, "size", value, Stretch(day(start), end), "统计")
            moments.append(clock.now())
    for number, moment in enumerate(moments):
        history = histories([unit.id], moment)[unit.id]
        spans = history.facts["size"]
        assert all(a.valid_to <= b.valid_from for a, b in pairwise(spans))
        assert [history.fact_on("size", day(n)) for n in range(DAYS)] == laid(entries[: number + 1])


def test_a_change_in_the_past_keeps_what_came_later(heihe):
    with committed():
        unit = add_unit(CITY, UnitDetails(UnitKind.SCHOOL, "幸福小学", XINGFU), Entry(START, "许可证"))
        change_unit(CITY, unit, day(20), "口径", counted=False, counted_reason="停办")
        change_unit(CITY, unit, day(10), "更名", name="幸福学校")
        record_act(CITY, *TAG, unit, "改了两次")
    history = histories([unit.id])[unit.id]
    assert history.counts_on(day(15)) and not history.counts_on(day(25))


def test_a_start_can_be_corrected_both_ways(heihe):
    with committed():
        unit = add_unit(CITY, UnitDetails(UnitKind.SCHOOL, "幸福小学", XINGFU), Entry(day(10), "许可证"))
    then = clock.now()
    for right in (day(0), day(20)):
        with committed():
            correct_start(CITY, unit, right, "许可证原件")
            record_act(CITY, *TAG, unit, "更正成立日期")
        assert histories([unit.id])[unit.id].active_from == right
    assert histories([unit.id], then)[unit.id].active_from == day(10)
