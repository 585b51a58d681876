"""A page of a text with the words that were searched for."""

from emergency.texts.shown_page import lines_with


def marks(page, words):
    return [said for line in lines_with(page, words) for said, found in line.pieces if found]


def test_words_broken_over_two_lines_are_marked_in_both():
    assert marks("负责森林\n火灾的扑救", "森林火灾") == ["森林", "火灾"]


def test_every_place_is_marked_and_empty_lines_are_left_out():
    shown = lines_with("预警\n\n发布预警，解除预警", "预警")
    assert [line.text for line in shown] == ["预警", "发布预警，解除预警"]
    assert marks("预警\n\n发布预警，解除预警", "预警") == ["预警"] * 3


def test_no_words_mark_nothing():
    assert marks("预警", "，") == []
