"""Pages of units: the list, one unit, a new one, edits."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock, slots
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.web import send_document, writing
from emergency.units import (
    queries,
    queries_checks,
    queries_details,
    queries_regions,
    views_checks,
    views_contacts,
    views_details,
    views_regions,
    views_succession,
)
from emergency.units.actions import add_unit, confirm_unit, edit_unit, set_unit_counted
from emergency.units.checks import STANDING_LABELS, half_word
from emergency.units.doors import blueprint
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.forms import CountForm, EditUnitForm, NewUnitForm, StandingUnitForm
from emergency.units.forms_regions import values_of
from emergency.units.ledger import XLSX, ledger_sheet
from emergency.units.lines import LINES, SuccessionKind, SuperiorKind
from emergency.units.pages import unit_act
from emergency.units.queries import UnitFilter

__all__ = ["blueprint", "views_checks", "views_contacts", "views_details", "views_regions", "views_succession"]


@blueprint.get("/units")
@needs(Permission.UNIT_VIEW)
def ledger() -> ResponseReturnValue:
    """The list of units by filter, in pages."""
    scope, asked = current_scope(), _filter()
    page = queries.list_units(scope, asked, asked_page())
    codes = {unit.region_code for unit in page.items}
    # The way to a stranger's region is not told, though the address may ask for it.
    near = {asked.region} if scope.covers(asked.region) else set()
    ways = queries_regions.paths_of(codes | near, own=True)
    return render_template(
        "units/ledger.html",
        page=page,
        asked=asked,
        ways=ways,
        kinds=UNIT_KIND_LABELS,
        lines=[(line, line) for line in LINES],
    )


@blueprint.get("/units/export")
@needs(Permission.UNIT_VIEW)
def export() -> ResponseReturnValue:
    """The same list as Excel, the filter printed above it."""
    scope, asked = current_scope(), _filter()
    return send_document(ledger_sheet(scope, asked), f"单位名单{clock.today():%Y%m%d}.xlsx", XLSX)


@blueprint.get("/units/find")
@needs(Permission.UNIT_VIEW)
def find() -> ResponseReturnValue:
    """Suggestions for a field that names a unit: the first few that fit, each with its way."""
    text = asked_text("q")
    page = queries.list_units(current_scope(), UnitFilter(text=text)) if text else None
    units = list(page.items[:10]) if page else []
    ways = queries_regions.paths_of({unit.region_code for unit in units}, own=True)
    found = [(unit.id, unit.name, ways.get(unit.region_code, "")) for unit in units]
    return render_template("units/_found.html", found=found, total=page.total if page else 0)


@blueprint.get("/units/<int:unit_id>")
@needs(Permission.UNIT_VIEW)
def page(unit_id: int) -> ResponseReturnValue:
    """One unit: what is known of it, whom to call, what happened to it, and what other rooms say."""
    scope = current_scope()
    unit = queries.get_unit(scope, unit_id)
    superiors = queries_details.superiors_of(scope, unit_id)
    successions = queries_details.unit_successions(scope, unit_id)
    versions = queries_details.unit_versions(scope, unit_id)
    ways = queries_regions.paths_of({unit.region_code, *(row.region_code for row in versions)}, own=True)
    others = [row.superior_id for row in superiors]
    for row in successions:
        others += [row.unit_id, row.other_id]
    return render_template(
        "units/page.html",
        unit=unit,
        kind=UNIT_KIND_LABELS[UnitKind(unit.kind)],
        kinds=UNIT_KIND_LABELS,
        way=ways[unit.region_code],
        ways=ways,
        facts=queries_details.facts_of(scope, unit_id),
        unrecorded=queries_details.unrecorded_facts(scope, unit_id),
        superiors=superiors,
        superior_kinds={kind.value: kind.label for kind in SuperiorKind},
        contacts=queries_details.contacts_of(scope, unit_id),
        contact_task=queries_checks.task_of(unit_id),
        contact_words=STANDING_LABELS,
        half=half_word(clock.today()),
        versions=versions,
        successions=successions,
        succession_kinds={kind.value: kind.label for kind in SuccessionKind},
        names=queries_details.seen_names(scope, others),
        parts=slots.page_part("unit").call(scope, unit_id),
    )


@blueprint.route("/units/new", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def new() -> ResponseReturnValue:
    """Add a unit by form."""
    scope, form = current_scope(), NewUnitForm()
    if request.method == "GET":
        form.region_code.data = asked_text("region")
    added = []
    if done(form, lambda: added.append(add_unit(scope, form.details(), form.entry()))):
        said = f"已登记“{added[0].name}”。请继续登记与它有关的情况。"
        return go(url_for("units.page", unit_id=added[0].id), said)
    return render_template("units/unit_form.html", form=form, unit=None, way=_way(form.region_code.data)), form.status


@blueprint.route("/units/<int:unit_id>/edit", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def edit(unit_id: int) -> ResponseReturnValue:
    """Change what a unit is, from a day on."""
    scope = current_scope()
    unit = queries.get_unit(scope, unit_id)
    kept = ("kind", "region_code", "line", "uscc", "address", "active_from", "version")
    form = (StandingUnitForm if unit.represents else EditUnitForm)(data=values_of(unit, kept))

    def act() -> None:
        found = queries.get_unit(scope, unit_id)
        details, since, source = form.details_for(found), form.since.data, form.source.data
        edit_unit(scope, found, details, since, source, form.seen, active_from=form.active_from.data)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "已保存。")
    place = unit.region_code if unit.represents else form.region_code.data
    return render_template("units/unit_form.html", form=form, unit=unit, way=_way(place)), form.status


@blueprint.route("/units/<int:unit_id>/count", methods=["GET", "POST"])
@needs(Permission.REGION_EDIT)
def count(unit_id: int) -> ResponseReturnValue:
    """Take a unit into the denominator, or list it apart, with the reason."""
    scope = current_scope()
    unit = queries.get_unit(scope, unit_id)
    form = CountForm(data={"counted": "no" if unit.counted else "yes", "version": unit.version})

    def act() -> None:
        found = queries.get_unit(scope, unit_id)
        set_unit_counted(scope, found, form.counts, form.reason.data, form.since.data, form.seen)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "计算口径已修改，理由已留在操作日志里。")
    return unit_act(form, unit, "计算口径")


@blueprint.post("/units/<int:unit_id>/confirm")
@needs(Permission.UNIT_EDIT)
def confirm(unit_id: int) -> ResponseReturnValue:
    """Take a unit of the starter list as real."""
    try:
        with writing():
            confirm_unit(current_scope(), queries.get_unit(current_scope(), unit_id))
        flash("已确认，从现在起计入。", "success")
    except Refusal as refusal:
        flash(refusal.sentence, "warning")
    return redirect(url_for("units.page", unit_id=unit_id), 303)


def _filter() -> UnitFilter:
    names = ("region", "kind", "line", "counted", "text", "state")
    given = {name: asked_text(name) for name in names if asked_text(name)}
    return UnitFilter(**given)


def _way(code: str | None) -> str:
    """The way to a region, for a field that holds its code; empty for what is out of the scope."""
    if not code or not current_scope().covers(code):
        return ""
    return queries_regions.paths_of([code], own=True).get(code, "")
