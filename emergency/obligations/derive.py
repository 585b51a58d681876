"""The engine: from facts, plans, drills and the law in force to the tiles of a unit's duties (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from emergency.base.workdays import WorkdayTable
from emergency.obligations import calendar_periods, deadlines, rolling, standing, undated
from emergency.obligations.binding import Circumstances, Segment, facts_on, segments
from emergency.obligations.counting import DEFAULT_COUNTING, CountingSpan
from emergency.obligations.deadlines import ACT_OF, Event, meant_for
from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import (
    DrillCredit,
    Milestone,
    MilestoneKind,
    Plain,
    PlanHistory,
    RegionTerms,
    SubjectKind,
    Tile,
)
from emergency.obligations.owed_periods import OwedPeriods
from emergency.obligations.planlife import Life, lives, runs, speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Evidence, Force, Group, LawBook, Rule, Shape
from emergency.units.fact_values import periods_of
from emergency.units.facts import UnitHistory


def derive(
    unit: UnitHistory,
    plans: Sequence[PlanHistory],
    credits: Sequence[DrillCredit],
    book: LawBook,
    counting: tuple[CountingSpan, ...] = DEFAULT_COUNTING,
    workdays: WorkdayTable | None = None,
    terms: RegionTerms | None = None,
) -> tuple[Tile, ...]:
    """All tiles of a unit, ordered by rule, subject and day.

    ``plans`` may hold plans of others: each rule names its holder. ``credits`` are drills confirmed by a person
    for a rule; those of other units are ignored. Same input, same output: no clock is asked.
    """
    case = Circumstances(unit, book, counting)
    engine = Engine(case, tuple(plans), tuple(credits), workdays or WorkdayTable({}), terms or RegionTerms())
    return tuple(tile for rule_id in book.ids() for tile in engine.tiles_of(rule_id))


@dataclass(frozen=True)
class Engine:
    """One derivation: everything that was told about one unit."""

    case: Circumstances
    plans: tuple[PlanHistory, ...]
    credits: tuple[DrillCredit, ...]
    workdays: WorkdayTable
    terms: RegionTerms

    def tiles_of(self, rule_id: str) -> tuple[Tile, ...]:
        """The tiles of one rule over all its subjects."""
        shapes = {demand.shape for rule in self.case.book.versions(rule_id) for _, demand in rule.demands}
        if not self.plans and Shape.STANDING not in shapes:
            return ()
        found = [tile for segment in segments(self.case, rule_id) for tile in self._of_segment(segment)]
        if Shape.DEADLINE in shapes:
            found += self._deadlines(rule_id)
        return tuple(sorted(found, key=lambda tile: (tile.subject_kind, tile.subject_id, tile.starts)))

    def _of_segment(self, segment: Segment) -> Iterable[Tile]:
        shape = segment.demand.shape
        if shape is Shape.DEADLINE:
            return
        mine = [plan for plan in self.plans if self._mine(segment.rule, plan, segment.starts)]
        if shape is Shape.STANDING:
            whole = self._duty(segment, None, segment.starts, segment.ends)
            yield from standing.tiles(whole, [life for plan in mine for life in lives(plan)])
        elif segment.rule.subject is SubjectKind.UNIT:
            yield from self._runs(segment, mine, None)
        else:
            for plan in mine:
                yield from self._runs(segment, [plan], plan)

    def _runs(self, segment: Segment, plans: Sequence[PlanHistory], plan: PlanHistory | None) -> Iterable[Tile]:
        """Tiles on the days on which a plan is in force; without a plan only 应编 is owed."""
        for run in runs(plans):
            starts, ends = max(run.starts, segment.starts), min(run.ends, segment.ends)
            if starts < ends:
                duty = self._duty(segment, plan, starts, ends, run)
                yield from self._shaped(duty, run, self._proofs(segment, plan, run))

    def _shaped(self, duty: Duty, run: Life, proofs: Sequence[Proof]) -> tuple[Tile, ...]:
        segment = duty.segment
        if segment.demand.shape is Shape.ROLLING:
            return rolling.tiles(duty, max(run.starts, segment.bound_since), proofs)
        if segment.demand.shape is Shape.CALENDAR:
            return calendar_periods.tiles(duty, self._owed(segment, run), proofs)
        return undated.tiles(duty, proofs)

    def _owed(self, segment: Segment, run: Life) -> OwedPeriods:
        demand, counting = segment.demand, segment.counting
        assert demand.period is not None
        return OwedPeriods(
            demand.period,
            max(run.starts, segment.owed_since),
            counting.least_left,
            self._school_terms() if demand.term_table else None,
            counting.teaching_days,
            self.workdays,
        )

    def _school_terms(self) -> tuple[tuple[date, date], ...]:
        spans = self.case.unit.facts.get("school_terms", ())
        return tuple(sorted({term for span in spans for term in periods_of(span.value)}))

    def _proofs(self, segment: Segment, plan: PlanHistory | None, run: Life) -> list[Proof]:
        """What counts as met, from the day the plan came into force: earlier drills do not count."""
        rule, unit_id = segment.rule, self.case.unit.unit_id
        if segment.demand.met_by is Evidence.DRILL:
            held = [c for c in self.credits if c.rule_id == rule.id and c.unit_id == unit_id]
            found = [Proof(c.held_on, c.drill_id) for c in held if plan is None or c.plan_id == plan.plan_id]
        else:
            found = [Proof(act.on, act.id) for act in self._acts(segment, plan, max(segment.starts, run.starts))]
        return [proof for proof in found if proof.on >= run.starts]

    def _acts(self, segment: Segment, plan: PlanHistory | None, day: date) -> list[Milestone]:
        """The acts of the plan that count for the rule."""
        kind, rule_id = ACT_OF[segment.demand.met_by], segment.rule.id
        own = [act for act in plan.milestones if act.kind is kind] if plan else []
        own = [act for act in own if meant_for(act, self.case.unit.unit_id, rule_id)]
        if plan is None or kind is not MilestoneKind.FILED or not self._filed_elsewhere(segment, plan, day):
            return own
        return [act for act in own if act.details.get("rule_id") == rule_id]

    def _filed_elsewhere(self, segment: Segment, plan: PlanHistory, day: date) -> bool:
        """Whether a rule with a term also asks for filing: then an act must name this rule to count for it.

        Parallel regimes are never merged: a filing with the emergency office is none with the earthquake office.
        """
        book = self.case.book
        others = [book.in_force(rule_id, day) for rule_id in book.ids() if rule_id != segment.rule.id]
        return any(
            rule.group is Group.FILING
            and rule.force is Force.DUTY
            and holds(rule.binds, facts_on(self.case.unit, day))
            and self._mine(rule, plan, day)
            for rule in others
            if rule is not None
        )

    def _deadlines(self, rule_id: str) -> Iterable[Tile]:
        """Tiles of one-off terms; each keeps the version in force on its event, none before the first version."""
        demands = [demand for rule in self.case.book.versions(rule_id) for _, demand in rule.demands]
        starts_with = next(demand.starts_with for demand in demands if demand.shape is Shape.DEADLINE)
        for plan in self.plans:
            ends = max((life.ends for life in lives(plan)), default=date.min)
            for event in deadlines.events(plan, starts_with):
                version = self.case.book.in_force(rule_id, event.act.on)
                if version:
                    yield from self._deadline(plan, event, version, min(event.until, ends))

    def _deadline(self, plan: PlanHistory, event: Event, version: Rule, until: date) -> Iterable[Tile]:
        for segment in segments(self.case, version.id, version):
            starts, ends = max(event.act.on, segment.starts), min(until, segment.ends)
            is_term = segment.demand.shape is Shape.DEADLINE
            if is_term and starts < ends and self._mine(version, plan, starts):
                proof = deadlines.proof_of(plan, event, segment.demand.met_by, self.case.unit.unit_id, version.id)
                yield from deadlines.tiles(self._duty(segment, plan, starts, ends), event, proof)

    def _mine(self, rule: Rule, plan: PlanHistory, day: date) -> bool:
        return speaks_of(rule, plan, self.case.unit.unit_id, facts_on(self.case.unit, day))

    def _duty(
        self, segment: Segment, plan: PlanHistory | None, starts: date, ends: date, run: Life | None = None
    ) -> Duty:
        kind, subject = (SubjectKind.PLAN, plan.plan_id) if plan else (SubjectKind.UNIT, self.case.unit.unit_id)
        basis: dict[str, Plain] = {"plan_id": run.plan_id, "event_id": run.milestone_id} if run else {}
        return Duty(self.case.unit, segment, kind, subject, starts, ends, self.workdays, self.terms, basis)
