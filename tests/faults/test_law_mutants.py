"""Every rule changed in one place is caught by a case worked out by hand."""

from pathlib import Path

import pytest
import yaml
from golden_cast import goldens
from law_mutants import mutants

from emergency.obligations.catalogue import read_rows, rule_of
from emergency.obligations.lawbook import LawBook

ROWS = [row for row in read_rows(Path("seeds/reference/law")) if row["demand"] != {"shape": "listed"}]
RULES = [rule_of(row) for row in ROWS]
CASES = goldens()
EQUAL = yaml.safe_load(Path(__file__).with_name("equal_mutants.yaml").read_text(encoding="utf-8"))
REASONS = {name: group["reason"] for group in EQUAL for name in group["mutants"]}


def survivors(row):
    """The names of the changes of one rule that no case notices."""
    cases = sorted(CASES, key=lambda golden: not golden.speaks_of(row["id"]))
    return [name for name, changed in mutants(row) if not _noticed(cases, changed)]


def _noticed(cases, changed):
    others = tuple(rule for rule in RULES if rule.id != changed["id"] and rule.group == "filing")
    try:
        book = LawBook((*others, rule_of(changed)))
    except ValueError:
        # The validator refuses the change before any case could: it would never be loaded.
        return True
    return any(golden.faults(book, changed["id"]) for golden in cases)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_no_change_of_a_rule_goes_unnoticed(row):
    equal = [name for name, _ in mutants(row) if name in REASONS]
    assert survivors(row) == equal


def test_what_is_called_equal_is_a_change_that_exists():
    known = {name for row in ROWS for name, _ in mutants(row)}
    assert set(REASONS) <= known
