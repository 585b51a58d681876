"""Cases written from the articles by hand: what is owed on a day, and the light, due day and overdue day of each."""

from datetime import date
from pathlib import Path

import yaml

from emergency.base.workdays import table_of
from emergency.obligations.casefile import case_of
from emergency.obligations.derive import derive
from emergency.obligations.rules import Force
from emergency.obligations.state import state_on, tile_on

FOLDER = Path(__file__).parent / "obligations" / "cases" / "golden"
# 性质 as an official writes it in a case: 义务, 原则上, … ; what is not named is not owed on that day.
FORCES = {
    "义务": Force.DUTY,
    "原则上": Force.PRINCIPLE,
    "未定次数": Force.UNDATED,
    "逐次": Force.EVENT,
    "情形": Force.TRIGGER,
    "推荐": Force.RECOMMENDED,
    "部署": Force.LOCAL,
}
SUBJECTS = ("plan", "drill", "trigger", "filing", "incident")


def _workdays():
    lines = Path("seeds/reference/workdays.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return table_of((date.fromisoformat(day), kind == "work") for day, kind, *_ in rows)


WORKDAYS = _workdays()


class Golden:
    """One case: its facts, what an official expects of it, and the words that say why."""

    def __init__(self, stem, data):
        told = {name: value for name, value in data.items() if name not in ("words", "owes")}
        self.name = f"{stem}: {data['title']}"
        self.words = data["words"]
        self.case = case_of(told)
        self.owes = [_plain(row) for row in data.get("owes", ())]

    def speaks_of(self, rule_id):
        """Whether the case names the rule."""
        owed = any(rule_id in rules for row in self.owes for word, rules in row.items() if word != "on")
        return owed or any(row["rule"] == rule_id for row in self.case.expect)

    def tiles(self, book):
        """What the engine derives of the facts under a law book."""
        case = self.case
        told = {"terms": case.terms, "acts": case.acts, "happenings": case.happenings}
        return derive(case.unit, case.plans, case.credits, book, workdays=WORKDAYS, **told)

    def faults(self, book, only=None):
        """Sentences: where the engine says otherwise than the case; ``only`` looks at one rule."""
        tiles = [tile for tile in self.tiles(book) if only in (None, tile.rule_id)]
        found = [fault for row in self.owes for fault in _owed_faults(tiles, book, row, only)]
        asked = [row for row in self.case.expect if only in (None, row["rule"])]
        return found + [fault for row in asked for fault in _light_faults(tiles, row)]


def goldens():
    """All cases of the folder, in the order of file names."""
    files = sorted(FOLDER.glob("*.yaml"))
    return [Golden(file.stem, data) for file in files for data in yaml.safe_load(file.read_text(encoding="utf-8"))]


def _plain(row):
    return {"on" if word is True else word: value for word, value in row.items()}


def _owed_faults(tiles, book, row, only):
    """The whole list of a day: what is missing, what is too much, and what has another force."""
    day = row["on"]
    written = {rule: FORCES[word] for word, rules in row.items() if word != "on" for rule in rules}
    if only:
        written = {rule: force for rule, force in written.items() if rule == only}
    now = [tile for tile in tiles if tile.starts <= day < tile.ends]
    said = {tile.rule_id: _force(book, tile) for tile in now}
    for rule in sorted(written.keys() | said.keys()):
        if written.get(rule) != said.get(rule):
            yield f"{day} {rule}: expected {written.get(rule)}, derived {said.get(rule)}"


def _force(book, tile):
    return next(rule.force for rule in book.versions(tile.rule_id) if rule.version == tile.rule_version)


def _light_faults(tiles, row):
    found = [tile for tile in tiles if tile.rule_id == row["rule"]]
    for kind in SUBJECTS:
        if kind in row:
            found = [tile for tile in found if tile.subject_kind == kind and tile.subject_id == row[kind]]
    said = _light(tile_on(found, row["on"]), row["on"])
    for word in row.keys() - {"on", "rule", *SUBJECTS}:
        if said.get(word) != row[word]:
            yield f"{row['on']} {row['rule']} {word}: expected {row[word]}, derived {said.get(word)}"


def _light(tile, day):
    if tile is None:
        return {"state": "not_owed"}
    light = {"state": state_on(tile, day).status.value, "due": tile.due_on, "overdue": tile.overdue_from}
    return {**light, "marks": sorted(state_on(tile, day).marks), "provisional": tile.provisional}
