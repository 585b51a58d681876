"""The list of records by filter, and the same rows as Excel."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_number, asked_page, asked_text
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.records import queries
from emergency.records.doors import blueprint
from emergency.records.queries import RecordFilter
from emergency.records.rules import kinds_for
from emergency.records.sheet import COLUMNS, cells_of, filter_words, remarks_of, years_of
from emergency.records.words import KIND_LABELS, STATE_LABELS, WORDINGS
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries import get_unit
from emergency.units.queries_regions import paths_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR, LAST_YEAR = 1949, 2098


@blueprint.get("/records")
@needs(Permission.RECORD_VIEW)
def ledger() -> ResponseReturnValue:
    """The records that the viewer may see, by filter, in pages."""
    scope, wanted = current_scope(), _wanted()
    unit, way = _unit(wanted), _way(wanted.region)
    page = queries.list_records(scope, wanted, asked_page())
    ways = paths_of({row.unit.region_code for row in page.items}, own=True)
    kinds = [(kind, WORDINGS[kind]) for kind in kinds_for(UnitKind(unit.kind), unit.line)] if unit else []
    return render_template(
        "records/ledger.html", page=page, wanted=wanted, ways=ways, unit=unit, kinds=kinds, labels=KIND_LABELS,
        states=STATE_LABELS, told=filter_words(wanted, way, unit.name if unit and wanted.unit_id else ""),
        remarks_of=remarks_of, years_of=years_of,
    )  # fmt: skip


@blueprint.get("/records/export")
@needs(Permission.RECORD_VIEW)
def export() -> ResponseReturnValue:
    """Exactly these rows as Excel, the filter printed above them."""
    scope, wanted = current_scope(), _wanted()
    unit, way = _unit(wanted), _way(wanted.region)
    rows = queries.all_records(scope, wanted)
    ways = paths_of({row.unit.region_code for row in rows}, own=True)
    words = filter_words(wanted, way, unit.name if unit and wanted.unit_id else "")
    told = f"筛选：{words}；共 {len(rows)} 条；导出日期 {clock.today().isoformat()}"
    lines = [cells_of(row, ways.get(row.unit.region_code, "")) for row in rows]
    content = workbook("工作记录", [told], COLUMNS, lines, has_samples=any(row.record.sample for row in rows))
    return send_document(content, f"工作记录{clock.today():%Y%m%d}.xlsx", XLSX)


def _wanted() -> RecordFilter:
    year = asked_number("year")
    return RecordFilter(
        region=asked_text("region")[:12],
        unit_id=asked_number("unit") or None,
        kind=_one_of("kind", set(KIND_LABELS)),
        year=year if FIRST_YEAR <= year <= LAST_YEAR else 0,
        state=_one_of("state", set(STATE_LABELS)),
        text=asked_text("text"),
    )


def _one_of(name: str, known: set[str]) -> str:
    value = asked_text(name)
    return value if value in known else ""


def _unit(wanted: RecordFilter) -> Unit | None:
    """The unit that the list is about: the one asked for, or a contact person's only one. Raises NotFound."""
    scope = current_scope()
    if wanted.unit_id is not None:
        return get_unit(scope, wanted.unit_id)
    return get_unit(scope, scope.unit_ids[0]) if len(scope.unit_ids) == 1 else None


def _way(code: str) -> str:
    """The way to a region; of one out of the scope nothing is told."""
    if not code or not current_scope().covers(code):
        return ""
    return paths_of([code], own=True).get(code, "")
