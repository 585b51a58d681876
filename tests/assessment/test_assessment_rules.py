"""How an item turns into points, as tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest

from emergency.assessment.facts import Answer, Audience, Band, Figure, Item, Measure, Part, Scoring
from emergency.assessment.rules import State, tenth, total, verdict

ASKED = Measure("m", "已办", "应办")
BASE = Item("1", "G", "条目", D(6), frozenset({Audience.CITY}), Scoring.RATIO, "材料", ("依据",), measure=ASKED)
BANDS = replace(
    BASE,
    scoring=Scoring.BANDS,
    bands=(
        Band(D("0.95"), D(6)),
        Band(D("0.85"), D(5)),
        Band(D("0.70"), D(3)),
        Band(D("0.50"), D(1)),
        Band(D(0), D(0)),
    ),
)
CASES = replace(BASE, scoring=Scoring.PER_CASE, points=D(3), each=D("0.5"))
FAULTS = replace(
    BASE,
    scoring=Scoring.PER_CASE,
    points=D(5),
    measure=None,
    parts=(Part("迟报", D(1)), Part("漏报", D(2)), Part("瞒报", D(5))),
)
PAPERS = replace(
    BASE, scoring=Scoring.EVIDENCE, points=D(4), measure=None, parts=(Part("制度", D(3)), Part("分工表", D(1)))
)
JUDGED = replace(BASE, scoring=Scoring.JUDGEMENT, points=D(3), measure=None)


@pytest.mark.parametrize(
    "exact, rounded",
    [("1/20", "0.1"), ("1/4", "0.3"), ("249/1000", "0.2"), ("2/3", "0.7"), ("0", "0.0"), ("37/20", "1.9")],
)
def test_points_are_rounded_half_up_to_a_tenth(exact, rounded):
    assert tenth(Fraction(exact)) == D(rounded)


@pytest.mark.parametrize(
    "done, owed, points", [(76, 76, "6"), (75, 76, "5.9"), (1, 3, "2"), (0, 9, "0"), (2, 7, "1.7")]
)
def test_a_ratio_gives_its_share_of_the_points(done, owed, points):
    assert verdict(BASE, Figure(done, owed), None).points == D(points)


@pytest.mark.parametrize(
    "done, owed, points",
    [
        (20, 20, 6),
        (19, 20, 6),
        (9499, 10000, 5),
        (85, 100, 5),
        (84, 100, 3),
        (7, 10, 3),
        (69, 100, 1),
        (1, 2, 1),
        (49, 100, 0),
        (0, 4, 0),
    ],
)
def test_a_share_falls_into_its_band_before_rounding(done, owed, points):
    assert verdict(BANDS, Figure(done, owed), None).points == points


@pytest.mark.parametrize("cases, points", [(0, "3"), (1, "2.5"), (5, "0.5"), (6, "0"), (60, "0")])
def test_each_case_deducts_and_never_below_zero(cases, points):
    assert verdict(CASES, Figure(10 - cases, 10, cases=cases), None).points == D(points)


@pytest.mark.parametrize("item", [BASE, BANDS, CASES])
def test_nothing_owed_gives_no_points_and_not_full_points(item):
    line = verdict(item, Figure(0, 0), None)
    assert (line.state, line.points) == (State.EMPTY, None)


@pytest.mark.parametrize("item", [BASE, BANDS, CASES])
@pytest.mark.parametrize("figure", [None, Figure(5, 5, absent="本版尚无演练评估登记")])
def test_a_figure_that_cannot_be_had_never_scores(item, figure):
    line = verdict(item, figure, Answer(points=D(6), reason="补填"))
    assert (line.state, line.points) == (State.ABSENT, None)
    assert line.reason.startswith("本版尚无")


@pytest.mark.parametrize(
    "ticked, points, missing",
    [
        ({"制度", "分工表"}, 4, ()),
        ({"制度"}, 3, ("分工表",)),
        ({"分工表"}, 1, ("制度",)),
        (set(), 0, ("制度", "分工表")),
    ],
)
def test_a_missing_paper_takes_its_points_away(ticked, points, missing):
    line = verdict(PAPERS, None, Answer(ticked=frozenset(ticked), reason="已看原件"))
    assert (line.points, line.missing, line.lacking) == (points, missing, len(missing))


@pytest.mark.parametrize("item", [PAPERS, FAULTS, JUDGED])
def test_what_people_judge_waits_for_people(item):
    line = verdict(item, Figure(9, 9), None)
    assert (line.state, line.points) == (State.WAITING, None)


@pytest.mark.parametrize("faults, points", [({}, 5), ({"迟报": 2}, 3), ({"迟报": 1, "漏报": 2}, 0), ({"瞒报": 1}, 0)])
def test_faults_found_by_people_deduct_by_kind(faults, points):
    assert verdict(FAULTS, None, Answer(faults=faults, reason="通报材料")).points == points


@pytest.mark.parametrize("given, points", [("2.5", "2.5"), ("2.25", "2.3"), ("9", "3"), ("-1", "0")])
def test_a_judgement_stays_within_its_points(given, points):
    assert verdict(JUDGED, None, Answer(points=D(given), reason="抽查")).points == D(points)


def test_an_answer_says_who_gave_it_and_when():
    line = verdict(JUDGED, None, Answer(points=D(2), reason="抽查两处", by="王昇", on=date(2026, 11, 20)))
    assert line.reason == "抽查两处（王昇、2026-11-20）"


def test_without_points_only_counts_are_given():
    line = verdict(replace(BASE, points=None), Figure(5, 8), None)
    assert (line.state, line.points, line.done, line.owed, line.lacking) == (State.SCORED, None, 5, 8, 3)


def test_what_is_moved_out_leaves_the_rest_scaled_to_100():
    lines = [verdict(BASE, Figure(1, 2), None), verdict(CASES, Figure(0, 0), None), verdict(BANDS, None, None)]
    summed = total(lines)
    assert (summed.points, summed.applicable, summed.scaled) == (D(3), D(6), D(50))
    assert [line.reason for line in summed.moved_out] == ["无应办对象", "本版尚无登记"]


def test_the_sum_is_not_scaled_while_a_judgement_is_awaited():
    summed = total([verdict(BASE, Figure(1, 2), None), verdict(JUDGED, None, None)])
    assert (summed.points, summed.applicable, summed.waiting, summed.scaled) == (D(3), D(9), D(3), None)


def test_nothing_applicable_has_no_score():
    assert total([verdict(BASE, Figure(0, 0), None)]).scaled is None
