"""The engine: from facts, plans, drills and the law in force to the tiles of a unit's duties (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from emergency.base.workdays import WorkdayTable
from emergency.obligations import calendar_periods, deadlines, each, rolling, standing, undated
from emergency.obligations.binding import Circumstances, Segment, segments
from emergency.obligations.counting import DEFAULT_COUNTING, CountingSpan
from emergency.obligations.deadlines import ACT_OF, Event, meant_for, names
from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import (
    FAR_DAY,
    DrillCredit,
    Happening,
    HappeningKind,
    Milestone,
    MilestoneKind,
    Plain,
    PlanHistory,
    RegionTerms,
    SubjectKind,
    Tile,
    UnitAct,
)
from emergency.obligations.lawbook import LawBook
from emergency.obligations.owed_periods import OwedPeriods
from emergency.obligations.planlife import Life, first_act, joined, lives, speaks_of
from emergency.obligations.predicates import ALWAYS, holds
from emergency.obligations.rules import STARTING_ACTS, Evidence, Rule, Shape
from emergency.units.fact_values import periods_of
from emergency.units.facts import UnitHistory, UnitKind

NO_WORKDAYS = WorkdayTable({})
# Terms and what follows an event are cut by that event, not by a plan's days in force.
ONE_OFF = frozenset({Shape.DEADLINE, Shape.EACH, Shape.LISTED})


def derive(
    unit: UnitHistory,
    plans: Sequence[PlanHistory],
    credits: Sequence[DrillCredit],
    book: LawBook,
    counting: tuple[CountingSpan, ...] = DEFAULT_COUNTING,
    workdays: WorkdayTable | None = None,
    terms: RegionTerms | None = None,
    acts: Sequence[UnitAct] = (),
    happenings: Sequence[Happening] = (),
) -> tuple[Tile, ...]:
    """All tiles of a unit, ordered by rule, subject and day.

    ``plans`` may hold plans of others: each rule names its holder. ``credits`` are drills confirmed by a person
    for a rule, ``acts`` what units did apart from plans, ``happenings`` what opens a duty each time; those of other
    units are ignored. Same input, same output: no clock is asked.
    """
    engine = Engine(
        Circumstances(unit, book, counting),
        tuple(plans),
        tuple(credit for credit in credits if credit.unit_id == unit.unit_id),
        workdays or NO_WORKDAYS,
        terms or RegionTerms(),
        tuple(act for act in acts if act.unit_id == unit.unit_id),
        tuple(happening for happening in happenings if happening.unit_id == unit.unit_id),
    )
    kinds = {unit.kind, *(UnitKind(str(span.value)) for span in unit.kinds)}
    return tuple(tile for rule_id in book.ids_for(kinds, unit.facts) for tile in engine.tiles_of(rule_id))


@dataclass(frozen=True)
class Engine:
    """One derivation: everything that was told about one unit."""

    case: Circumstances
    plans: tuple[PlanHistory, ...]
    credits: tuple[DrillCredit, ...]
    workdays: WorkdayTable
    terms: RegionTerms
    unit_acts: tuple[UnitAct, ...] = ()
    happenings: tuple[Happening, ...] = ()

    @cached_property
    def lives(self) -> Mapping[int, tuple[Life, ...]]:
        """When each plan is in force, worked out once for all rules."""
        return {plan.plan_id: lives(plan) for plan in self.plans}

    def tiles_of(self, rule_id: str) -> tuple[Tile, ...]:
        """The tiles of one rule over all its subjects."""
        traits = self.case.book.traits[rule_id]
        found: list[Tile] = []
        if Shape.EACH in traits.shapes:
            found += self._each(rule_id, traits.after)
        if self.plans or not traits.needs_plan:
            if traits.shapes - ONE_OFF:
                for segment in segments(self.case, rule_id):
                    found += self._of_segment(segment)
            if Shape.DEADLINE in traits.shapes:
                found += self._deadlines(rule_id, traits.starts_with)
        if len(found) < 2:
            return tuple(found)
        return tuple(sorted(found, key=lambda tile: (tile.subject_kind, tile.subject_id, tile.starts)))

    def _of_segment(self, segment: Segment) -> Iterable[Tile]:
        shape = segment.demand.shape
        if shape in ONE_OFF:
            return
        if not segment.demand.needs_plan:
            yield from self._without_plan(segment)
            return
        mine = [plan for plan in self.plans if self._mine(segment.rule, plan, segment.starts)]
        if shape is Shape.STANDING:
            whole = self._duty(segment, None, segment.starts, segment.ends)
            yield from standing.tiles(whole, [life for plan in mine for life in self.lives[plan.plan_id]])
        elif segment.rule.subject is SubjectKind.UNIT:
            yield from self._runs(segment, mine, None)
        else:
            for plan in mine:
                yield from self._runs(segment, [plan], plan)

    def _without_plan(self, segment: Segment) -> Iterable[Tile]:
        """Tiles of what is owed whether or not there is a plan: no clock runs before 台账启用日.

        Where none was set it runs from the day the unit was recorded: what nobody could enter was not missed.
        """
        opened = self.terms.ledger_start or self.case.unit.recorded_on or date.min
        clock_from = max(segment.owed_since, opened)
        duty = self._duty(segment, None, segment.starts, segment.ends)
        return self._shaped(duty, clock_from, self._proofs(segment, None, segment.owed_since))

    def _runs(self, segment: Segment, plans: Sequence[PlanHistory], plan: PlanHistory | None) -> Iterable[Tile]:
        """Tiles on the days on which a plan is in force; without a plan only 应编 is owed."""
        for run in joined(life for one in plans for life in self.lives[one.plan_id]):
            starts, ends = max(run.starts, segment.starts), min(run.ends, segment.ends)
            if starts < ends:
                duty = self._duty(segment, plan, starts, ends, run)
                clock_from = self._clock_from(segment, plan, run)
                yield from self._shaped(duty, clock_from, self._proofs(segment, plan, run.starts))

    @staticmethod
    def _clock_from(segment: Segment, plan: PlanHistory | None, run: Life) -> date:
        """The first act of the run; of a rule that names another act, as 签署发布, the day of that act."""
        starts_with = segment.demand.starts_with
        act = first_act(plan, run.revision_no, starts_with) if plan and starts_with != STARTING_ACTS else None
        return act.on if act else run.starts

    def _shaped(self, duty: Duty, clock_from: date, proofs: Sequence[Proof]) -> tuple[Tile, ...]:
        segment = duty.segment
        if segment.demand.shape is Shape.ROLLING:
            return rolling.tiles(duty, max(clock_from, segment.bound_since), proofs)
        if segment.demand.shape is Shape.CALENDAR:
            return calendar_periods.tiles(duty, self._owed(segment, clock_from), proofs)
        return undated.tiles(duty, proofs)

    def _owed(self, segment: Segment, clock_from: date) -> OwedPeriods:
        demand, counting = segment.demand, segment.counting
        assert demand.period is not None
        return OwedPeriods(
            demand.period,
            max(clock_from, segment.owed_since),
            counting.least_left,
            self._school_terms() if demand.term_table else None,
            counting.teaching_days,
            self.workdays,
        )

    def _school_terms(self) -> tuple[tuple[date, date], ...]:
        spans = self.case.unit.facts.get("school_terms", ())
        return tuple(sorted({term for span in spans for term in periods_of(span.value)}))

    def _proofs(self, segment: Segment, plan: PlanHistory | None, since: date) -> list[Proof]:
        """What counts as met, from the day the plan came into force: earlier drills do not count, a 评审 does."""
        met_by, rule = segment.demand.met_by, segment.rule
        if met_by is Evidence.DRILL:
            held = (c for c in self.credits if c.rule_id == rule.id)
            found = [Proof(c.held_on, c.drill_id) for c in held if plan is None or c.plan_id == plan.plan_id]
        elif met_by is Evidence.ACT:
            found = [Proof(act.on, act.id) for act in self.unit_acts if act.kind in segment.demand.acts]
        else:
            found = [Proof(act.on, act.id) for act in self._acts(segment, plan, max(segment.starts, since))]
        return found if met_by is Evidence.REVIEWED else [proof for proof in found if proof.on >= since]

    def _acts(self, segment: Segment, plan: PlanHistory | None, day: date) -> list[Milestone]:
        """The acts of the plan that count for the rule."""
        kind, rule_id = ACT_OF[segment.demand.met_by], segment.rule.id
        own = [act for act in plan.milestones if act.kind is kind] if plan else []
        own = [act for act in own if meant_for(act, self.case.unit.unit_id, rule_id)]
        if plan is None or kind is not MilestoneKind.FILED or not self._filed_elsewhere(segment, plan, day):
            return own
        return [act for act in own if names(act, rule_id)]

    def _filed_elsewhere(self, segment: Segment, plan: PlanHistory, day: date) -> bool:
        """Whether a rule with a term also asks for filing: then an act must name this rule to count for it.

        Parallel regimes are never merged: a filing with the emergency office is none with the earthquake office.
        """
        book, facts = self.case.book, self.case.facts_on(day)
        others = (book.in_force(rule_id, day) for rule_id in book.dated_filings if rule_id != segment.rule.id)
        return any(holds(rule.binds, facts) and self._mine(rule, plan, day) for rule in others if rule is not None)

    def _deadlines(self, rule_id: str, starts_with: tuple[MilestoneKind, ...]) -> Iterable[Tile]:
        """Tiles of one-off terms; each keeps the version in force on its event, none before the first version."""
        for plan in self.plans:
            ends = max((life.ends for life in self.lives[plan.plan_id]), default=date.min)
            for event in self._events_of(plan, starts_with):
                version = self.case.book.in_force(rule_id, event.act.on)
                if version:
                    yield from self._deadline(plan, event, version, min(event.until, ends))

    def _events_of(self, plan: PlanHistory, starts_with: tuple[MilestoneKind, ...]) -> tuple[Event, ...]:
        """The events of a plan, worked out once for the many rules that start with the same acts."""
        key = (plan.plan_id, starts_with)
        found = self._events.get(key)
        if found is None:
            found = self._events[key] = deadlines.events(plan, starts_with)
        return found

    @cached_property
    def _events(self) -> dict[tuple[int, tuple[MilestoneKind, ...]], tuple[Event, ...]]:
        return {}

    def _deadline(self, plan: PlanHistory, event: Event, version: Rule, until: date) -> Iterable[Tile]:
        for segment in segments(self.case, version.id, version):
            starts, ends = max(event.act.on, segment.starts), min(until, segment.ends)
            is_term = segment.demand.shape is Shape.DEADLINE
            if is_term and starts < ends and self._mine(version, plan, starts):
                proof = deadlines.proof_of(plan, event, segment.demand.met_by, self.case.unit.unit_id, version.id)
                yield from deadlines.tiles(self._duty(segment, plan, starts, ends), event, proof)

    def _each(self, rule_id: str, after: frozenset[HappeningKind]) -> Iterable[Tile]:
        """Tiles of what is owed after each happening; each keeps the version in force on its day."""
        for event in self.happenings:
            version = self.case.book.in_force(rule_id, event.on) if event.kind in after else None
            if version and (not event.rule_ids or rule_id in event.rule_ids):
                yield from self._after(event, version)

    def _after(self, event: Happening, version: Rule) -> Iterable[Tile]:
        plan = next((plan for plan in self.plans if plan.plan_id == event.plan_id), None)
        until = max((life.ends for life in self.lives[plan.plan_id]), default=event.on) if plan else FAR_DAY
        for segment in segments(self.case, version.id, version):
            starts, ends = max(event.on, segment.starts), min(until, segment.ends)
            demand = segment.demand
            if demand.after is not event.kind or starts >= ends or not self._concerns(version, plan, starts):
                continue
            if not demand.credited_to or self._credited(event, demand.credited_to):
                kind, basis = SubjectKind(event.kind.value), {"plan_id": event.plan_id}
                duty = Duty(self.case.unit, segment, kind, event.id, starts, ends, self.workdays, self.terms, {**basis})
                yield from each.tiles(duty, event)

    def _concerns(self, rule: Rule, plan: PlanHistory | None, day: date) -> bool:
        """Whether the rule speaks of the plan that the event is about; a rule about any plan needs none."""
        return self._mine(rule, plan, day) if plan else rule.plans is ALWAYS

    def _credited(self, event: Happening, rule_ids: tuple[str, ...]) -> bool:
        return any(credit.drill_id == event.id and credit.rule_id in rule_ids for credit in self.credits)

    def _mine(self, rule: Rule, plan: PlanHistory, day: date) -> bool:
        return speaks_of(rule, plan, self.case.unit.unit_id, self.case.facts_on(day))

    def _duty(
        self, segment: Segment, plan: PlanHistory | None, starts: date, ends: date, run: Life | None = None
    ) -> Duty:
        kind, subject = (SubjectKind.PLAN, plan.plan_id) if plan else (SubjectKind.UNIT, self.case.unit.unit_id)
        basis: dict[str, Plain] = {"plan_id": run.plan_id, "event_id": run.milestone_id} if run else {}
        return Duty(self.case.unit, segment, kind, subject, starts, ends, self.workdays, self.terms, basis)
