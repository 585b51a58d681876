"""The cases an official can read: facts, plans and acts, and the light on given days with its article."""

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest
import yaml

from emergency.base.workdays import table_of
from emergency.obligations.casefile import case_of
from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.derive import derive
from emergency.obligations.state import state_on, tile_on

BOOK = book_of(read_rows(Path("seeds/reference/law")))
ROWS = csv.DictReader(Path("seeds/reference/workdays.csv").read_text(encoding="utf-8").splitlines())
WORKDAYS = table_of((date.fromisoformat(row["day"]), row["kind"] == "work") for row in ROWS)
FILES = sorted(Path("tests/obligations/cases").glob("*.yaml"))
CASES = [(file.stem, data) for file in FILES for data in yaml.safe_load(file.read_text(encoding="utf-8"))]
SUBJECTS = {"plan", "drill", "trigger", "filing", "incident"}
NAMES = [f"{stem}-{number}" for number, (stem, _) in enumerate(CASES, 1)]


def tiles_of(data):
    case = case_of(data)
    told = {"terms": case.terms, "acts": case.acts, "happenings": case.happenings}
    return case, derive(case.unit, case.plans, case.credits, BOOK, workdays=WORKDAYS, **told)


def lights(tiles, expected):
    """What the engine says where the case says something."""
    found = [tile for tile in tiles if tile.rule_id == expected["rule"]]
    for kind in SUBJECTS & set(expected):
        found = [tile for tile in found if tile.subject_kind == kind and tile.subject_id == expected[kind]]
    tile = tile_on(found, expected["on"])
    if tile is None:
        return {"state": "not_owed"}
    state = state_on(tile, expected["on"])
    article = next(r.article for r in BOOK.rules if (r.id, r.version) == (tile.rule_id, tile.rule_version))
    marks = sorted(state.marks)
    return {"state": state.status.value, "due": tile.due_on, "article": article, "marks": marks}


@pytest.mark.parametrize("data", [data for _, data in CASES], ids=NAMES)
def test_the_engine_says_what_the_case_says(data):
    case, tiles = tiles_of(data)
    for expected in case.expect:
        said = {**lights(tiles, expected), "rule": expected["rule"], "on": expected["on"]}
        asked = {name: value for name, value in expected.items() if name not in SUBJECTS}
        assert {name: said.get(name) for name in asked} == asked


@pytest.mark.parametrize("data", [data for _, data in CASES], ids=NAMES)
def test_tiles_of_one_subject_touch_and_never_overlap_without_cause(data):
    _, tiles = tiles_of(data)
    subjects = {}
    for tile in tiles:
        assert tile.starts < tile.ends
        subjects.setdefault((tile.rule_id, tile.subject_kind, tile.subject_id), []).append(tile)
    for mine in subjects.values():
        ordered = sorted(mine, key=lambda tile: tile.starts)
        assert all(a.ends <= b.starts for a, b in itertools.pairwise(ordered))


def test_there_are_cases_for_every_rule():
    spoken_of = {expected["rule"] for _, data in CASES for expected in case_of(data).expect}
    assert spoken_of == {rule.id for rule in BOOK.rules if not rule.is_listed}


def test_there_are_at_least_sixty_cases():
    assert len(CASES) >= 60
