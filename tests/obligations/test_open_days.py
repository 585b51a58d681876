"""Whether a day is open to offices and to residents, by the working days that are entered."""

from datetime import date

import pytest

from emergency.base.restdays import OFFICE, VILLAGE
from emergency.obligations.open_days import why_closed_on
from emergency.obligations.rest_kinds import rest_for
from emergency.units.facts import UnitKind


@pytest.mark.parametrize(
    ("day", "office", "village"),
    [
        (date(2026, 7, 10), None, None),
        (date(2026, 7, 11), "休息日", None),
        (date(2026, 10, 2), "国庆节放假", "国庆节放假"),
        (date(2026, 2, 14), None, None),
        (date(2027, 5, 5), "距劳动节不足6天，2027年放假安排未录入", "距劳动节不足6天，2027年放假安排未录入"),
        (date(2027, 7, 7), None, None),
        (date(2027, 7, 10), "周末，2027年放假安排未录入", "周末，2027年放假安排未录入"),
    ],
)
def test_a_day_is_open_or_closed_with_its_reason(covered, day, office, village):
    said = [why_closed_on(day, rest) for rest in (OFFICE, VILLAGE)]
    assert [closed.words if closed else None for closed in said] == [office, village]


def test_offices_rest_on_weekends_and_residents_do_not():
    assert rest_for(UnitKind.SCHOOL) == OFFICE
    assert rest_for(UnitKind.VILLAGE) == VILLAGE
    assert rest_for(UnitKind.ENTERPRISE, property_service=True) == VILLAGE
    assert rest_for(UnitKind.ENTERPRISE, ["DR-11"]) == VILLAGE
