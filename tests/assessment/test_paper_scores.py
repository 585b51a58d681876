"""The columns of scores on paper: what each side gives, what counts, called as the template calls them."""

import re
from datetime import UTC, datetime

import pytest
from campaign_cast import COUNTY, item, opened, say
from campaign_cast import document as campaign_document
from checklist_cases import sheet
from places import XINGFU

from emergency.assessment.edited import heads_of, rows_of
from emergency.assessment.facts import Answer
from emergency.assessment.printed import html_of
from emergency.assessment.snapshot import Around, Sides, document

MOMENT = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)


def cells(made, number):
    """The cells of an item's row between its text and its remarks."""
    row = re.search(rf'<tr><td class="n">{re.escape(number)}</td>.*?</tr>', html_of(made), re.S).group()
    return re.findall(r'<td class="n">(.*?)</td>', row)[1:]


def printed(**sides):
    return document(sheet(), Around("231102000000", MOMENT, sides={"3.3": Sides(**sides)}))


def test_ticked_papers_stand_as_points_in_the_columns_of_both_sides():
    both = frozenset({"信息报告制度", "时限和联系方式表"})
    told = printed(own=Answer(frozenset({"信息报告制度"})), review=Answer(both))
    assert cells(told, "3.3")[4:6] == ["2", "3"]


def test_counted_faults_stand_as_points():
    sides = {"3.5": Sides(own=Answer(faults={"迟报": 1, "漏报": 1}))}
    assert cells(document(sheet(), Around("231102000000", MOMENT, sides=sides)), "3.5")[4] == "2"


def test_what_counts_stands_in_a_column_of_its_own():
    assert cells(printed(), "2.2")[-1] == "5.6"


def test_what_waits_is_left_empty_for_the_hand():
    assert cells(printed(), "3.3")[4:] == ["", "", ""]


def test_the_columns_are_called_as_the_template_calls_them():
    made = printed()
    made["template"]["columns"] = ["自测评分", "评审得分"]
    assert "<th>自测评分</th><th>评审得分</th><th>得分</th>" in html_of(made)
    assert heads_of(made)[6:9] == ("自测评分", "评审得分", "得分")


def test_word_and_paper_tell_the_same_scores():
    made = printed(own=Answer(frozenset({"信息报告制度"})))
    row = next(row for row in rows_of(made) if row[0] == "3.3")
    assert str(row[6]) == cells(made, "3.3")[4] == "2"


@pytest.mark.usefixtures("checklists")
def test_a_reason_is_told_once_with_whose_word_it_is():
    campaign = opened()
    say(COUNTY, campaign, XINGFU, "3.3", ticked=("信息报告制度",), reason="见制度文件")
    made = campaign_document(campaign, XINGFU)
    assert "自评：见制度文件" in item(made, "3.3")["remarks"][0]
    assert html_of(made).count("见制度文件") == 1
