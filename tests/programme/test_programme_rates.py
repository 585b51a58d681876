"""完成率: owed and held by place, as the page says it counts them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from drill_cast import HELD, PLANNED
from openpyxl import load_workbook
from places import keeper
from programme_cast import AIHUI, COUNTY, TOWNSHIP, XINGFU
from visitors import Visitor, text_of

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.drills.actions import create_drill
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DutyChoice, Span
from emergency.programme.queries_rates import NO_BAND, Rate, counts_in, rates_of

Go = Callable[..., Visitor]
CHECKER = replace(COUNTY, person_id=12)


def held_for(unit, rule_id: str, day: date) -> None:
    """A drill of a unit, held for a duty and accepted."""
    span = Span(
        datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI),
        datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI),
    )
    duties = (DutyChoice(rule_id),)
    with committed():
        drill = create_drill(TOWNSHIP, unit, replace(PLANNED, span=span, duties=duties))
    with committed():
        hold_drill(TOWNSHIP, drill, unit, replace(HELD, held_on=day, duties=duties), drill.version)
    with committed():
        accept_drill(CHECKER, drill, unit, drill.version)


def whole(year: int = 2026) -> Rate:
    return rates_of(counts_in(COUNTY, AIHUI, year), {}, 9)[-1]


def test_a_held_drill_is_counted_once_in_its_period(district):
    before = whole()
    held_for(district["town"], "DR-08", date(2026, 10, 14))
    held_for(district["town"], "DR-08", date(2026, 11, 11))
    after = whole()
    assert (after.owed, after.held) == (before.owed, before.held + 1)


def test_owed_and_held_add_up_over_places(district):
    held_for(district["town"], "DR-08", date(2026, 10, 14))
    rates = rates_of(counts_in(COUNTY, AIHUI, 2026), {XINGFU: "幸福乡"}, 9)
    assert (rates[0].owed, rates[0].held) == (rates[-1].owed, rates[-1].held)


def test_the_bands_of_the_example():
    bands = [Rate("", "", 0, 0, 10, held).band for held in (6, 5, 2, 1)]
    assert bands == ["≥60%：得3分", "40%至60%：得2分", "20%至40%：得1分", NO_BAND]


def test_the_page_prints_its_formula_and_marks_the_example(go: Go, district):
    words = text_of(go(COUNTY).get("/programmes/rates?year=2026"))
    assert "年演练率 = 全年已演 ÷ 全年应演" in words
    assert "示例：梅州市" in words or "为示例" in words


def test_every_viewer_sees_the_own_part(go: Go, district):
    for scope in (TOWNSHIP, keeper(district["school"].id)):
        assert "合计" in text_of(go(scope).get("/programmes/rates"))
    go(TOWNSHIP).get("/programmes/rates?region=231183000000", 404)


def test_the_excel_has_the_same_rows(go: Go, district):
    answer = go(COUNTY).fetch("/programmes/rates.xlsx?year=2026")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[-1][0] == "合计"


def test_an_absurd_year_is_told(go: Go, district):
    go(COUNTY).fetch("/programmes/rates?year=77", 422)
