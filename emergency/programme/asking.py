"""Everything that a proposal stands on: what is owed, which days are open, who carries what; reads, writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from emergency.base import clock
from emergency.obligations.counting import counting_on
from emergency.obligations.queries import load_counting, load_rules, load_workdays, workday_notes
from emergency.programme.facts import DaySets, Limits, Task, Term, Trait
from emergency.programme.owed import Year
from emergency.programme.queries_owed import exercises_in, hosts_in, owed_of
from emergency.programme.queries_planned import planned_in, postponed_in
from emergency.programme.queries_settings import (
    crew_of,
    crews_in,
    limit_by_place,
    limits_in,
    seasons_in,
    settings_of,
    watch_of,
)
from emergency.programme.seeded import Entered, days_of_year, school_wishes, seasons_of, table_mark, tables_of
from emergency.programme.tasks import Draft, Known, drafts_of, merged
from emergency.programme.traits import place_of
from emergency.programme.words import LineKind


@dataclass(frozen=True, slots=True)
class Kept:
    """What people said of a line, to be kept by the next proposal: its day, whether locked, its open fire."""

    day: date | None = None
    locked: bool = False
    open_fire: bool = False
    approval: str = ""

    @property
    def traits(self) -> frozenset[str]:
        """The traits that a person added."""
        said = {Trait.OPEN_FIRE: self.open_fire, Trait.APPROVED: self.open_fire and bool(self.approval)}
        return frozenset(str(trait) for trait, holds in said.items() if holds)


NOTHING_KEPT = Kept()
# Further back than any spacing between two drills of a unit.
REACH = timedelta(days=31)


@dataclass(frozen=True)
class Asking:
    """The question of one region's year."""

    drafts: tuple[Draft, ...]
    days: DaySets
    limits: Limits
    terms: tuple[Term, ...]
    year_known: bool
    sharing: bool
    kept: Mapping[str, Kept] = field(default_factory=dict)
    since: date = date.min
    settings: Mapping[str, Any] = field(default_factory=dict)
    schools: Mapping[int, str] = field(default_factory=dict)

    def tasks(self) -> list[Task]:
        """What the scheduler is asked; a line that a person locked stays on its day.

        What was held long before the first day that is left keeps nothing from its place, and is not asked about.
        """
        asked = [draft for draft in self.drafts if draft.kind is not LineKind.UNKNOWN]
        return [self._task(draft) for draft in asked if draft.day is None or draft.day >= self.since - REACH]

    def _task(self, draft: Draft) -> Task:
        kept = self.kept.get(draft.key, NOTHING_KEPT)
        stays = draft.day or (kept.day if kept.locked else None)
        school = {self.schools[draft.unit_id]} if draft.unit_id in self.schools else set()
        task = draft.task(traits=draft.traits | kept.traits | school, locked=stays, before=kept.day)
        if stays and not task.first <= stays <= task.last:
            return replace(task, first=min(task.first, stays), last=max(task.last, stays))
        return task


def asking_of(region: str, year: int, a_day: int, seed: int, kept: Mapping[str, Kept] | None = None) -> Asking:
    """The question of a region's year as the register knows it now; a fixed number of queries."""
    span = Year(year, clock.today())
    book, table = load_rules(), load_workdays()
    hosts = hosts_in(region, span.first)
    crews = crews_in(region)
    owed, unknown = owed_of(region, span, book, hosts)
    exercises = exercises_in(one.exercises for one in owed if one.exercises)
    planned, postponed = planned_in(region, year), postponed_in(region, year)
    known = Known(hosts.hosts, exercises, planned, [watch_of(row) for row in crews], postponed)
    drafts = drafts_of(owed, unknown, known, span)
    sharing = counting_on(load_counting(), span.first).one_drill_many_duties
    drafts = merged(drafts) if sharing else drafts
    places = limit_by_place(limits_in(region), {place_of(draft.region_code) for draft in drafts}, a_day)
    limits = Limits(a_day, places, tuple(crew_of(row) for row in crews), seed=seed)
    seasons, tables = seasons_of(year, _entered(region, year)), tables_of(hosts.terms)
    days = days_of_year(year, table, workday_notes(), seasons)
    return Asking(
        tuple(drafts), days, limits, school_wishes(year, seasons.terms, tables), year in table.years, sharing,
        kept or {}, span.first, settings_of(region, year),
        {unit_id: table_mark(tables.index(spans)) for unit_id, spans in hosts.terms.items()},
    )  # fmt: skip


def _entered(region: str, year: int) -> list[Entered]:
    return [Entered(row.kind, row.first_day, row.last_day) for row in seasons_in(region, year)]
