"""The checklist of a region or unit: on screen, as PDF, its missing rows as Excel; points and entries."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import (
    actions,
    behind,
    papers,
    queries,
    queries_behind,
    queries_duties,
    queries_sealed,
    views_batches,
    views_bodies,
    views_campaigns,
    views_files,
    views_packs,
    views_templates,
)
from emergency.assessment.actions_prints import note_prints, printed
from emergency.assessment.behind import Shown
from emergency.assessment.door import XLSX, blueprint
from emergency.assessment.facts import Subject
from emergency.assessment.forms import entry_form, name_of, points_form
from emergency.assessment.queries_campaigns import get_campaign, template_of
from emergency.assessment.queries_sheet import sheet_of
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_day, asked_number, asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.paging import page_of
from emergency.base.tabled import exportable
from emergency.base.web import send_document, writing
from emergency.coverage.actions import is_recomputing
from emergency.units.queries import UnitFilter, list_units
from emergency.units.queries_regions import children, get_region, paths_of, roots

__all__ = [
    "blueprint", "views_batches", "views_bodies", "views_campaigns", "views_files", "views_packs", "views_templates",
]  # fmt: skip
SUBJECT = "/<any(regions, units):kind>/<string:key>"


@blueprint.get("")
@needs(Permission.CHECKLIST_VIEW)
def overview() -> ResponseReturnValue:
    """Choose whose sheet: the regions of the viewer level by level, and the units in them."""
    scope, code = current_scope(), asked_text("region")
    region = get_region(scope, code) if code else None
    branches = children(scope, code).items if region else roots(scope)
    units = list_units(scope, UnitFilter(region=code, text=asked_text("q")), asked_page())
    return render_template(
        "assessment/overview.html", region=region, branches=branches, units=units, audiences=queries.AUDIENCES,
        paths=paths_of({unit.region_code for unit in units.items}, own=True), on=_day(), text=asked_text("q"),
    )  # fmt: skip


@blueprint.get(SUBJECT)
@needs(Permission.CHECKLIST_VIEW)
def sheet(kind: str, key: str) -> ResponseReturnValue:
    """The sheet on screen; every computed figure leads to the rows behind it."""
    scope = current_scope()
    subject = queries.get_subject(scope, kind, key)
    shown = sheet_of(scope, subject, _day(), url_for)
    return render_template(
        "assessment/sheet.html", sheet=shown, subject=subject, kind=kind, on=_day(), entered=_entered(subject)
    )


@blueprint.get(f"{SUBJECT}/paper")
@needs(Permission.CHECKLIST_VIEW)
def paper(kind: str, key: str) -> ResponseReturnValue:
    """The same sheet as PDF."""
    scope = current_scope()
    subject = queries.get_subject(scope, kind, key)
    document = snapshot_of(scope, subject, _day())
    made = papers.paper(document)
    note_prints([printed(document, made)])
    return send_document(made, papers.paper_name(subject, _day(), ".pdf"), "application/pdf")


@blueprint.get(f"{SUBJECT}/missing")
@needs(Permission.CHECKLIST_VIEW)
def missing(kind: str, key: str) -> ResponseReturnValue:
    """Everything that is missing, as Excel."""
    scope = current_scope()
    subject = queries.get_subject(scope, kind, key)
    made = papers.gap_workbook(subject, _day(), queries_duties.all_gaps(scope, subject, _day()))
    return send_document(made, papers.paper_name(subject, _day(), "-缺项清单.xlsx"), XLSX)


@blueprint.get(f"{SUBJECT}/items/<string:item_id>/rows")
@needs(Permission.CHECKLIST_VIEW)
@exportable
def rows(kind: str, key: str, item_id: str) -> ResponseReturnValue:
    """The rows behind one figure of an item; they add up to it."""
    scope, number = current_scope(), asked_number("campaign")
    campaign = get_campaign(scope, number) if number else None
    on = min(campaign.as_of, clock.today()) if campaign else _day()
    asked = template_of(campaign) if campaign else None
    subject, item = queries.get_subject(scope, kind, key), queries_behind.item_of(item_id, asked)
    which = Shown(asked_text("show")) if asked_text("show") in set(Shown) else Shown.OWED
    sealed = queries_sealed.rows_in(scope, campaign, subject, item.id) if campaign else None
    found = sealed if sealed is not None else queries_behind.rows_of(scope, subject, item, on)
    wanted = behind.shown(found, which)
    page = page_of(wanted, asked_page())
    return render_template(
        "assessment/rows.html", subject=subject, kind=kind, item=item, on=on, which=which, words=behind.SHOWN_WORDS,
        total=behind.total(wanted, which), page=page, rows=queries_behind.named(page.items, subject, on),
        recomputing=sealed is None and is_recomputing(), sealed=campaign if sealed is not None else None,
    )  # fmt: skip


@blueprint.route(f"{SUBJECT}/items/<string:item_id>", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_SCORE)
def entry(kind: str, key: str, item_id: str) -> ResponseReturnValue:
    """Enter what people judged for one item, with the reason."""
    scope, year = current_scope(), asked_number("year", clock.today().year)
    subject = queries.get_subject(scope, kind, key)
    item = queries.get_item(subject, item_id)
    form = entry_form(item)
    if form.sent():
        try:
            with writing():
                actions.enter_answer(
                    scope, queries.get_subject(scope, kind, key), item, year, form.reason.data,
                    ticked=form.ticked, faults=form.faults(item), points=form.points,
                )  # fmt: skip
                flash(f"第{item.id}条已录入。")
                return redirect(url_for("assessment.sheet", kind=kind, key=key), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    earlier = queries.current_entries(subject, year).get(item.id)
    return render_template(
        "assessment/entry.html", form=form, item=item, subject=subject, kind=kind, year=year, earlier=earlier
    ), form.status


@blueprint.route("/points", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_EDIT)
def points() -> ResponseReturnValue:
    """Set every item's points at once; all left empty prints a sheet without points."""
    scope, template = current_scope(), queries.template_in_force()
    newest = queries.newest_template()
    form, number = points_form(template), newest.number if newest else 0
    if form.sent():
        try:
            with writing():
                known = asked_number("number", number)
                actions.set_points(scope, form.chosen(template), form.reason.data, known)
                flash("分值已保存，新打印的自查表按新分值计算。")
                return redirect(url_for("assessment.overview"), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    versions = queries.template_versions(scope)
    return render_template(
        "assessment/points.html", form=form, template=template, number=number, versions=versions, name_of=name_of
    ), form.status


def _day() -> date:
    """The day of the assessment: the one in the address, else today."""
    return asked_day("on") or clock.today()


def _entered(subject: Subject) -> list[tuple[str, str, bool]]:
    """The items that people enter: number, text, whether something was entered this year."""
    entries = queries.current_entries(subject, _day().year)
    asked = queries.template_in_force().items_for(subject.audience, subject.unit_kind)
    return [(item.id, item.text, item.id in entries) for item in asked if item.measure is None]
