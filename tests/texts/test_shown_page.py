"""The heading and the sentence are marked on the page, once, also where the page broke the sentence."""

from emergency.texts.shown_page import shown_lines

PAGE = (
    "3 监测预警\n水务局负责水情监测，发现险情\n及时报告。随后发布预警。\n4 应急响应\n"
    "水务局负责水情监测，发现险情及时报告。"
)


def marked(page, *found):
    return [line.text for line in shown_lines(page, *found) if line.mark]


def test_a_sentence_broken_by_the_line_is_marked_wholly():
    found = marked(PAGE, "3 监测预警", "水务局负责水情监测，发现险情及时报告。")
    assert found == ["3 监测预警", "水务局负责水情监测，发现险情", "及时报告。随后发布预警。"]


def test_the_same_words_under_another_heading_are_not_marked():
    assert marked(PAGE, "4 应急响应", "水务局负责水情监测，发现险情及时报告。") == PAGE.split("\n")[3:]


def test_nothing_is_marked_where_nothing_was_found():
    assert marked(PAGE) == [] == marked("", "3 监测预警")
