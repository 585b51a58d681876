"""The sheets of YJ/T 9009-2015 as data, the sum beside them, what an evaluation lacks."""

import pytest

from emergency.drills.documents import Content
from emergency.drills.evaluation import Group, Line, lines_of, missing, problems_of, sums_of, too_many
from emergency.drills.evaluation_book import book
from emergency.units.facts import UnitKind

SCORED = (Line("g", 1, "策划", "第1条", 5), Line("g", 2, "策划", "第2条", 1, "没有桌签"), Line("g", 3, "策划", "第3条"))


def test_the_sheets_have_the_groups_and_items_of_the_standard():
    live, tabletop = book().sheets["live"], book().sheets["tabletop"]
    assert [group.items for group in live.groups] == [10, 9, 9, *[None] * 13]
    assert [(group.name, group.items) for group in tabletop.groups] == [("策划与准备", 10), ("实施", 20)]


def test_scores_are_those_of_the_standard_and_the_source_is_told():
    assert book().scores == {0: "缺项", 1: "较差", 3: "一般", 5: "优秀"}
    assert "YJ/T 9009-2015" in book().source and "条文未收录" in book().verification


def test_an_item_is_told_by_its_number_until_the_office_words_it():
    lines = lines_of(book().sheets["tabletop"], {"tabletop-design": ["目标明确", ""]})
    assert len(lines) == 30
    assert [line.text for line in lines[:2]] == ["目标明确", "第2条（条文请对照标准原文）"]


def test_a_category_of_unknown_length_is_scored_as_a_whole():
    lines = lines_of(book().sheets["live"], {"live-command": ["指挥部按时到位", "指令清楚"]})
    commanding = [line.text for line in lines if line.group == "live-command"]
    assert len(lines) == 28 + 12 + 2 and commanding == ["指挥部按时到位", "指令清楚"]
    assert lines[-1].place == "其他" and len({line.key for line in lines}) == len(lines)


def test_the_sum_counts_what_was_scored_and_concludes_nothing():
    sums = sums_of(SCORED)
    assert (sums.total, sums.most, sums.scored, sums.unscored, sums.share) == (6, 10, 2, 1, "60.0%")
    assert "结论由评估组确定" in sums.sentence and sums_of(()).share == "—"


def test_poor_items_and_typed_lines_are_problems():
    found = problems_of(Content({"problems": "电台不通\n\n 路线不清 "}), SCORED, book().scores)
    assert found == (
        ("problems-1", "电台不通"), ("problems-2", "路线不清"), ("g-2", "没有桌签（评估表：策划第2条，较差）"),
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "asked"), [(UnitKind.TOWNSHIP, True), (UnitKind.ENTERPRISE, False)])
def test_the_six_points_are_asked_of_governments(kind, asked):
    assert ("指挥协调和应急联动" in missing(Content(), (), "", kind)) is asked


def test_an_evaluation_without_a_conclusion_lacks_it():
    assert "结论" in missing(Content(), SCORED, "", UnitKind.OTHER)
    assert "结论" not in missing(Content(), SCORED, "good", UnitKind.OTHER)


def test_more_lines_than_items_are_too_many():
    assert too_many(Group("g", "附录B", "实施", 2), ["一", "二", "三"], 30) == "“实施”有2条，填写了3行，请核对。"
    assert too_many(Group("g", "A.2", "其他"), ["一"] * 30, 30) is None
