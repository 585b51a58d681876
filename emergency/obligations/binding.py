"""On which days a rule binds a unit, in which version and with which demand (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from emergency.obligations.counting import Counting, CountingSpan, counting_on
from emergency.obligations.facts import FAR_DAY
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Demand, Force, Rule, Shape
from emergency.units.facts import UnitHistory

# So much and no more: a province has few kinds of units that are alike in every fact and day.
MOST_KEPT = 20_000
NUMBERLESS = (Shape.ONCE, Shape.EACH)


@dataclass(frozen=True)
class Segment:
    """Days [starts, ends) on which nothing changes in what a rule demands of a unit.

    ``bound_since``: since when the facts bind without a break, whatever the law's version; the first day of all
    when they did so from the unit's first day on.
    ``owed_since``: since when the same demand has been owed without a break (facts, law in force, switched on).
    """

    starts: date
    ends: date
    rule: Rule
    demand: Demand
    counting: Counting
    bound_since: date
    owed_since: date
    switch: RuleSwitch | None = None

    @cached_property
    def force(self) -> Force:
        """The force of this demand: what speaks of an event or has no number is undated, whatever its rule is."""
        rule, demand = self.rule, self.demand
        numberless = demand.shape in NUMBERLESS and demand.working_days is None
        undated = rule.force in (Force.EVENT, Force.TRIGGER) or (rule.force is Force.DUTY and numberless)
        return Force.UNDATED if undated else rule.force

    @cached_property
    def force_word(self) -> str:
        """The same as a tile keeps it."""
        return self.force.value


@dataclass(frozen=True)
class Circumstances:
    """A unit before the law: what is needed to say on which days a rule binds it."""

    unit: UnitHistory
    book: LawBook
    counting: tuple[CountingSpan, ...]

    @cached_property
    def memo(self) -> dict[Any, tuple[Segment, ...]]:
        """The segments worked out for units like this one under the same counting rules."""
        kept = self.book.kept.get(self.counting)
        if kept is None or len(kept) > MOST_KEPT:
            # A book may live as long as its process: only the counting rules of the day are remembered.
            self.book.kept.clear()
            kept = self.book.kept[self.counting] = {}
        return kept

    @cached_property
    def _by_day(self) -> dict[date, dict[str, object]]:
        return {}

    def facts_on(self, day: date) -> dict[str, object]:
        """All facts recorded for that day, and the kind of the unit; made once a day."""
        found = self._by_day.get(day)
        if found is None:
            found = self._by_day[day] = facts_on(self.unit, day)
        return found


def facts_on(unit: UnitHistory, day: date) -> dict[str, object]:
    """All facts recorded for that day, and the kind of the unit."""
    facts: dict[str, object] = {"kind": unit.kind_on(day)}
    facts.update({name: value for name in unit.facts if (value := unit.fact_on(name, day)) is not None})
    return facts


def segments(case: Circumstances, rule_id: str, version: Rule | None = None) -> tuple[Segment, ...]:
    """The days on which the rule binds, cut where something changes.

    With ``version`` the given version is held fast whatever its days: a one-off term keeps the version that
    was in force on its starting event. Units that are alike in all that the rule asks share the answer.
    """
    unit = case.unit
    spans = tuple((name, unit.facts[name]) for name in case.book.facts_asked[rule_id] if name in unit.facts)
    number = version.version if version else None
    key = (rule_id, number, unit.kind, unit.kinds, unit.active_from, unit.active_to, spans)
    found = case.memo.get(key)
    if found is None:
        found = case.memo[key] = _segments(case, rule_id, version)
    return found


def _segments(case: Circumstances, rule_id: str, version: Rule | None) -> tuple[Segment, ...]:
    found: list[Segment] = []
    bound_since: date | None = None
    for starts, ends in pairwise(_boundaries(case, rule_id, version)):
        reading = version or case.book.in_force(rule_id, starts) or case.book.versions(rule_id)[0]
        facts = case.facts_on(starts)
        if not holds(reading.binds, facts):
            bound_since = None
            continue
        bound_since = bound_since or _since(case.unit, starts)
        in_force = version is not None or reading.valid_from <= starts < reading.valid_to
        demand = _demand(reading, facts)
        if in_force and demand and case.book.enabled(rule_id, starts):
            switch = case.book.switch_on(rule_id, starts)
            counting = counting_on(case.counting, starts)
            _append(found, Segment(starts, ends, reading, demand, counting, bound_since, starts, switch))
    return tuple(found)


def _since(unit: UnitHistory, starts: date) -> date:
    """What was true from the first day in the register may have been true for long: it shifts no clock."""
    return date.min if starts == unit.active_from else starts


def _demand(rule: Rule, facts: Mapping[str, object]) -> Demand | None:
    return next((demand for condition, demand in rule.demands if holds(condition, facts)), None)


def _append(found: list[Segment], new: Segment) -> None:
    """Adds a segment; one that changes nothing prolongs the last, one with the same demand keeps its clock."""
    last = found[-1] if found else None
    if last is None or last.ends != new.starts or last.demand != new.demand:
        found.append(new)
        return
    new = replace(new, owed_since=last.owed_since)
    same = (last.rule, last.counting, last.switch) == (new.rule, new.counting, new.switch)
    if same and last.bound_since == new.bound_since:
        found[-1] = replace(last, ends=new.ends)
    else:
        found.append(new)


def _boundaries(case: Circumstances, rule_id: str, version: Rule | None) -> list[date]:
    """All days on which something about the rule or the unit may change, within the unit's active days."""
    unit = case.unit
    days: set[date] = set()
    rules = (version,) if version else case.book.versions(rule_id)
    for rule in rules:
        days.update((rule.valid_from, rule.valid_to))
        for name in rule.fact_names & unit.facts.keys():
            days.update(_ends(unit.facts[name]))
    days.update(_ends(unit.kinds))
    days.update(_ends(switch for switch in case.book.switches if switch.rule_id == rule_id))
    days.update(_ends(case.counting))
    inside = {day for day in days if unit.active_from < day < unit.active_to}
    return sorted({unit.active_from, unit.active_to, *inside})


def _ends(spans: Iterable[object]) -> Iterable[date]:
    for span in spans:
        yield getattr(span, "valid_from", date.min)
        yield getattr(span, "valid_to", FAR_DAY)
