"""Drills counted from tiles equal the plain definition: an owed half-year that ended had its drill or not."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as some

from emergency.assessment.measures import Year, drills_in_time
from emergency.base.periods import PeriodKind, add_years, first_owed, period_of
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.facts import BodyRole, DrillCredit, Milestone, MilestoneKind, PlanHistory, PlanKind, PlanLine
from emergency.units.facts import UnitHistory, UnitKind

DAYS = some.dates(date(2020, 1, 1), date(2028, 12, 31))
UNIT = UnitHistory(1, UnitKind.DEPARTMENT, "231102000000", date(1990, 1, 1))
RULE = {
    "id": "X", "version": 1, "title": "演练", "group": "drills", "force": "duty", "rank": "law", "article": "某条",
    "demand_text": "演练", "valid_from": date(2000, 1, 1),
}  # fmt: skip
HALF = book_of([RULE | {"demand": {"met_by": "drill", "shape": "calendar", "period": "half"}}])
THREE_YEARS = book_of([RULE | {"demand": {"met_by": "drill", "shape": "rolling", "years": 3}}])


def counted(book, issued, held, on):
    acts = (Milestone(1, MilestoneKind.ISSUED, issued), Milestone(2, MilestoneKind.ACCEPTED, issued))
    kinds, bodies = frozenset({PlanKind.SPECIAL}), {BodyRole.LEAD: (1,)}
    plan = PlanHistory(5, PlanLine.GOVERNMENT, kinds, bodies=bodies, milestones=acts)
    credits = [DrillCredit(number, 1, "X", 5, day) for number, day in enumerate(held)]
    figure = drills_in_time(derive(UNIT, [plan], credits, book), {"X"}, Year(on))
    return figure.done, figure.owed


def halves(issued, held, on):
    first = first_owed(PeriodKind.HALF, issued)
    year = [period_of(PeriodKind.HALF, date(on.year, month, 1)) for month in (1, 7)]
    owed = [period for period in year if period.last_day <= on and period.starts >= first.starts]
    # The last day itself still belongs to the period: what is not done by then is missing only the day after.
    owed = [period for period in owed if period.last_day < on or any(day in period for day in held)]
    return sum(any(day in period for day in held) for period in owed), len(owed)


def intervals(issued, held, on):
    """Each act sets the next last day; one that fell due by the day is in time, late or missing."""
    done = owed = 0
    points = [issued, *sorted(set(held))]
    for place, point in enumerate(points):
        due = add_years(point, 3)
        then = points[place + 1] if place + 1 < len(points) else None
        in_time = then is not None and then <= due
        if in_time:
            # An act of an earlier year moved the last day on; only one of this year answers for a day of this year.
            fell_due = due.year == on.year and due <= on and then.year == on.year
            done, owed = done + fell_due, owed + fell_due
        elif due < on and (then is None or then >= date(on.year, 1, 1)):
            owed += 1
    return done, owed


@settings(deadline=None, max_examples=400)
@given(DAYS, some.lists(DAYS, max_size=8), DAYS)
@example(date(2020, 1, 1), [date(2027, 7, 1), date(2028, 7, 1)], date(2028, 7, 1))
def test_half_years_equal_the_definition(issued, held, on):
    later = [day for day in held if day > issued]
    assert counted(HALF, issued, later, on) == halves(issued, later, on)


@settings(deadline=None, max_examples=400)
@given(DAYS, some.lists(DAYS, max_size=5), DAYS)
def test_intervals_of_years_equal_the_definition(issued, held, on):
    later = [day for day in held if day > issued]
    assert counted(THREE_YEARS, issued, later, on) == intervals(issued, later, on)
