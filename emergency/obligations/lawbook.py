"""All versions of all rules with the office's switches, and which of them may bind a unit at all (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from emergency.obligations.facts import FAR_DAY, HappeningKind, MilestoneKind, SubjectKind
from emergency.obligations.predicates import holds
from emergency.obligations.rules import STARTING_ACTS, Force, Group, Rule, Shape
from emergency.units.facts import UnitKind


@dataclass(frozen=True)
class RuleSwitch:
    """The office's say on a rule for a span of days: in use or not, and a local day by which a plan is due."""

    rule_id: str
    enabled: bool
    valid_from: date
    valid_to: date = FAR_DAY
    due_on: date | None = None


@dataclass(frozen=True)
class Traits:
    """What all versions of a rule have in common for the engine: their shapes, and what they wait for."""

    shapes: frozenset[Shape]
    needs_plan: bool
    after: frozenset[HappeningKind]
    starts_with: tuple[MilestoneKind, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Traits:
        """The traits of the versions of one rule."""
        demands = [demand for rule in rules for _, demand in rule.demands]
        terms = [demand.starts_with for demand in demands if demand.shape is Shape.DEADLINE]
        return cls(
            frozenset(demand.shape for demand in demands),
            all(demand.needs_plan and demand.shape is not Shape.STANDING for demand in demands),
            frozenset(demand.after for demand in demands if demand.after),
            terms[0] if terms else STARTING_ACTS,
        )


@dataclass(frozen=True)
class LawBook:
    """All versions of all rules, and the office's switches."""

    rules: tuple[Rule, ...]
    switches: tuple[RuleSwitch, ...] = ()

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Rule, ...]]:
        """Sorted once: the engine asks for the versions of a rule thousands of times."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.id, []).append(rule)
        return {name: tuple(sorted(rules, key=lambda rule: rule.version)) for name, rules in found.items()}

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """The versions of a rule, oldest first; none for an unknown id."""
        return self._by_id.get(rule_id, ())

    def version(self, rule_id: str, number: int) -> Rule:
        """One version of a rule that is known."""
        return self._by_number[rule_id, number]

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, int], Rule]:
        return {(rule.id, rule.version): rule for rule in self.rules}

    def ids(self) -> tuple[str, ...]:
        """All rule ids in the order of the catalogue."""
        return tuple(self._by_id)

    def in_use(self, day: date) -> tuple[int, int]:
        """已启用规则 n/N of a day: of the rules of the list those in force, switched on and judged, and all of them.

        A rule kept in parts counts once; what is only listed is not judged, so green says nothing of it.
        """
        known = {rule.part_of or rule.id for rule in self.rules if rule.in_list}
        now = [rule for rule in self.rules if rule.valid_from <= day < rule.valid_to and self.enabled(rule.id, day)]
        used = {rule.part_of or rule.id for rule in now if not rule.is_listed}
        return len(used & known), len(known)

    @cached_property
    def dated_filings(self) -> tuple[str, ...]:
        """The rules that lay a term of filing on a plan's holder."""
        return tuple(name for name, rules in self._by_id.items() if any(_is_dated_filing(rule) for rule in rules))

    def ids_for(self, kinds: Iterable[UnitKind], facts: Iterable[str]) -> tuple[str, ...]:
        """The ids, in order, of rules that may bind a unit ever of these kinds of which these facts are recorded.

        The short way for most rules: a rule that asks only for what is not recorded binds by the kind or not at all.
        """
        key = (frozenset(kinds), frozenset(facts))
        found = self._chosen.get(key)
        if found is None:
            chosen = {rule_id for kind in key[0] for rule_id in self._of_kind[kind]}
            chosen = chosen.union(*(self._of_fact.get(name, ()) for name in key[1]))
            found = self._chosen[key] = tuple(rule_id for rule_id in self._of_kind[None] if rule_id in chosen)
        return found

    @cached_property
    def _chosen(self) -> dict[tuple[frozenset[UnitKind], frozenset[str]], tuple[str, ...]]:
        return {}

    @cached_property
    def _of_kind(self) -> Mapping[UnitKind | None, tuple[str, ...]]:
        """Rules that bind by the kind alone; under None all that bind anybody."""
        binding = [name for name, rules in self._by_id.items() if not all(rule.is_listed for rule in rules)]
        alone: dict[UnitKind | None, tuple[str, ...]] = {
            kind: tuple(
                name for name in binding if any(holds(rule.binds, {"kind": kind}) for rule in self.versions(name))
            )
            for kind in UnitKind
        }
        return {**alone, None: tuple(binding)}

    @cached_property
    def _of_fact(self) -> Mapping[str, frozenset[str]]:
        """Rules by the facts that decide about them."""
        found: dict[str, set[str]] = {}
        for name in self._of_kind[None]:
            for fact in self.facts_asked[name]:
                found.setdefault(fact, set()).add(name)
        return {fact: frozenset(names) for fact, names in found.items()}

    @cached_property
    def facts_asked(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that decide about a rule in any of its versions, by id."""
        return {
            name: tuple(sorted(frozenset().union(*(rule.fact_names for rule in rules))))
            for name, rules in self._by_id.items()
        }

    @cached_property
    def kept(self) -> dict[Any, dict[Any, Any]]:
        """What was worked out under this book and need not be worked out again for the next unit like it."""
        return {}

    @cached_property
    def traits(self) -> Mapping[str, Traits]:
        """What the engine must know of a rule before it looks closer, by id."""
        return {name: Traits.of(rules) for name, rules in self._by_id.items()}

    def in_force(self, rule_id: str, day: date) -> Rule | None:
        """The version in force on that day, or None."""
        for rule in self.versions(rule_id):
            if rule.valid_from <= day < rule.valid_to:
                return rule
        return None

    def switch_on(self, rule_id: str, day: date) -> RuleSwitch | None:
        """The office's switch that holds on that day, or None."""
        found = (s for s in self.switches if s.rule_id == rule_id and s.valid_from <= day < s.valid_to)
        return next(found, None)

    def enabled(self, rule_id: str, day: date) -> bool:
        """Whether the rule is in use on that day; rules are in use unless switched off."""
        switch = self.switch_on(rule_id, day)
        return switch is None or switch.enabled


def _is_dated_filing(rule: Rule) -> bool:
    return rule.group is Group.FILING and rule.force is Force.DUTY and rule.subject is SubjectKind.PLAN
