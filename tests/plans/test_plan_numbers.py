"""文号 in whatever form it was typed, and what is not one."""

import pytest

from emergency.base.errors import Refusal
from emergency.plans.numbers import document_number


@pytest.mark.parametrize(
    "typed",
    [
        "黑市政办规〔2020〕4号",
        "黑市政办规(2020)4号",
        "黑市政办规（2020）4号",
        "黑市政办规[2020]4号",
        "黑市政办规［2020］第4号",
        "黑市政办规【2020】04号",
        " 黑市政办规 〔２０２０〕 ４ 号 ",
    ],
)
def test_every_bracket_becomes_the_one_of_the_standard(typed: str) -> None:
    assert document_number(typed, official=True, this_year=2026) == "黑市政办规〔2020〕4号"


def test_no_number_is_made_up() -> None:
    assert document_number("  ", official=True, this_year=2026) == ""


@pytest.mark.parametrize("typed", ["4号", "黑市政办规2020年4号", "〔2020〕4号", "黑市政办规〔20〕4号"])
def test_what_is_not_a_number_of_a_government_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match="爱政办发〔2024〕12号") as refused:
        document_number(typed, official=True, this_year=2026)
    assert refused.value.field == "document_number"


@pytest.mark.parametrize("year", ["1948", "2099"])
def test_an_impossible_year_is_refused(year: str) -> None:
    with pytest.raises(Refusal, match=year):
        document_number(f"爱政办发〔{year}〕1号", official=True, this_year=2026)


def test_a_firm_keeps_its_own_number() -> None:
    assert document_number("YJYA-２０２６-01", official=False, this_year=2026) == "YJYA-2026-01"


def test_a_firm_number_has_an_end() -> None:
    with pytest.raises(Refusal, match="60"):
        document_number("A" * 61, official=False, this_year=2026)
