"""The catalogue of unit facts is complete, labelled and refuses what cannot be recorded."""

from datetime import date

import pytest

from emergency.units.fact_catalogue import CATALOGUE, facts_for
from emergency.units.fact_values import clean, fault_in, periods_of
from emergency.units.facts import UNIT_KIND_LABELS, FactSpan, FactType, UnitHistory, UnitKind


def test_each_fact_has_a_label_a_help_sentence_and_a_source():
    assert all(fact.label and fact.help.endswith("。") and fact.source for fact in CATALOGUE.values())


def test_choices_belong_to_the_facts_that_choose():
    choosing = {FactType.CHOICE, FactType.CHOICES}
    assert all(bool(fact.choices) == (fact.type in choosing) for fact in CATALOGUE.values())


def test_each_unit_kind_has_a_chinese_name():
    assert set(UNIT_KIND_LABELS) == set(UnitKind)


def test_the_two_meanings_of_a_crowded_place_stay_apart():
    assert UnitKind.SCHOOL in CATALOGUE["crowded_place"].kinds
    assert UnitKind.SCHOOL not in CATALOGUE["crowded_business"].kinds
    assert "crowded_business" not in {fact.name for fact in facts_for(UnitKind.SCHOOL)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nonsense", True),
        ("producer", "yes"),
        ("size", "huge"),
        ("hazardous", "produce"),
        ("hazardous", []),
        ("highrise_height", -3),
        ("highrise_height", True),
        ("school_terms", ["2026-07-10/2026-03-01"]),
        ("school_terms", ["spring"]),
    ],
)
def test_a_value_that_cannot_be_recorded_is_answered_in_chinese(name, value):
    fault = fault_in(name, value)
    assert fault is not None and fault.endswith("。")


def test_lists_are_kept_as_tuples():
    assert clean("hazardous", ["produce", "store"]) == ("produce", "store")


def test_a_term_table_reads_as_days():
    spans = periods_of(("2026-03-01/2026-07-10", "2025-09-01/2026-01-15"))
    assert spans[0] == (date(2025, 9, 1), date(2026, 1, 15))


def test_a_fact_holds_from_its_first_day_until_the_day_before_its_end():
    span = FactSpan(True, date(2025, 5, 1), date(2026, 5, 1))
    unit = UnitHistory(1, UnitKind.ENTERPRISE, "231102001000", date(2020, 1, 1), facts={"fire_key_unit": (span,)})
    assert unit.fact_on("fire_key_unit", date(2025, 5, 1)) is True
    assert unit.fact_on("fire_key_unit", date(2026, 5, 1)) is None
