"""From the engine's tiles to rows: cut where the unit moves or its counting changes, with what sums read (pure)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from json.encoder import encode_basestring
from typing import Any

from emergency.base.canonical import canonical
from emergency.obligations.facts import Plain, RegionTerms, SubjectKind, Tile
from emergency.obligations.lawbook import LawBook
from emergency.obligations.rules import Group
from emergency.units.facts import FactSpan, UnitHistory, UnitKind

# The columns that make a row what it is; known times and the row's number are not among them.
COLUMNS = (
    "unit_id", "unit_kind", "counted", "region_code", "rule_id", "rule_version", "duty_group", "force",
    "subject_kind", "subject_id", "starts", "ends", "met_until", "soon_from", "overdue_from", "late_from",
    "backfill_until", "due_on", "provisional", "late", "evidence_id", "basis",
)  # fmt: skip
# One row as the table keeps it: days and the basis as text, so that comparing is comparing tuples.
Row = tuple[Any, ...]
# How canonical JSON writes a value of a basis; the encoder of the library takes longer to be asked than to answer.
WRITTEN: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    bool: lambda value: "true" if value else "false",
}
# Asked a million times: a look into a table is half of what the word of an enum costs.
KIND_WORDS = {kind: kind.value for kind in UnitKind}
GROUP_WORDS = {group: group.value for group in Group}
SUBJECT_WORDS = {kind: kind.value for kind in SubjectKind}


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


def rows_of(unit: UnitHistory, tiles: Iterable[Tile], book: LawBook, stay: Stay) -> Iterator[Row]:
    """The rows of a unit's tiles, as far as they lie within the stay."""
    edges = _edges(unit)
    terms = stay.terms.backfill_until if stay.terms else None
    backfill_until = terms.isoformat() if terms else None
    for tile in tiles:
        if tile.starts < stay.starts or tile.ends > stay.ends:
            if max(tile.starts, stay.starts) >= min(tile.ends, stay.ends):
                continue
            tile = tile._replace(starts=max(tile.starts, stay.starts), ends=min(tile.ends, stay.ends))
        for part in parts_of(unit, tile, edges):
            yield _row(unit, part, book, backfill_until)


def _edges(unit: UnitHistory) -> tuple[date, ...]:
    """The days on which the unit changes its kind, its region, or whether it counts."""
    spans = (*unit.counted, *unit.kinds, *unit.regions)
    return tuple(sorted({day for span in spans for day in (span.valid_from, span.valid_to)}))


def parts_of(unit: UnitHistory, tile: Tile, edges: Iterable[date]) -> Iterable[Tile]:
    """The tile in parts on which the unit is of one kind, in one region, and in the denominator or not."""
    starts, ends = tile.starts, tile.ends
    inside = [day for day in edges if starts < day < ends]
    if not inside and not unit.regions:
        return (tile,)
    return [
        tile._replace(starts=starts, ends=ends, region_code=unit.region_on(starts))
        for starts, ends in pairwise((starts, *inside, ends))
    ]


def _row(unit: UnitHistory, tile: Tile, book: LawBook, backfill_until: str | None) -> Row:
    (unit_id, rule_id, version, subject_kind, subject_id, region_code, starts, ends, met_until, soon_from, overdue_from,
     due_on, provisional, evidence_id, basis) = tile  # fmt: skip
    overdue = overdue_from and overdue_from.isoformat()
    return (
        unit_id, KIND_WORDS[unit.kind_on(starts)], unit.counts_on(starts), region_code, rule_id, version,
        GROUP_WORDS[book.version(rule_id, version).group], basis["force"], SUBJECT_WORDS[subject_kind], subject_id,
        starts.isoformat(), ends.isoformat(), met_until and met_until.isoformat(),
        soon_from and soon_from.isoformat(), overdue, basis.get("late_from") or overdue, backfill_until,
        due_on and due_on.isoformat(), provisional, "late" in basis and bool(basis["late"]), evidence_id,
        canonical_basis(basis),
    )  # fmt: skip


def canonical_basis(basis: Mapping[str, Plain]) -> str:
    """A basis as base.canonical writes it."""
    told = [begins + WRITTEN.get(type(value := basis[name]), canonical)(value) for name, begins in _order(tuple(basis))]
    return f"{{{','.join(told)}}}"


@cache
def _order(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Some names of a basis in their order, each with how it begins; few sets of names are ever told."""
    return tuple((name, f'"{name}":') for name in sorted(names))
