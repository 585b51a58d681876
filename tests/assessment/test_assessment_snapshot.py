"""The document of a filled checklist: everything that a print needs, in one text whose digest is told."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from checklist_cases import FIGURES, SPEECH, sheet
from places import CITY, XINGFU

from emergency.assessment import queries
from emergency.assessment.facts import Answer
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.assessment.snapshot import (
    Around,
    EvidenceLine,
    Occasion,
    Sides,
    content_digest,
    digest,
    document,
    text_of,
)
from emergency.assessment.weights import reweighed

MADE = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)


def made(at=MADE, around=None, **more):
    return document(sheet(**more), around or Around("231102000000", at))


def item(found, number):
    return next(one for group in found["groups"] for one in group["items"] if one["number"] == number)


def test_the_text_is_plain_and_reads_back_equal():
    assert json.loads(text_of(made(missing=3))) == made(missing=3)


def test_a_computed_item_carries_figure_formula_and_share():
    found = item(made(), "2.2")
    figure = found["figure"]
    assert (figure["done"], figure["owed"], figure["lacking"], figure["share"]) == (14, 15, 1, "0.9333")
    assert figure["formula"] == "编有有效预案的乡镇（街道）÷计入口径的乡镇（街道）"
    assert (found["points"], found["computed"], found["score"]) == ("6", "5.6", "5.6")


def test_an_item_without_source_has_no_figure_and_no_score():
    found = item(made(), "4.2")
    assert (found["state_words"], found["figure"], found["score"]) == ("无数据来源", None, None)


def test_an_empty_denominator_is_said_and_not_scored():
    found = item(made(), "2.10")
    assert found["state_words"] == "无应办对象，不计分" and found["figure"]["share"] is None
    assert {one["number"]: one["reason"] for one in made()["removed"]}["2.10"] == "无应办对象"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("2.2", "分值×已做÷应做"),
        ("2.9", "95%以上6分；85%以上5分；70%以上3分；50%以上1分；0%以上0分"),
        ("2.7", "每项扣0.5分，扣完为止"),
        ("1.1", "机构编制批准文件或三定规定4分"),
        ("1.2", "由人评分"),
    ],
)
def test_the_scoring_is_told_in_words(number, words):
    assert item(made(), number)["scoring"]["words"] == words


def test_both_sides_and_the_files_stand_beside_the_item():
    paper = EvidenceLine("批复.pdf", date(2026, 5, 20), date(2026, 3, 1), "a" * 64, 7, by="王昇")
    around = Around(
        "231102000000", MADE, Occasion(3, "2026年年终考核", "annual", "年终", 2026),
        sides={"1.2": Sides(own=Answer(reason="在岗3人"), review=Answer(reason="实看2人", by="李喆"))},
        evidence={"1.1": [paper]},
    )  # fmt: skip
    found = made(around=around)
    assert item(found, "1.2")["review"]["by"] == "李喆" and item(found, "1.2")["self"]["reason"] == "在岗3人"
    assert item(found, "1.1")["evidence"][0]["late_days"] == 80 and found["campaign"]["kind_words"] == "年终"


def test_without_points_nothing_is_summed():
    found = made(template=reweighed(SPEECH, {}, "2", ""))
    assert found["scored"] is False and found["totals"] is None and found["groups"][0]["points"] is None


def test_the_same_sheet_has_the_same_digest():
    assert digest(made()) == digest(made()) and len(digest(made())) == 64


def test_a_later_print_of_the_same_content_says_the_same():
    later = made(at=MADE + timedelta(days=1))
    assert digest(later) != digest(made()) and content_digest(later) == content_digest(made())


def test_one_figure_more_changes_what_it_says():
    figures = {**FIGURES, "2.2": FIGURES["2.6"]}
    assert content_digest(made(figures=figures)) != content_digest(made())


def test_the_register_gives_the_document_of_a_subject(checklists):
    found = snapshot_of(CITY, queries.region_subject(CITY, XINGFU), date(2026, 6, 30))
    assert (found["body"]["kind"], found["body"]["id"], found["as_of"]) == ("township", XINGFU, "2026-06-30")
    assert found["campaign"] is None and item(found, "2.2")["figure"]["owed"] == 1
