"""Rules read in Chinese as they bind."""

from pathlib import Path

import pytest

from emergency.obligations import wording
from emergency.obligations.catalogue import book_of, read_rows

BOOK = book_of(read_rows(Path("seeds/reference/law")))


def rule(rule_id):
    return BOOK.versions(rule_id)[0]


@pytest.mark.parametrize("rule_id", BOOK.ids())
def test_every_rule_is_worded_without_code_words(rule_id):
    one = rule(rule_id)
    said = wording.condition(one.binds) + wording.condition(one.plans) + "".join(wording.demand_sentences(one))
    assert not any(char.isascii() and char.isalpha() for char in said)


def test_a_deadline_names_its_starting_act():
    assert wording.demand_sentences(rule("GK-01")) == ("印发之日的次日起20个工作日内，当日不计（民法典第201条）。",)


def test_a_demand_with_a_condition_says_so():
    first, second = wording.demand_sentences(rule("DR-09"))
    assert first.startswith("高层民用建筑为高层公共建筑，且建筑高度（米）大于100的：每个自然半年")
    assert second.startswith("每个自然年至少一次")


def test_the_holder_with_its_stand_in_is_named():
    assert wording.holder_sentence(rule("BA-01")) == "审批单位，未登记的为编制牵头单位"


def test_fire_drills_must_be_real():
    assert wording.accepts_sentence(rule("DR-07")) == "内容：综合演练、单项演练；形式：实战演练"
    assert wording.accepts_sentence(rule("BA-01")) == ""
