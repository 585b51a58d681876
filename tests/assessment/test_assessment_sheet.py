"""The sheet in print order: what each line says, what is left to people, what is moved out."""

from decimal import Decimal

from checklist_cases import SPEECH, paper_html, sheet

from emergency.assessment.facts import Audience
from emergency.assessment.rules import State
from emergency.assessment.sheet import number
from emergency.assessment.weights import reweighed


def line(made, item):
    return next(found for block in made.blocks for found in block.lines if found.number == item)


def test_groups_and_items_stand_in_the_order_of_the_template():
    made = sheet()
    assert [block.heading[0] for block in made.blocks] == ["一", "二", "三", "四"]
    assert [found.number for found in made.blocks[1].lines][:3] == ["2.1", "2.2", "2.3"]


def test_a_counted_line_shows_owed_done_lacking_and_score():
    found = line(sheet(), "2.2")
    assert (found.owed, found.done, found.lacking, found.score) == ("15", "14", "1", "5.6")


def test_a_line_without_source_says_so_and_has_no_score():
    found = line(sheet(), "4.2")
    assert found.remarks[0].startswith("无数据来源") and (found.owed, found.score) == ("—", "—")


def test_a_judgement_is_left_blank_for_the_hand():
    found = line(sheet(), "3.2")
    assert found.state is State.WAITING and found.score == "" and "系统不预填" in found.remarks[0]


def test_an_entered_judgement_is_printed_with_its_reason():
    assert line(sheet(), "1.2").score == "2.5" and line(sheet(), "1.2").remarks[0] == "在岗2人"


def test_unchecked_drills_are_mentioned_and_not_counted():
    found = line(sheet(), "2.9")
    assert "另有3项待核，未计入" in found.remarks and found.done == "44"


def test_items_without_source_or_owed_are_moved_out_with_reasons():
    moved = {judged.item.id: judged.reason for judged in sheet().total.moved_out}
    assert moved["2.10"] == "无应办对象" and moved["4.2"] == "本版尚无登记"


def test_the_score_is_not_scaled_while_people_are_awaited():
    assert sheet().total.scaled is None and sheet().waiting == 6


def test_a_unit_is_asked_only_what_concerns_its_kind():
    numbers = {found.number for block in sheet(audience=Audience.UNIT, kind="school").blocks for found in block.lines}
    assert "2.4" in numbers and not numbers & {"1.1", "2.2", "2.5", "3.2"}


def test_without_points_the_paper_prints_owed_done_lacking():
    html = paper_html(sheet(template=reweighed(SPEECH, {}, "2", "")))
    assert "不设分值" in html and "自评" not in html.split("</thead>")[0] and "示例权重" not in html


def test_sample_points_announce_themselves():
    assert "示例权重" in paper_html(sheet()) and "不是省、市下发的标准" in paper_html(sheet())


def test_at_most_200_missing_rows_are_printed_and_the_rest_is_announced():
    made = sheet(missing=431)
    assert len(made.gaps) == 200 and "共431项，本表列前200项，全部见所附Excel" in paper_html(made)


def test_a_count_larger_than_the_given_rows_is_kept():
    assert sheet(missing=200, gap_count=431).gap_count == 431


def test_a_late_paper_shows_both_days_and_the_difference():
    html = paper_html(sheet())
    assert "2026-03-01" in html and "2026-05-20" in html and ">80<" in html


def test_the_paper_names_what_it_was_made_from():
    html = paper_html(sheet())
    assert all(word in html for word in ("2026-11-21", "2026-11版", "27/88", "9f3a9f3a", "第五项不补", "签字", "盖章"))


def test_figures_link_to_their_rows_on_the_page_only():
    assert 'href="/coverage/?kind=township"' in paper_html(sheet(), links=True)
    assert "href=" not in paper_html(sheet(), links=False).replace('rel="', "")


def test_markup_in_a_name_stays_text():
    html = paper_html(sheet(subject='<img src="file:///etc/passwd">'))
    assert "<img" not in html and "&lt;img" in html


def test_numbers_carry_no_needless_zeros():
    assert [number(value) for value in (Decimal("6.0"), Decimal("10"), Decimal("5.50"), 0, None)] == [
        "6",
        "10",
        "5.5",
        "0",
        "—",
    ]
