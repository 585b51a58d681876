"""补录 stands in every list, and 集中补录占比 is a figure with its formula and the records behind it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
import time_machine
from drill_cast import CITY, COUNTY, HELD, TOWNSHIP, XINGFU, again, planned, unit_of
from places import AIHUI, HEIHE, HUAYUAN_STREET, NEIGHBOUR
from visitors import text_of

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.drills.actions_record import hold_drill
from emergency.drills.actions_share import set_assessment_day
from emergency.drills.queries_share import assessment_day
from emergency.drills.rules_share import Entry, Share, below, first_day, is_concentrated, share_of, shares_by
from emergency.units.queries_regions import get_region

ON = date(2026, 12, 31)


def entry(held_on: date, recorded_on: date, unit_id: int = 1, region: str = XINGFU) -> Entry:
    return Entry(1, "演练", False, unit_id, "乡", region, held_on, recorded_on)


def held_and_recorded(held_on: date, recorded_on: date, code: str = XINGFU, scope=TOWNSHIP):
    with time_machine.travel(datetime(recorded_on.year, recorded_on.month, recorded_on.day, 4, tzinfo=SHANGHAI)):
        drill = planned(scope, code)
        with committed():
            told = replace(HELD, held_on=held_on)
            hold_drill(scope, again(drill), unit_of(code), told, drill.version)
    return drill


def test_the_window_is_thirty_days_and_ends_on_the_day_itself():
    assert (first_day(ON), first_day(date(2028, 3, 1))) == (date(2026, 12, 2), date(2028, 2, 1))


@pytest.mark.parametrize(
    ("held_on", "recorded_on", "counts"),
    [
        (date(2026, 5, 1), date(2026, 12, 2), True),
        (date(2026, 5, 1), date(2026, 12, 1), False),
        (date(2026, 12, 20), date(2026, 12, 27), False),
        (date(2026, 12, 20), date(2026, 12, 28), True),
        (date(2026, 5, 1), date(2027, 1, 1), False),
    ],
)
def test_only_late_entries_within_the_window_count(held_on, recorded_on, counts):
    assert is_concentrated(entry(held_on, recorded_on), ON) is counts


def test_the_figure_says_its_sum_and_nought_of_nought_is_no_figure():
    entries = [entry(date(2026, 5, 1), date(2026, 12, 5)), entry(date(2026, 5, 1), date(2026, 5, 2))]
    assert share_of(entries, ON).sum_words == "1 ÷ 2 ＝ 50.0%"
    assert Share().percent == "—"


def test_the_groups_add_up_to_the_whole():
    entries = [entry(date(2026, 5, 1), date(2026, 12, 5), unit) for unit in (1, 2, 2)]
    groups = shares_by(entries, ON, lambda one: str(one.unit_id))
    assert sum(one.late for one in groups.values()) == share_of(entries, ON).late == 3


def test_a_code_lies_below_the_next_level():
    assert below(HEIHE, XINGFU) == AIHUI and below(AIHUI, XINGFU) == XINGFU and below(HEIHE, HEIHE) == HEIHE


def test_the_page_shows_figure_formula_and_records_by_region_and_unit(go):
    held_and_recorded(date(2026, 1, 10), date(2026, 1, 11))
    late = held_and_recorded(date(2026, 2, 10), date(2026, 6, 10))
    held_and_recorded(date(2026, 3, 10), date(2026, 6, 11), HUAYUAN_STREET, COUNTY)
    with committed():
        set_assessment_day(CITY, get_region(CITY, HEIHE), 2026, date(2026, 6, 20))
    page = go(COUNTY).get(f"/drills/share?region={AIHUI}")
    assert "2 ÷ 3 ＝ 66.7%" in text_of(page) and "集中补录占比 ＝" in text_of(page)
    assert page.find("a", href=f"/drills/{late.id}")
    assert page.find("a", href=f"/drills/share?region={XINGFU}&on=2026-06-20")
    assert "1 ÷ 2 ＝ 50.0%" in text_of(go(TOWNSHIP).get(f"/drills/share?unit={unit_of().id}"))
    assert go(COUNTY).fetch(f"/drills/share.xlsx?region={AIHUI}").data[:2] == b"PK"
    go(NEIGHBOUR).get(f"/drills/share?region={AIHUI}", 404)


def test_the_day_is_the_last_of_december_until_an_office_sets_it(go):
    assert assessment_day(XINGFU, 2026) == ON
    go(CITY).post(f"/regions/{HEIHE}/assessment-day", {"day": "2026-11-30"})
    assert assessment_day(XINGFU, 2026) == date(2026, 11, 30) and assessment_day(XINGFU, 2027) == date(2027, 12, 31)
    go(COUNTY).get(f"/regions/{HEIHE}/assessment-day", 403)


def test_a_day_of_another_year_or_the_same_day_again_is_refused(town):
    for day in (date(2027, 1, 5), ON):
        with pytest.raises(Refusal), committed():
            set_assessment_day(CITY, get_region(CITY, HEIHE), 2026, day)


def test_another_day_is_tried_without_being_set(go):
    held_and_recorded(date(2026, 2, 10), date(2026, 6, 10))
    assert "1 ÷ 1 ＝ 100.0%" in text_of(go(COUNTY).get(f"/drills/share?region={AIHUI}&on=2026-06-19"))
    assert "考核日 2026-12-31" in text_of(go(COUNTY).get(f"/drills/share?region={AIHUI}&on=nonsense&year=2026"))
    assert assessment_day(AIHUI, 2026) == ON


def test_the_list_narrows_to_late_entries(go):
    held_and_recorded(date(2026, 6, 1), date(2026, 6, 8))
    held_and_recorded(date(2026, 6, 1), date(2026, 6, 9))
    page = go(COUNTY).get("/drills?mark=late")
    assert len(page.select("table.grid tbody tr th")) == 1 and "补录8天" in text_of(page)


@pytest.mark.parametrize("path", ["/drills?year=2026", "/drills/month?year=2026&month=6", "/drills/waiting", "/"])
def test_every_list_says_that_a_record_was_entered_late(go, path):
    held_and_recorded(date(2026, 6, 1), date(2026, 6, 19))
    marks = go(COUNTY).get(path).select("main .tag, main .month-word")
    assert any("补录" in mark.get_text() for mark in marks)
