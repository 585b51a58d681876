"""Recording a held drill, correcting the record, and the office's check."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions_check, actions_record
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.filled import hold_form_of, reason_form_of
from emergency.drills.forms import AcceptForm, ReturnForm
from emergency.drills.forms_secret import SecretReturnForm, is_silent
from emergency.drills.models import Drill
from emergency.drills.offering import offer_to
from emergency.drills.queries_own import organiser_of, own_drill
from emergency.drills.views_act import Asking, asked, closed, tell_closed
from emergency.drills.views_drill import shown
from emergency.drills.words import Act, State

RETURN = Asking(
    Act.RETURN, "退回举行记录", "退回", "单位会看到退回原因；已计入的义务从现在起不再计入，原记录保留。",
    "已退回，请单位更正后重新提交。",
)  # fmt: skip


@blueprint.route("/drills/<int:drill_id>/hold", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def hold(drill_id: int) -> ResponseReturnValue:
    """Record that the drill was held, or correct such a record."""
    scope = current_scope()
    drill, unit = own_drill(scope, drill_id)
    form = hold_form_of(drill)
    offers = offer_to(scope, form, unit, form.held_on.data or clock.today())

    reason = (form.reason.data or "") if form.reason else ""

    def deed() -> Drill:
        drill, unit = own_drill(scope, drill_id)
        actions_record.record_drill(scope, drill, unit, form.details(), reason, form.version)
        return drill

    act = Act.CORRECT if drill.state == State.HELD else Act.HOLD
    answer = done(form, deed, "举行情况已登记，待上级机构核对。")
    if answer is not None:
        return answer
    tell_closed(form, drill, act)
    page = render_template(
        "drills/hold.html", form=form, drill=drill, unit=unit, offers=offers, silent=is_silent(form),
        closed=closed(scope, drill, unit, act),
    )  # fmt: skip
    return page, form.status


@blueprint.post("/drills/<int:drill_id>/accept")
@needs(Permission.DRILL_ACCEPT)
def accept(drill_id: int) -> ResponseReturnValue:
    """The record is complete: the drill counts for its duties from now on."""
    scope, form = current_scope(), AcceptForm()
    chosen = own_drill(scope, drill_id)[0].duties
    said = "所选演练义务已计入。" if chosen else "这次演练没有选择演练义务，不计入任何一项。"

    def deed() -> Drill:
        drill, unit = own_drill(scope, drill_id)
        actions_check.accept_drill(scope, drill, unit, form.version)
        return drill

    return done(form, deed, f"已核对通过，{said}") or shown(scope, drill_id, form)


@blueprint.route("/drills/<int:drill_id>/return", methods=["GET", "POST"])
@needs(Permission.DRILL_ACCEPT)
def send_back(drill_id: int) -> ResponseReturnValue:
    """The record goes back with a reason; what it counted for ends."""
    return asked(
        drill_id, RETURN, lambda drill: reason_form_of(drill, ReturnForm, SecretReturnForm),
        lambda scope, drill, form: actions_check.return_drill(
            scope, drill, organiser_of(drill), form.reason.data, form.version
        ),
    )  # fmt: skip
