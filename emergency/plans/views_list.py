"""The list of plans by filter, and the same rows as Excel."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_number, asked_page, asked_text
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.obligations.facts import PLAN_KIND_LABELS, PLAN_LINE_LABELS
from emergency.plans import queries_list
from emergency.plans.doors import blueprint
from emergency.plans.expiry import told_of
from emergency.plans.queries_expiry import expiries_of
from emergency.plans.queries_list import STATES, PlanFilter
from emergency.plans.sheet import COLUMNS, filter_words, line_of
from emergency.units.queries_regions import paths_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/plans")
@needs(Permission.PLAN_VIEW)
def ledger() -> ResponseReturnValue:
    """The plans that the viewer may see, by filter, in pages."""
    scope, wanted = current_scope(), _wanted()
    page = queries_list.list_plans(scope, wanted, asked_page())
    ways = paths_of({row.unit.region_code for row in page.items}, own=True)
    today, ends = clock.today(), expiries_of([row.plan.id for row in page.items])
    return render_template(
        "plans/ledger.html", page=page, wanted=wanted, ways=ways, states=STATES, kinds=PLAN_KIND_LABELS,
        lines=PLAN_LINE_LABELS, told=filter_words(wanted, _way(wanted.region)),
        reminders={plan_id: told_of(day, today) for plan_id, day in ends.items()},
    )  # fmt: skip


@blueprint.get("/plans/export")
@needs(Permission.PLAN_VIEW)
def export() -> ResponseReturnValue:
    """Exactly these rows and columns as Excel, the filter printed above them."""
    scope, wanted = current_scope(), _wanted()
    rows = queries_list.all_plans(scope, wanted)
    ways = paths_of({row.unit.region_code for row in rows}, own=True)
    told = f"筛选：{filter_words(wanted, _way(wanted.region))}；共 {len(rows)} 条；导出日期 {clock.today().isoformat()}"
    ends = expiries_of(row.plan.id for row in rows)
    lines = [line_of(row, ways.get(row.unit.region_code, ""), ends.get(row.plan.id)) for row in rows]
    samples = any(row.plan.sample for row in rows)
    content = workbook("预案台账", [told], COLUMNS, lines, has_samples=samples)
    return send_document(content, f"预案台账{clock.today():%Y%m%d}.xlsx", XLSX)


def _wanted() -> PlanFilter:
    unit_id = asked_number("unit")
    return PlanFilter(
        region=asked_text("region")[:12],
        unit_id=unit_id or None,
        line=_one_of("line", {line.value for line in PLAN_LINE_LABELS}),
        kind=_one_of("kind", {kind.value for kind in PLAN_KIND_LABELS}),
        state=_one_of("state", set(STATES)),
        text=asked_text("text"),
    )


def _one_of(name: str, known: set[str]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""


def _way(code: str) -> str:
    if not code or not current_scope().covers(code):
        return ""
    return paths_of([code], own=True).get(code, "")
