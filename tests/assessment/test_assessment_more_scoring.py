"""Deductions by percentage point, counted things, least points, 等次: as tables."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from test_assessment_rules import BASE, FAULTS, JUDGED

from emergency.assessment.facts import Answer, Figure, Grade, Part, Partial, Scoring
from emergency.assessment.rules import State, grade_of, verdict

POINTWISE = replace(BASE, scoring=Scoring.PER_POINT, points=D(5), each=D(1))
COUNTED = replace(BASE, scoring=Scoring.COUNT, points=D(3), each=D("0.5"))
ADOPTED = replace(BASE, scoring=Scoring.COUNT, points=D(2), measure=None, parts=(Part("信息被采用", D("0.5")),))
GRADES = (Grade(D(0), "不达标"), Grade(D(60), "达标"), Grade(D(90), "优秀"))


@pytest.mark.parametrize(
    ("done", "owed", "partial", "points"),
    [
        (100, 100, Partial.NONE, "5"),
        (99, 100, Partial.NONE, "4"),
        (9905, 10000, Partial.NONE, "5"),
        (9905, 10000, Partial.WHOLE, "4"),
        (9905, 10000, Partial.SHARE, "4.1"),
        (2, 3, Partial.NONE, "0"),
        (77, 78, Partial.NONE, "4"),
    ],
)
def test_each_missing_percentage_point_takes_points_away(done, owed, partial, points):
    assert verdict(replace(POINTWISE, partial=partial), Figure(done, owed), None).points == D(points)


def test_deductions_stop_at_the_least_points():
    assert verdict(replace(POINTWISE, floor=D(2)), Figure(0, 9), None).points == 2
    faults = Answer(faults={"瞒报": 3})
    assert verdict(replace(FAULTS, floor=D(1)), None, faults).points == 1


@pytest.mark.parametrize(("done", "points"), [(0, "0"), (3, "1.5"), (6, "3"), (40, "3")])
def test_counted_things_give_points_up_to_the_cap(done, points):
    assert verdict(COUNTED, Figure(done, 0), None).points == D(points)


def test_what_people_count_waits_for_them():
    assert verdict(ADOPTED, None, None).state is State.WAITING
    assert verdict(ADOPTED, None, Answer(faults={"信息被采用": 9})).points == 2


def test_a_judgement_stays_within_its_range():
    assert verdict(replace(JUDGED, floor=D(2)), None, Answer(points=D(1))).points == 2


def test_nothing_owed_is_not_scored_by_percentage_points_either():
    assert verdict(POINTWISE, Figure(0, 0), None).state is State.EMPTY


@pytest.mark.parametrize(("points", "title"), [("90", "优秀"), ("89.9", "达标"), ("59.9", "不达标"), ("100", "优秀")])
def test_a_grade_begins_at_its_points(points, title):
    assert grade_of(D(points), GRADES) == title


def test_without_points_there_is_no_grade():
    assert grade_of(None, GRADES) == "" and grade_of(D(90), ()) == ""
