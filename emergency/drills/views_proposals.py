"""Another day: proposing it, answering, and the office's queue."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.paging import paginate
from emergency.drills import actions_propose, ledger, words
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.filled import propose_form_of
from emergency.drills.forms import AnswerForm, DeclineForm
from emergency.drills.forms_secret import SecretDeclineForm
from emergency.drills.models import Drill
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_proposals import open_proposal, proposals_waiting
from emergency.drills.queries_secret import is_secret_drill
from emergency.drills.question import question_of
from emergency.drills.views_drill import shown


@blueprint.route("/drills/<int:drill_id>/propose", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def propose(drill_id: int) -> ResponseReturnValue:
    """The unit asks for another time."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    form = propose_form_of(drill)

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_propose.propose_day(scope, drill, form.span(), form.reason.data, form.version)
        return drill

    return done(form, deed, "提议已提交，等待上级机构答复；答复前演练日期不变。") or (
        render_template("drills/propose.html", form=form, drill=drill),
        form.status,
    )


@blueprint.post("/drills/<int:drill_id>/proposal/accept")
@needs(Permission.DRILL_ACCEPT)
def accept_day(drill_id: int) -> ResponseReturnValue:
    """The office agrees."""
    scope, form = current_scope(), AnswerForm()

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_propose.accept_proposal(scope, drill, form.proposal_id, form.version)
        return drill

    return done(form, deed, "已接受提议，演练改到新的日期并已确定。") or shown(scope, drill_id, form)


@blueprint.route("/drills/<int:drill_id>/proposal/decline", methods=["GET", "POST"])
@needs(Permission.DRILL_ACCEPT)
def decline_day(drill_id: int) -> ResponseReturnValue:
    """The office says no, and why."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    waiting = open_proposal(drill)
    known = {"seen": str(drill.version), "proposal": str(waiting.id if waiting else "")}
    form = (SecretDeclineForm if is_secret_drill(drill) else DeclineForm)(data=known)

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_propose.decline_proposal(scope, drill, form.proposal_id, form.reason.data, form.version)
        return drill

    return done(form, deed, "已答复，演练日期不变。") or (
        render_template("drills/decline.html", form=form, drill=drill, proposal=waiting, ledger=ledger),
        form.status,
    )


@blueprint.get("/drills/proposals")
@needs(Permission.DRILL_ACCEPT)
def proposals() -> ResponseReturnValue:
    """The proposals that wait for this office, the oldest first."""
    page = paginate(proposals_waiting(current_scope()), question_of(request.args).page, scalars=False)
    return render_template("drills/proposals.html", page=page, words=words, ledger=ledger)
