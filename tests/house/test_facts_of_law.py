"""The facts that units declare, the fields of the form and the predicates of the law speak of the same things."""

from pathlib import Path

import pytest

from emergency.obligations.catalogue import PLAN_FACTS, book_of, read_rows
from emergency.obligations.facts import HAZARDS_ASKED
from emergency.obligations.predicates import Comparison, facts_in
from emergency.plans.words import HAZARD_LABELS
from emergency.units.fact_catalogue import CATALOGUE, facts_for
from emergency.units.fact_catalogue_papers import PAPER_FACTS
from emergency.units.facts import FactType, UnitKind
from emergency.units.forms_facts import fact_form

RULES = book_of(read_rows(Path("seeds/reference/law"))).rules
CONDITIONS = [c for rule in RULES for c in (rule.binds, rule.plans, *(when for when, _ in rule.demands))]
ASKED = frozenset().union(*(facts_in(condition) for condition in CONDITIONS))
# Facts that the engine or a person reads without a predicate: the calendar of a school, what only informs, and what
# the forms of 备案 print.
READ_OTHERWISE = {"school_terms", "highrise_many_owners", "organ_kind", *(fact.name for fact in PAPER_FACTS)}


def comparisons(condition):
    if isinstance(condition, Comparison):
        return [condition]
    return [one for part in condition.parts for one in comparisons(part)]


def test_every_predicate_asks_for_a_declared_fact():
    assert {"kind", *CATALOGUE, *PLAN_FACTS} >= ASKED


def test_every_declared_fact_is_asked_for():
    assert set(CATALOGUE) - ASKED == READ_OTHERWISE


def test_every_value_that_a_predicate_names_can_be_chosen_in_the_form():
    for one in (one for condition in CONDITIONS for one in comparisons(condition)):
        choices = CATALOGUE[one.fact].choices if one.fact in CATALOGUE else {}
        values = one.value if isinstance(one.value, tuple) else (one.value,)
        assert not choices or set(values) <= set(choices)


def test_every_fact_can_be_asked_of_some_kind_of_unit():
    assert {fact.name for kind in UnitKind for fact in facts_for(kind)} == set(CATALOGUE)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_fact_has_a_field_in_the_form(app, name):
    fact = CATALOGUE[name]
    with app.test_request_context():
        field = fact_form(fact).value
    assert field.label.text == fact.label
    if fact.type in (FactType.CHOICE, FactType.CHOICES):
        assert {choice.value for choice in field.choices} == set(fact.choices)


def test_the_hazards_that_rules_ask_for_are_those_of_the_registry():
    assert {name: HAZARD_LABELS[name] for name in HAZARDS_ASKED} == dict(HAZARDS_ASKED)
