"""What was ever true of units, as known at a moment, in the plain values that the engine reads."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Text, func, select, type_coerce

from emergency.base.clock import SHANGHAI
from emergency.base.database import db, plain_rows
from emergency.units.fact_values import clean
from emergency.units.facts import FactSpan, FactValue, UnitHistory, UnitKind
from emergency.units.models import Unit, UnitFact, UnitVersion
from emergency.units.within import is_among, known_at, lies_in

CHUNK = 500
# Columns, not objects: a rebuild reads every unit.
VERSION = (
    UnitVersion.unit_id, UnitVersion.kind, UnitVersion.region_code, UnitVersion.counted, UnitVersion.valid_from,
    UnitVersion.valid_to,
)  # fmt: skip
FACT = (
    UnitFact.unit_id, UnitFact.name, type_coerce(UnitFact.value, Text), UnitFact.valid_from, UnitFact.valid_to,
)  # fmt: skip
Item = TypeVar("Item")


def histories(unit_ids: Iterable[int], moment: datetime | None = None) -> dict[int, UnitHistory]:
    """The history of each unit as known at a moment (None: now); a unit not known then has no entry.

    Takes ids that were already seen through a scope, or all of them for a recompute: three queries a 500 units.
    """
    found: dict[int, UnitHistory] = {}
    for chunk in _chunks(sorted(set(unit_ids))):
        facts, recorded = _facts(chunk, moment), _recorded(chunk)
        for unit_id, versions in _versions(chunk, moment).items():
            found[unit_id] = _history(unit_id, versions, facts.get(unit_id, {}), recorded[unit_id])
    return found


def all_unit_ids() -> list[int]:
    """The ids of all units, for a rebuild; no person sees them through this."""
    return list(db.session.scalars(select(Unit.id).order_by(Unit.id)))


def unit_ids_in(code: str) -> list[int]:
    """The ids of all units that lie or once lay in a region, for an announcement; no person sees them through this."""
    query = select(UnitVersion.unit_id).where(lies_in(UnitVersion.region_code, code), known_at(UnitVersion, None))
    return list(db.session.scalars(query.distinct().order_by(UnitVersion.unit_id)))


def _history(unit_id: int, versions: Sequence[Any], facts: dict[str, list[FactSpan]], recorded_on: date) -> UnitHistory:
    last = versions[-1]
    return UnitHistory(
        unit_id=unit_id,
        kind=UnitKind(last.kind),
        region_code=last.region_code,
        active_from=versions[0].valid_from,
        active_to=last.valid_to,
        counted=_joined([FactSpan(row.counted, row.valid_from, row.valid_to) for row in versions]),
        facts={name: tuple(spans) for name, spans in facts.items()},
        kinds=_changes([FactSpan(row.kind, row.valid_from, row.valid_to) for row in versions]),
        regions=_changes([FactSpan(row.region_code, row.valid_from, row.valid_to) for row in versions]),
        recorded_on=recorded_on,
    )


def _changes(spans: Sequence[FactSpan]) -> tuple[FactSpan, ...]:
    """The spans of what changed at least once; nothing where it was always the same."""
    joined = _joined(spans)
    return joined if len(joined) > 1 else ()


def _joined(spans: Sequence[FactSpan]) -> tuple[FactSpan, ...]:
    """Spans that touch and say the same become one, so that a mere rename cuts no tile."""
    joined: list[FactSpan] = []
    for span in spans:
        if joined and joined[-1].valid_to == span.valid_from and joined[-1].value == span.value:
            joined[-1] = FactSpan(span.value, joined[-1].valid_from, span.valid_to)
        else:
            joined.append(span)
    return tuple(joined)


def _versions(unit_ids: Sequence[int], moment: datetime | None) -> dict[int, list[Any]]:
    query = select(*VERSION).where(is_among(UnitVersion.unit_id, unit_ids), known_at(UnitVersion, moment))
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in plain_rows(query.order_by(UnitVersion.unit_id, UnitVersion.valid_from)):
        grouped[row[0]].append(row)
    return grouped


def _recorded(unit_ids: Sequence[int]) -> dict[int, date]:
    """The day on which the register first heard of each unit, whatever was corrected since."""
    first = func.min(UnitVersion.known_from)
    query = select(UnitVersion.unit_id, first).where(is_among(UnitVersion.unit_id, unit_ids))
    rows = plain_rows(query.group_by(UnitVersion.unit_id))
    return {unit_id: moment.astimezone(SHANGHAI).date() for unit_id, moment in rows}


def _facts(unit_ids: Sequence[int], moment: datetime | None) -> dict[int, dict[str, list[FactSpan]]]:
    query = select(*FACT).where(is_among(UnitFact.unit_id, unit_ids), known_at(UnitFact, moment))
    grouped: dict[int, dict[str, list[FactSpan]]] = defaultdict(lambda: defaultdict(list))
    rows = plain_rows(query.order_by(UnitFact.unit_id, UnitFact.name, UnitFact.valid_from))
    for unit_id, name, value, starts, ends in rows:
        grouped[unit_id][name].append(FactSpan(_value(name, value), starts, ends))
    return grouped


@lru_cache(maxsize=1024)
def _value(name: str, told: str) -> FactValue:
    """What the text of a fact says; the same is said of most units."""
    return clean(name, json.loads(told))


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
