"""Planning a drill: new, edit, confirm, move, cancel."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.facts import Span
from emergency.drills.filled import details_form_of, move_form_of
from emergency.drills.forms import CancelForm, ConfirmForm, DrillForm
from emergency.drills.models import Drill
from emergency.drills.offering import offer_to
from emergency.drills.queries import takers_of
from emergency.drills.queries_own import own_drill, parts_named
from emergency.drills.question import number
from emergency.drills.views_drill import shown
from emergency.units.queries import UnitFilter, get_unit, list_units


@blueprint.get("/drills/new")
@needs(Permission.DRILL_EDIT)
def choose() -> ResponseReturnValue:
    """For whom the drill is planned: the units in scope, found by name."""
    text = request.args.get("q", "").strip()[:100]
    page = list_units(current_scope(), UnitFilter(text=text), number(request.args, "page", 1, 1, 100_000))
    return render_template("drills/choose.html", page=page, text=text)


@blueprint.route("/units/<int:unit_id>/drills/new", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def new(unit_id: int) -> ResponseReturnValue:
    """Plan a drill of a unit."""
    scope, form = current_scope(), DrillForm()
    unit = get_unit(scope, unit_id)
    offers = offer_to(scope, form, unit, form.day.data or clock.today())

    def deed() -> Drill:
        parts = parts_named(scope, form.participating.data or "", form.observing.data or "")
        return actions.create_drill(scope, get_unit(scope, unit_id), form.planned(parts))

    return done(form, deed, "演练已安排。") or (
        render_template("drills/edit.html", form=form, unit=unit, drill=None, offers=offers),
        form.status,
    )


@blueprint.route("/drills/<int:drill_id>/edit", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def edit(drill_id: int) -> ResponseReturnValue:
    """Change what is planned, but for the time."""
    scope = current_scope()
    drill, unit = own_drill(scope, drill_id)
    form = details_form_of(drill, takers_of([drill_id]).get(drill_id, []))
    offers = offer_to(scope, form, unit, clock.day_of(drill.starts_at))

    def deed() -> Drill:
        drill, unit = own_drill(scope, drill_id)
        known = takers_of([drill_id]).get(drill_id, [])
        parts = parts_named(scope, form.participating.data or "", form.observing.data or "", known)
        span = Span(drill.starts_at, drill.ends_at, drill.all_day)
        actions.edit_drill(scope, drill, unit, form.details(parts, span), form.version)
        return drill

    return done(form, deed, "演练计划已修改。") or (
        render_template("drills/edit.html", form=form, unit=unit, drill=drill, offers=offers),
        form.status,
    )


@blueprint.post("/drills/<int:drill_id>/confirm")
@needs(Permission.DRILL_EDIT)
def confirm(drill_id: int) -> ResponseReturnValue:
    """Settle the day."""
    scope, form = current_scope(), ConfirmForm()

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions.confirm_drill(scope, drill, form.version)
        return drill

    return done(form, deed, "演练日期已确定。") or shown(scope, drill_id, form)


@blueprint.route("/drills/<int:drill_id>/move", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def move(drill_id: int) -> ResponseReturnValue:
    """Another time, and why."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    form = move_form_of(drill)

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions.move_drill(scope, drill, form.span(), form.reason.data, form.version)
        return drill

    return done(form, deed, "演练已改期。") or (
        render_template("drills/move.html", form=form, drill=drill),
        form.status,
    )


@blueprint.route("/drills/<int:drill_id>/cancel", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def cancel(drill_id: int) -> ResponseReturnValue:
    """The drill will not be held, and why."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    form = CancelForm(data={"seen": str(drill.version)})

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions.cancel_drill(scope, drill, form.reason.data, form.version)
        return drill

    return done(form, deed, "演练已取消；日历中保留并标为已取消。") or (
        render_template("drills/cancel.html", form=form, drill=drill),
        form.status,
    )
