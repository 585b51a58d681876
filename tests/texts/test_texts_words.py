"""What counts as the same word when a plan is searched."""

from hypothesis import given
from hypothesis import strategies as st

from emergency.texts.words import LONGEST, PART, folded, found_at, marked, pairs, parts, snippet


def test_a_word_broken_over_two_lines_is_found() -> None:
    text = "负责森林\n火 灾的扑救"
    assert [text[start:end] for start, end in found_at(text, "森林火灾")] == ["森林\n火 灾"]


def test_wide_figures_and_brackets_of_any_form_are_the_same() -> None:
    assert folded("国办发〔２０２４〕５号") == folded("国办发[2024]5号") == "国办发20245号"


def test_traditional_letters_and_radicals_of_fonts_are_the_same() -> None:
    assert folded("安監局") == folded("安监局") and folded("⻓江⻔") == folded("长江门")


def test_a_letter_that_unfolds_into_several_leads_back_to_its_place() -> None:
    assert found_at("占地3㎡以上", "m2") == [(3, 4)]


def test_one_character_is_found_wherever_it_stands() -> None:
    assert found_at("火，火", "火") == [(0, 1), (2, 3)]


def test_nothing_is_found_nowhere() -> None:
    assert found_at("预案", "") == []
    assert snippet("预案", "演练") == []


def test_a_snippet_marks_the_word_and_says_that_it_was_cut() -> None:
    pieces = snippet("甲" * 50 + "转移" + "乙" * 50, "转移", 3)
    assert pieces == [("…", False), ("甲甲甲", False), ("转移", True), ("乙乙乙", False), ("…", False)]


def test_pieces_put_together_are_the_text() -> None:
    text = "预警信息由村预警员传播"
    assert "".join(words for words, _ in marked(text, found_at(text, "预警"))) == text


def test_a_text_of_one_letter_has_no_pair() -> None:
    assert pairs("火") == []
    assert pairs("火灾点") == ["火灾", "灾点"]


@given(st.integers(0, 3 * PART), st.integers(0, 3 * PART), st.integers(1, LONGEST))
def test_every_word_lies_whole_in_some_part(length: int, start: int, size: int) -> None:
    letters = "".join(chr(0x4E00 + place % 20_000) for place in range(length))
    word = letters[start : start + size]
    assert any(word in part for part in parts(letters))
    assert all(len(part) <= PART for part in parts(letters))
