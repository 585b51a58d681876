"""A plan is found by words of its title, its 文号, its unit or its code, in whatever form they were typed."""

import pytest
from places import NEIGHBOUR, TOWNSHIP
from search_cast import FINDING, NOT_FINDING, found_by_name, named

from emergency.plans.numbers import number_asked


@pytest.mark.parametrize("words", FINDING)
def test_words_in_any_form_find_the_plan(heihe, words):
    named()
    assert found_by_name(TOWNSHIP, words) and not found_by_name(NEIGHBOUR, words)


@pytest.mark.parametrize("words", NOT_FINDING)
def test_other_words_do_not(heihe, words):
    named()
    assert not found_by_name(TOWNSHIP, words)


def test_a_number_is_asked_for_as_it_is_kept():
    assert number_asked("爱政办发[2024]第 012号") == number_asked("爱政办发（2024年）12号") == "爱政办发〔2024〕12号"
    assert number_asked("〔2024〕第") == "〔2024〕" and number_asked("第12号") == "第12号"
