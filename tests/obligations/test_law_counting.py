"""Counting rules are settings with a day and a reason; what was counted before stays."""

from datetime import timedelta

import law_cast
import pytest
from places import CITY

from emergency.base.errors import NotFound, Refusal
from emergency.obligations import queries
from emergency.obligations.counting import QUESTIONS, Counting, counting_on, sentences


@pytest.fixture(autouse=True)
def law(app):
    law_cast.load()


def test_the_defaults_hold_before_anything_is_changed():
    assert queries.counting_today() == Counting()


def test_a_change_holds_from_its_day_on():
    law_cast.count(CITY, "soon_days", 45)
    spans = queries.load_counting()
    assert counting_on(spans, law_cast.LATER - timedelta(days=1)).soon_days == 30
    assert counting_on(spans, law_cast.LATER).soon_days == 45


@pytest.mark.parametrize(("name", "value"), [("soon_days", 0), ("soon_days", True), ("due_day_moves", 1)])
def test_an_impossible_value_is_refused_in_chinese(name, value):
    with pytest.raises(Refusal) as refusal:
        law_cast.count(CITY, name, value)
    assert refusal.value.sentence.endswith("。")


def test_an_unknown_counting_rule_is_not_found():
    with pytest.raises(NotFound):
        law_cast.count(CITY, "moon_phase", 1)


def test_every_counting_rule_is_printed_as_a_sentence():
    said = sentences(Counting(soon_days=45, due_day_moves=True))
    assert said[0] == "到期前45天起标“即将到期”。"
    assert all(sentence.endswith("。") for sentence in said)
    assert {question.name for question in QUESTIONS} == set(vars(Counting()))
