"""One duty of one unit under one rule, and the making of its tiles (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from emergency.base.workdays import DayKind, WorkdayTable
from emergency.obligations.binding import Segment
from emergency.obligations.facts import FAR_DAY, NOTHING_SAID, Plain, RegionTerms, SubjectKind, Tile
from emergency.obligations.rules import Force
from emergency.units.facts import UnitHistory

# Only these can be overdue: a principle reads 应评估, what has no number reads 应当组织，未定次数.
CAN_BE_OVERDUE = (Force.DUTY, Force.LOCAL)
ONE_DAY = timedelta(days=1)


class Proof(NamedTuple):
    """Something that met a duty: the day it states and the id of its record."""

    on: date
    id: int


class Term(NamedTuple):
    """By when something is due, and the colours around that day."""

    due_on: date
    soon_from: date
    overdue_from: date
    waits_for: int | None = None


class Duty(NamedTuple):
    """What all tiles of one (rule, subject) share within one segment and one window of days [starts, ends)."""

    unit: UnitHistory
    segment: Segment
    subject_kind: SubjectKind
    subject_id: int
    starts: date
    ends: date
    workdays: WorkdayTable
    terms: RegionTerms
    basis: Mapping[str, Plain] = NOTHING_SAID

    def tile(
        self,
        starts: date,
        ends: date,
        *,
        term: Term | None = None,
        proof: Proof | None = None,
        met_until: date | None = None,
        due_on: date | None = None,
        provisional: bool = False,
        **basis: Plain,
    ) -> tuple[Tile, ...]:
        """The tile of [starts, ends) within the window, or nothing where the window leaves no day.

        ``due_on`` is the day that was due, for a met tile that has no colour of its own.
        """
        starts = starts if starts > self.starts else self.starts
        ends = ends if ends < self.ends else self.ends
        if starts >= ends:
            return ()
        rule, force, waits_for = self.segment.rule, self.segment.force, term.waits_for if term else None
        said: dict[str, Plain] = {**self.basis, **basis, "force": self.segment.force_word, "waits_for_year": waits_for}
        said = {name: value for name, value in said.items() if value is not None}
        overdue_from = self._overdue_from(term, said)
        return (
            Tile(
                self.unit.unit_id, rule.id, rule.version, self.subject_kind, self.subject_id,
                self.unit.region_code, starts, ends, met_until,
                term.soon_from if term and force is not Force.UNDATED else None,
                overdue_from,
                term.due_on if term else due_on,
                provisional or bool(waits_for),
                proof.id if proof else None,
                said,
            ),
        )  # fmt: skip

    def term(self, due_on: date) -> Term:
        """The term ending on a day, moved to a working day where the office counts so."""
        counting = self.segment.counting
        while counting.due_day_moves and self.workdays.kind(due_on) is DayKind.REST and due_on < FAR_DAY:
            due_on += ONE_DAY
        return Term(due_on, due_on - timedelta(days=counting.soon_days), due_on + ONE_DAY)

    def _overdue_from(self, term: Term | None, said: dict[str, Plain]) -> date | None:
        """Never before 补录截止日: what was not entered yet is not what was not done."""
        if term is None or self.segment.force not in CAN_BE_OVERDUE:
            return None
        until = self.terms.backfill_until
        if until is None or term.overdue_from >= until:
            return term.overdue_from
        said["late_from"] = term.overdue_from.isoformat()
        return until
