"""Questions about the working-day table: what a year holds, held before, and what a new table would change."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.obligations.models import WorkdayYear
from emergency.obligations.queries import known
from emergency.obligations.workday_text import Exceptions


@dataclass(frozen=True)
class YearChange:
    """What a table would change of a year: whether the year was known, and the days that come, go or turn."""

    is_known: bool
    new: Exceptions
    gone: Exceptions


def days_of(year: int) -> Exceptions:
    """The exceptions of a year as known now; none for a year that was not entered."""
    row = _row_of(year)
    return [(date.fromisoformat(day), works, note) for day, works, note in row.days] if row else []


def change_of(year: int, days: Exceptions) -> YearChange:
    """The difference between a table and the year as known now."""
    before = days_of(year)
    old, new = {(day, works) for day, works, _ in before}, {(day, works) for day, works, _ in days}
    return YearChange(
        _row_of(year) is not None,
        [row for row in days if row[:2] not in old],
        [row for row in before if row[:2] not in new],
    )


def earlier_rows(scope: Scope, year: int) -> list[WorkdayYear]:
    """What was known of a year before it was corrected, the latest first; the law is open to every viewer."""
    query = select(WorkdayYear).where(WorkdayYear.year == year, WorkdayYear.known_until != FAR_MOMENT)
    return list(db.session.scalars(query.order_by(WorkdayYear.known_from.desc())))


def gaps(today: date) -> list[int]:
    """Years that are missing between the first that is known and this one."""
    known_years = set(db.session.scalars(select(WorkdayYear.year).where(known(WorkdayYear, None))))
    return [year for year in range(min(known_years, default=today.year), today.year) if year not in known_years]


def _row_of(year: int) -> WorkdayYear | None:
    return db.session.scalar(select(WorkdayYear).where(WorkdayYear.year == year, known(WorkdayYear, None)))
