"""What the records room adds to the page of a unit and of a region."""

from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.acting import part
from emergency.records import queries
from emergency.records.rules import kinds_for
from emergency.records.sheet import remarks_of, years_of
from emergency.records.words import KIND_LABELS, WORDINGS
from emergency.units.facts import UnitKind
from emergency.units.queries import get_unit


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The newest records of a unit, and the ways to register one."""
    if not scope.may(Permission.RECORD_VIEW):
        return Markup()
    unit = get_unit(scope, unit_id)
    return part(
        "records/_of_unit.html", rows=queries.newest_of_unit(scope, unit_id), unit_id=unit_id, labels=KIND_LABELS,
        kinds=[(kind, WORDINGS[kind]) for kind in kinds_for(UnitKind(unit.kind), unit.line)],
        remarks_of=remarks_of, years_of=years_of,
    )  # fmt: skip


def region_part(scope: Scope, code: str) -> Markup:
    """This year's records of a region, counted by kind."""
    if not scope.may(Permission.RECORD_VIEW):
        return Markup()
    year = clock.today().year
    counts = queries.counts_of(scope, code, year)
    return part("records/_of_region.html", code=code, year=year, counts=counts, labels=KIND_LABELS)


def named_records(record_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What records are called beside their papers, and where they stand. Fills a slot of base."""
    kinds = queries.kinds_of(record_ids)
    return {number: (KIND_LABELS[kind], url_for("records.page", record_id=number)) for number, kind in kinds.items()}
