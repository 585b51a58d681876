"""Another day: proposing it, answering, and the office's queue."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.clock import day_of
from emergency.base.paging import paginate
from emergency.base.tabled import exportable
from emergency.drills import actions_propose, ledger, words
from emergency.drills.door import blueprint
from emergency.drills.filled import answer_form_of, propose_form_of
from emergency.drills.forms_secret import SecretDeclineForm
from emergency.drills.forms_span import DeclineForm
from emergency.drills.models import Drill
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_proposals import open_proposal, proposals_waiting
from emergency.drills.question import question_of
from emergency.drills.views_act import Asking, asked, pressed
from emergency.drills.words import Act

PROPOSE = Asking(
    Act.PROPOSE, "提议改期", "提交提议", "答复之前演练日期不变；上级机构接受后，演练改到所提日期。",
    "提议已提交，等待上级机构答复；答复前演练日期不变。",
)  # fmt: skip
DECLINE = Asking(Act.PROPOSE, "不接受改期提议", "不接受", "", "已答复，演练日期不变。")


@blueprint.route("/drills/<int:drill_id>/propose", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def propose(drill_id: int) -> ResponseReturnValue:
    """The unit asks for another time."""
    return asked(
        drill_id, PROPOSE, propose_form_of,
        lambda scope, drill, form: actions_propose.propose_day(
            scope, drill, form.span(), form.reason.data, form.version, form.on_purpose
        ),
    )  # fmt: skip


@blueprint.post("/drills/<int:drill_id>/proposal/accept")
@needs(Permission.DRILL_ACCEPT)
def accept_day(drill_id: int) -> ResponseReturnValue:
    """The office agrees."""
    return pressed(
        drill_id, answer_form_of(own_drill(current_scope(), drill_id)[0]),
        lambda scope, drill, form: actions_propose.accept_proposal(
            scope, drill, form.proposal_id, form.version, form.on_purpose
        ),
        "已接受提议，演练改到新的日期并已确定。",
    )  # fmt: skip


@blueprint.route("/drills/<int:drill_id>/proposal/decline", methods=["GET", "POST"])
@needs(Permission.DRILL_ACCEPT)
def decline_day(drill_id: int) -> ResponseReturnValue:
    """The office says no, and why."""
    drill, _ = own_drill(current_scope(), drill_id)
    waiting = open_proposal(drill)
    form = answer_form_of(drill, waiting.id if waiting else 0, DeclineForm, SecretDeclineForm)
    return asked(
        drill_id, DECLINE, lambda _: form,
        lambda scope, drill, form: actions_propose.decline_proposal(
            scope, drill, form.proposal_id, form.reason.data, form.version
        ),
        _asked_for(drill, waiting) if waiting else "这次演练没有待答复的改期提议。",
    )  # fmt: skip


def _asked_for(drill: Drill, waiting: DrillProposal) -> str:
    days = f"由 {day_of(drill.starts_at)} 改到 {day_of(waiting.starts_at)}"
    return f"{waiting.proposed_by}提议{days}，原因：{waiting.reason}。演练日期不变，单位会看到答复。"


@blueprint.get("/drills/proposals")
@needs(Permission.DRILL_ACCEPT)
@exportable
def proposals() -> ResponseReturnValue:
    """The proposals that wait for this office, the oldest first."""
    page = paginate(proposals_waiting(current_scope()), question_of(request.args).page, scalars=False)
    return render_template("drills/proposals.html", page=page, words=words, ledger=ledger)
