"""Which natural periods are owed: all of them from the first, or only months with teaching days (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from emergency.base.periods import Period, PeriodKind, first_owed, following, period_of
from emergency.base.workdays import WorkdayTable

Span = tuple[date, date]


@dataclass(frozen=True)
class OwedPeriods:
    """The owed periods of a duty that started on a day.

    ``terms`` is None where the rule knows no school terms; else the term table (first and last day inside),
    outside which nothing can be said.
    """

    kind: PeriodKind
    event_day: date
    least_left: Fraction
    terms: Sequence[Span] | None
    teaching_days: int
    workdays: WorkdayTable

    def first(self) -> Period | None:
        """The first owed period, or None where the term table does not reach."""
        return self._first

    @cached_property
    def _first(self) -> Period | None:
        return self._owed_from(first_owed(self.kind, self.event_day, self.least_left))

    def after(self, day: date) -> Period | None:
        """The first owed period that starts after the day."""
        first = self.first()
        if first is None or day < first.starts:
            return first
        return self._owed_from(following(self.kind, period_of(self.kind, day)))

    def containing(self, day: date) -> Period | None:
        """The owed period in which the day lies, or None."""
        own, first = period_of(self.kind, day), self.first()
        if first is None or own.starts < first.starts or not self._owed(own):
            return None
        return own

    def known_until(self) -> date | None:
        """The first day of which the term table says nothing; None where no table is needed."""
        if self.terms is None:
            return None
        if not self.terms:
            return date.min
        return period_of(self.kind, max(last for _, last in self.terms)).ends

    def _owed_from(self, period: Period) -> Period | None:
        """The period itself or the next owed one."""
        known_until = self.known_until()
        while known_until is None or period.starts < known_until:
            if self._owed(period):
                return period
            period = following(self.kind, period)
        return None

    def _owed(self, period: Period) -> bool:
        if self.terms is None:
            return True
        return self._days_taught.get(period.starts, 0) >= self.teaching_days

    @cached_property
    def _days_taught(self) -> Counter[date]:
        """Working days that lie in a term, by the first day of their period; schools of one town share their terms."""
        key = (self.kind, tuple(self.terms or ()))
        found: Counter[date] | None = self.workdays.kept.get(key)
        if found is None:
            days = (first + timedelta(n) for first, last in key[1] for n in range((last - first).days + 1))
            found = Counter(period_of(self.kind, day).starts for day in days if self.workdays.works(day))
            self.workdays.kept[key] = found
        return found
