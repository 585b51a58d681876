"""Seasons, anchors and weights read from their YAML form."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from emergency.programme.facts import TermKind
from emergency.programme.seasons import SeasonFault, load_seasons, read_seasons

FOLDER = Path("seeds/reference/programme")
SEASONS = load_seasons(FOLDER, 2026, 2026)
TERMS = {term.name: term for term in SEASONS.terms}


def test_every_entry_names_its_source_and_whether_it_was_verified():
    assert all(entry.source for entry in (*SEASONS.seasons, *SEASONS.terms))
    assert not TERMS["exams"].verified and TERMS["disaster_week"].verified


def test_open_fire_is_shut_out_of_the_whole_season():
    assert {date(2026, 3, 15), date(2026, 6, 15), date(2026, 9, 15), date(2026, 11, 15)} <= SEASONS.fire
    assert not {date(2026, 3, 14), date(2026, 6, 16), date(2026, 9, 14), date(2026, 11, 16)} & SEASONS.fire


def test_fire_drills_want_the_two_weeks_before_the_season():
    days = {day for day in TERMS["fire_before_season"].days if day.year == 2026}
    spring = {date(2026, 3, 1) + timedelta(days=n) for n in range(14)}
    autumn = {date(2026, 9, 1) + timedelta(days=n) for n in range(14)}
    assert days == spring | autumn


def test_winter_runs_over_the_turn_of_the_year_and_spares_short_evacuations():
    winter = TERMS["winter_outdoors"]
    assert {date(2026, 1, 5), date(2026, 3, 31), date(2026, 11, 1), date(2026, 12, 31)} <= winter.days
    assert date(2026, 4, 1) not in winter.days
    assert winter.concerns(frozenset({"outdoor"})) and not winter.concerns(frozenset({"outdoor", "short"}))


def test_important_times_are_left_to_be_entered():
    assert TERMS["important_times"].days == frozenset()
    assert [term.name for term in SEASONS.terms if term.kind is TermKind.EVEN] == ["even_weeks"]


def test_entered_school_terms_replace_the_usual_months():
    spans = [(date(2026, 3, 2), date(2026, 7, 10)), (date(2026, 8, 31), date(2026, 12, 31))]
    terms = {term.name: term for term in load_seasons(FOLDER, 2026, 2026, spans).terms}
    assert date(2026, 7, 11) in terms["school_in_term"].days
    assert date(2026, 8, 31) not in terms["school_in_term"].days
    assert date(2026, 9, 6) in terms["school_first_week"].days


@pytest.mark.parametrize(
    "change", [{"weight": -1}, {"kind": "like"}, {"wants": ["fires"]}, {"days": [{"from": "13-01", "to": "13-02"}]}]
)
def test_a_wrong_entry_is_refused_by_its_name(change):
    data = yaml.safe_load((FOLDER / "seasons.yaml").read_text("utf-8"))
    data["terms"][0] |= change
    with pytest.raises(SeasonFault, match="fire_before_season"):
        read_seasons(data, 2026, 2026)
