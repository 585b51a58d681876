"""From the engine's tiles to rows: cut where the counting of a unit changes, with the columns that sums read (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from itertools import pairwise
from typing import Any

from emergency.base.canonical import canonical
from emergency.obligations.facts import RegionTerms, Tile
from emergency.obligations.rules import LawBook
from emergency.units.facts import UnitHistory

# The columns that make a row what it is; known times and the row's number are not among them.
COLUMNS = (
    "unit_id", "unit_kind", "counted", "region_code", "rule_id", "rule_version", "duty_group", "force",
    "subject_kind", "subject_id", "starts", "ends", "met_until", "soon_from", "overdue_from", "late_from",
    "backfill_until", "due_on", "provisional", "late", "evidence_id", "basis",
)  # fmt: skip
Values = Mapping[str, Any]


def rows_of(unit: UnitHistory, tiles: Iterable[Tile], book: LawBook, terms: RegionTerms | None) -> Iterator[Values]:
    """The rows of a unit's tiles."""
    for tile in tiles:
        for part, counted in counted_parts(unit, tile):
            yield _row(unit, part, book, terms, counted)


def counted_parts(unit: UnitHistory, tile: Tile) -> Iterator[tuple[Tile, bool]]:
    """The tile in parts on which the unit is in the denominator or not."""
    edges = {day for span in unit.counted for day in (span.valid_from, span.valid_to)}
    days = sorted({tile.starts, tile.ends, *(day for day in edges if tile.starts < day < tile.ends)})
    for starts, ends in pairwise(days):
        yield replace(tile, starts=starts, ends=ends), unit.counts_on(starts)


def _row(unit: UnitHistory, tile: Tile, book: LawBook, terms: RegionTerms | None, counted: bool) -> Values:
    rule = next(rule for rule in book.versions(tile.rule_id) if rule.version == tile.rule_version)
    late_from = tile.basis.get("late_from")
    return {
        **{name: value for name, value in asdict(tile).items() if name in COLUMNS},
        "unit_kind": unit.kind.value,
        "counted": counted,
        "duty_group": rule.group.value,
        "force": str(tile.basis["force"]),
        "subject_kind": tile.subject_kind.value,
        "late_from": date.fromisoformat(str(late_from)) if late_from else tile.overdue_from,
        "backfill_until": terms.backfill_until if terms else None,
        "late": bool(tile.basis.get("late")),
        "basis": dict(tile.basis),
    }


def fingerprint(values: Values) -> str:
    """One text for one row, by which a recompute sees what did not change."""
    return canonical({name: values[name] for name in COLUMNS})
