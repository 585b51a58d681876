"""Planning a drill: new, edit, confirm, move, cancel."""

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.drills import actions
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.facts import Span
from emergency.drills.filled import details_form_of, move_form_of, reason_form_of
from emergency.drills.forms import CancelForm, ConfirmForm, Parts
from emergency.drills.forms_secret import SecretCancelForm, SecretDrillForm, is_silent
from emergency.drills.forms_span import DrillForm
from emergency.drills.models import Drill
from emergency.drills.offering import has_secret_plans, offer_to
from emergency.drills.queries import Taker, takers_of
from emergency.drills.queries_own import own_drill, parts_named
from emergency.drills.question import number
from emergency.drills.views_act import Asking, asked, closed, pressed
from emergency.drills.words import Act
from emergency.units.queries import UnitFilter, get_unit, list_units

MOVE = Asking(
    Act.MOVE, "改期", "改期",
    "改期前的日期保留在办理经过里，首次发布的日期不变；订阅的日历随之更新，下载后导入的不会变，请重新下载。",
    "演练已改期。",
)  # fmt: skip
CANCEL = Asking(
    Act.CANCEL, "取消演练", "取消演练", "取消的演练不删除，在台账和日历中标为已取消。",
    "演练已取消；日历中保留并标为已取消。",
)  # fmt: skip


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
    scope = current_scope()
    form = SecretDrillForm() if request.args.get("secret") == "1" else DrillForm()
    unit = get_unit(scope, unit_id)
    offers = offer_to(scope, form, unit, form.day.data or clock.today())

    def deed() -> Drill:
        parts = _parts(scope, form)
        return actions.create_drill(
            scope, get_unit(scope, unit_id), form.planned(parts), state=form.state, anyway=form.on_purpose
        )

    return done(form, deed, "演练已安排。") or (
        render_template(
            "drills/edit.html",
            form=form,
            unit=unit,
            drill=None,
            offers=offers,
            closed=None,
            silent=is_silent(form),
            has_secret_plans=has_secret_plans(scope, unit),
        ),
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
        parts = _parts(scope, form, known)
        span = Span(drill.starts_at, drill.ends_at, drill.all_day)
        actions.edit_drill(scope, drill, unit, form.details(parts, span), form.version)
        return drill

    return done(form, deed, "演练计划已修改。") or (
        render_template(
            "drills/edit.html",
            form=form,
            unit=unit,
            drill=drill,
            offers=offers,
            closed=closed(scope, drill, unit, Act.EDIT),
            silent=is_silent(form),
            has_secret_plans=False,
        ),
        form.status,
    )


@blueprint.post("/drills/<int:drill_id>/confirm")
@needs(Permission.DRILL_EDIT)
def confirm(drill_id: int) -> ResponseReturnValue:
    """Settle the day."""
    return pressed(
        drill_id, ConfirmForm(), lambda scope, drill, form: actions.confirm_drill(scope, drill, form.version),
        "演练日期已确定。",
    )  # fmt: skip


@blueprint.route("/drills/<int:drill_id>/move", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def move(drill_id: int) -> ResponseReturnValue:
    """Another time, and why."""

    def deed(scope: Scope, drill: Drill, form: Any) -> None:
        reason = form.reason.data if form.reason else ""
        actions.move_drill(scope, drill, form.span(), reason, form.version, form.on_purpose)

    return asked(drill_id, MOVE, move_form_of, deed)


@blueprint.route("/drills/<int:drill_id>/cancel", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def cancel(drill_id: int) -> ResponseReturnValue:
    """The drill will not be held, and why."""
    return asked(
        drill_id, CANCEL, lambda drill: reason_form_of(drill, CancelForm, SecretCancelForm),
        lambda scope, drill, form: actions.cancel_drill(scope, drill, form.reason.data, form.version),
    )  # fmt: skip


def _parts(scope: Scope, form: Any, known: Iterable[Taker] = ()) -> Parts:
    """The units that the form names; the one without room for words names none."""
    if is_silent(form):
        return ()
    participating, observing = form.takers()
    return parts_named(scope, participating, observing, known)
