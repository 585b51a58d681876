"""What hangs on a rule before it is changed; fills the slots by which the law's pages ask."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.coverage.actions import CHUNK, Law, expected_rows, is_recomputing
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.queries import field_of, seen_by
from emergency.coverage.rules import COUNTED_FORCES
from emergency.coverage.tiles import COLUMNS
from emergency.obligations.effect import Effect, Standing, effect_of
from emergency.obligations.lawbook import LawBook
from emergency.obligations.queries import load_counting, load_workdays
from emergency.units.queries_histories import all_unit_ids

# A page may not wait longer: beyond so many units the trial says that it looked at some only.
MOST_TRIED = 5_000

# Unpacked, the statement is of any rows, as the scope's own narrowing takes it.
READ: tuple[Any, ...] = (Duty.unit_id, Duty.met_until, Duty.overdue_from, Duty.force)


def weight_of(scope: Scope, rule_id: str, on: date) -> Effect:
    """The duties that stand under a rule on a day, of the units that the viewer sees."""
    query: Select[Any] = select(*READ).where(OPEN, Duty.rule_id == rule_id, Duty.starts <= on, Duty.ends > on)
    rows = db.session.execute(seen_by(query, scope, field_of(scope)))
    standings = (Standing(unit, met, late, force in COUNTED_FORCES) for unit, met, late, force in rows)
    return replace(effect_of(standings, on), changing=is_recomputing())


def trial_of(book: LawBook, on: date) -> Effect:
    """What a law book would demand of all units on a day, were it the whole law; nothing is written."""
    every = all_unit_ids()
    chosen = every[:MOST_TRIED]
    return effect_of(_tried(chosen, book, on), on, len(chosen), len(every))


def _tried(unit_ids: Sequence[int], book: LawBook, on: date) -> Iterator[Standing]:
    law = Law(book, load_counting(), load_workdays())
    rest = iter(unit_ids)
    while chunk := list(islice(rest, CHUNK)):
        for row in expected_rows(chunk, law):
            told = dict(zip(COLUMNS, row, strict=True))
            if told["starts"] <= on.isoformat() < told["ends"]:
                days = (_day(told["met_until"]), _day(told["overdue_from"]))
                yield Standing(told["unit_id"], *days, told["force"] in COUNTED_FORCES)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
