"""The page of one drill: what it is, what it counts for, what can be done with it now."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.audit.queries import acts_on
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.forms import Form
from emergency.drills import ledger, sheet_findings, words
from emergency.drills.checking import may_answer, open_acts, who_checks_drills, why_not_checked_by
from emergency.drills.documents import DocumentKind
from emergency.drills.door import blueprint
from emergency.drills.evaluation import GRADE_WORDS
from emergency.drills.filled import answer_form_of
from emergency.drills.forms import AcceptForm, ConfirmForm, PublishForm
from emergency.drills.forms_documents import EvaluationDayForm
from emergency.drills.forms_span import AnswerForm
from emergency.drills.models import Drill
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.queries import get_drill, takers_of
from emergency.drills.queries_check import appointment
from emergency.drills.queries_days import doubts_of
from emergency.drills.queries_documents import document_lines, document_of
from emergency.drills.queries_duties import counting_words, duty_lines, plan_lines
from emergency.drills.queries_findings import traced_findings
from emergency.drills.queries_own import seen_unit
from emergency.drills.queries_proposals import answer_word, open_proposal, proposals_of
from emergency.drills.queries_report import report_of
from emergency.drills.rules import OPEN
from emergency.drills.secret_words import ONLY_DAYS
from emergency.evidence.dates import gap_word, inner_days_word, inside_word
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.queries import papers_of
from emergency.plans.queries import holder_of
from emergency.units.models import Unit


@blueprint.get("/drills/<int:drill_id>")
@needs(Permission.DRILL_VIEW)
def drill(drill_id: int) -> ResponseReturnValue:
    """One drill."""
    return shown(current_scope(), drill_id)


def shown(scope: Scope, drill_id: int, refused: Form | None = None) -> ResponseReturnValue:
    """The page of a drill; with a refused form it says why, and is 422."""
    found = get_drill(scope, drill_id)
    organiser = seen_unit(scope, found.organiser_id)
    papers, may_find = papers_of("drill", drill_id), organiser is not None and scope.may(Permission.DRILL_EDIT)
    page = render_template(
        "drills/drill.html",
        drill=found,
        takers=takers_of([drill_id]).get(drill_id, []),
        duties=duty_lines(found),
        plans=plan_lines(found),
        counting_words=counting_words(found),
        acts=open_acts(scope, found, organiser),
        not_here=_not_here(scope, found, organiser),
        appoint=appointment(scope, found, organiser) if organiser else None,
        refused=refused,
        history=acts_on("drill", drill_id),
        publish_form=PublishForm(data={"seen": str(found.version)}),
        confirm_form=ConfirmForm(data={"seen": str(found.version)}),
        accept_form=AcceptForm(data={"seen": str(found.version)}),
        findings=traced_findings(drill_id),
        sheet_findings=sheet_findings,
        report=report_of(drill_id),
        may_find=may_find,
        papers=papers,
        document_lines=document_lines(found, papers, may_edit=may_find),
        no_documents=ONLY_DAYS,
        grade_words=GRADE_WORDS,
        paper_roles=ROLE_LABELS,
        gap_word=gap_word,
        received_word=ledger.received_word,
        inside_word=inside_word,
        inner_days_word=inner_days_word,
        words=words,
        ledger=ledger,
        **_evaluated(found, refused),
        **_days(scope, found, organiser, refused),
    )
    return page, refused.status if refused else 200


def _evaluated(found: Drill, refused: Form | None) -> dict[str, object]:
    """The day of the evaluation and the form that states it, which stand on the page of a drill of a secret plan."""
    row = document_of(found.id, DocumentKind.EVALUATION)
    form = refused if isinstance(refused, EvaluationDayForm) else EvaluationDayForm(formdata=None)
    return {"evaluated_on": row.finished_on if row else None, "evaluation_day_form": form}


def _days(scope: Scope, found: Drill, organiser: Unit | None, refused: Form | None) -> dict[str, object]:
    """What speaks against its day, which other days were proposed, and the office's answer."""
    waiting = open_proposal(found)
    return {
        "proposals": [(one, answer_word(one, found)) for one in proposals_of(found.id)],
        "waiting": waiting,
        "may_answer": waiting is not None and organiser is not None and may_answer(scope, organiser),
        "answer_form": _answer_form(found, waiting, refused),
        "doubts": _doubts(found, organiser),
        "doubts_asked": _doubts(found, organiser, waiting) if waiting else [],
    }


def _answer_form(found: Drill, waiting: DrillProposal | None, refused: Form | None) -> AnswerForm:
    """The office's form as it was sent, where it was refused."""
    return refused if isinstance(refused, AnswerForm) else answer_form_of(found, waiting.id if waiting else 0)


def _doubts(found: Drill, organiser: Unit | None, waiting: DrillProposal | None = None) -> list[str]:
    """What speaks against the day of a drill that is still to be held, for those who may do something about it."""
    if organiser is None or found.state not in {*OPEN, words.State.DRAFT}:
        return []
    return doubts_of(found, waiting) if waiting is None or found.state in OPEN else []


def _not_here(scope: Scope, found: Drill, organiser: Unit | None) -> str | None:
    """Why a record that waits is not checked here: who checks it, or why this viewer, though of an office, can't."""
    if found.acceptance != words.Acceptance.PENDING or organiser is None:
        return None
    if not scope.may(Permission.DRILL_ACCEPT):
        return f"举行记录等待{who_checks_drills(holder_of(organiser))}核对，核对通过后才计入应办。"
    return why_not_checked_by(scope, organiser, found.recorder_id)
