"""From the engine's tiles to rows: cut where the unit moves or its counting changes, with what sums read (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from emergency.base.canonical import canonical
from emergency.obligations.facts import RegionTerms, Tile
from emergency.obligations.lawbook import LawBook
from emergency.units.facts import FactSpan, UnitHistory

# The columns that make a row what it is; known times and the row's number are not among them.
COLUMNS = (
    "unit_id", "unit_kind", "counted", "region_code", "rule_id", "rule_version", "duty_group", "force",
    "subject_kind", "subject_id", "starts", "ends", "met_until", "soon_from", "overdue_from", "late_from",
    "backfill_until", "due_on", "provisional", "late", "evidence_id", "basis",
)  # fmt: skip
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Stay:
    """Days [starts, ends) on which a unit lay in a region or regions of the same terms."""

    starts: date
    ends: date
    terms: RegionTerms | None


def stays(unit: UnitHistory, terms: Mapping[str, RegionTerms]) -> list[Stay]:
    """The days of a unit by the 台账启用日 and 补录截止日 that hold where it lay; one stay unless it moved."""
    found: list[Stay] = []
    for span in unit.regions or (FactSpan(unit.region_code, date.min),):
        term = terms.get(str(span.value))
        if found and found[-1].terms == term:
            found[-1] = replace(found[-1], ends=span.valid_to)
        else:
            found.append(Stay(span.valid_from, span.valid_to, term))
    return found


def rows_of(unit: UnitHistory, tiles: Iterable[Tile], book: LawBook, stay: Stay) -> Iterator[Values]:
    """The rows of a unit's tiles, as far as they lie within the stay."""
    for tile in tiles:
        starts, ends = max(tile.starts, stay.starts), min(tile.ends, stay.ends)
        if starts < ends:
            for part in parts_of(unit, replace(tile, starts=starts, ends=ends)):
                yield _row(unit, part, book, stay.terms)


def parts_of(unit: UnitHistory, tile: Tile) -> Iterator[Tile]:
    """The tile in parts on which the unit is of one kind, in one region, and in the denominator or not."""
    spans = (*unit.counted, *unit.kinds, *unit.regions)
    edges = {day for span in spans for day in (span.valid_from, span.valid_to)}
    days = sorted({tile.starts, tile.ends, *(day for day in edges if tile.starts < day < tile.ends)})
    for starts, ends in pairwise(days):
        yield replace(tile, starts=starts, ends=ends, region_code=unit.region_on(starts))


def _row(unit: UnitHistory, tile: Tile, book: LawBook, terms: RegionTerms | None) -> Values:
    rule = next(rule for rule in book.versions(tile.rule_id) if rule.version == tile.rule_version)
    late_from = tile.basis.get("late_from")
    return {
        **{name: value for name, value in asdict(tile).items() if name in COLUMNS},
        "unit_kind": unit.kind_on(tile.starts).value,
        "counted": unit.counts_on(tile.starts),
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
