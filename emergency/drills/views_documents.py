"""The documents of a drill: reading, writing, finishing, withdrawing, printing."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound
from emergency.base.forms import Form
from emergency.base.printing import pdf
from emergency.base.report import report_docx
from emergency.base.web import send_document
from emergency.base.word import MARK
from emergency.drills import actions_documents, documents, evaluation
from emergency.drills.document_desk import form_of, page_of, paper_for
from emergency.drills.documents import KIND_WORDS, DocumentKind
from emergency.drills.documents_own import WRITTEN
from emergency.drills.door import blueprint
from emergency.drills.evaluation_book import book
from emergency.drills.forms_documents import FinishForm, WithdrawForm
from emergency.drills.forms_evaluation import EvaluationForm
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries import get_drill
from emergency.drills.queries_documents import document_of, get_version, require_words
from emergency.drills.queries_own import own_drill, seen_unit
from emergency.drills.words import State

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/drills/<int:drill_id>/documents/<string:kind>")
@needs(Permission.DRILL_VIEW)
def document(drill_id: int, kind: str) -> ResponseReturnValue:
    """One document as it stands, what is still empty, its versions."""
    scope, drill, chosen = _seen(drill_id, kind)
    return _shown(scope, drill, chosen, document_of(drill.id, chosen))


@blueprint.get("/drills/<int:drill_id>/documents/<string:kind>/versions/<int:number>")
@needs(Permission.DRILL_VIEW)
def document_version(drill_id: int, kind: str, number: int) -> ResponseReturnValue:
    """One version of it, as it was saved."""
    scope, drill, chosen = _seen(drill_id, kind)
    return _shown(scope, drill, chosen, get_version(drill.id, chosen, number))


@blueprint.get("/drills/<int:drill_id>/documents/<string:kind>/versions/<int:number>/<string:form>")
@needs(Permission.DRILL_VIEW)
def document_file(drill_id: int, kind: str, number: int, form: str) -> ResponseReturnValue:
    """One version as Word or PDF."""
    _scope, drill, chosen = _seen(drill_id, kind)
    row = get_version(drill.id, chosen, number)
    paper = paper_for(drill, row)
    name = f"{paper.title}.{form}"
    if form == "docx":
        return send_document(report_docx(paper, stamped=row.known_from), name, DOCX)
    if form != "pdf":
        raise NotFound
    html = render_template("print/report.html", report=paper, mark=MARK)
    identifier = f"drill-{drill.uid}-{kind}-{number}"
    content = pdf(html, stamped=row.known_from, identifier=identifier, styles=("report.css",))
    return send_document(content, name, "application/pdf")


@blueprint.route("/drills/<int:drill_id>/documents/<string:kind>/edit", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def edit_document(drill_id: int, kind: str) -> ResponseReturnValue:
    """Write it: begun with what the register knows, every save a version."""
    scope, drill, chosen = _own(drill_id, kind)
    row = document_of(drill.id, chosen)
    closed = actions_documents.why_closed(drill, chosen, row)
    if closed:
        return _closed_page(drill, chosen, row, closed), 200 if request.method == "GET" else 422
    form = form_of(drill, chosen, row)
    if form.turned():
        return _edit_page(form, drill, chosen), 200
    grade = form.grade.data or "" if isinstance(form, EvaluationForm) else ""

    def save() -> None:
        actions_documents.save_document(scope, drill_id, chosen, form.told(), seen=form.version, grade=grade)

    if done(form, save):
        return go(_where(drill_id, chosen), f"{KIND_WORDS[chosen]}已保存为草稿。")
    return _edit_page(form, drill, chosen), form.status


@blueprint.post("/drills/<int:drill_id>/documents/<string:kind>/finish")
@needs(Permission.DRILL_EDIT)
def finish_document(drill_id: int, kind: str) -> ResponseReturnValue:
    """Mark it as finished."""
    scope, drill, chosen = _own(drill_id, kind)
    form = FinishForm()
    if done(form, lambda: actions_documents.finish_document(scope, drill_id, chosen, form.on.data, seen=form.version)):
        return go(_where(drill_id, chosen), f"{KIND_WORDS[chosen]}已标记完成。")
    return _shown(scope, drill, chosen, document_of(drill.id, chosen), form)


@blueprint.route("/drills/<int:drill_id>/documents/<string:kind>/withdraw", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def withdraw_document(drill_id: int, kind: str) -> ResponseReturnValue:
    """Take the mark back."""
    scope, drill, chosen = _own(drill_id, kind)
    row = document_of(drill.id, chosen)
    form = WithdrawForm(data={"seen": str(row.number if row else 0)})
    reason = form.reason.data or ""
    if done(form, lambda: actions_documents.withdraw_document(scope, drill_id, chosen, reason, seen=form.version)):
        return go(_where(drill_id, chosen), f"已撤回{KIND_WORDS[chosen]}的完成标记，可以继续修改。")
    page = render_template("drills/document_withdraw.html", form=form, drill=drill, kind=chosen, words=documents)
    return page, form.status


def _seen(drill_id: int, kind: str) -> tuple[Scope, Drill, DocumentKind]:
    """A drill that the viewer may see and that takes words, and which document. Raises NotFound, Refusal."""
    scope = current_scope()
    drill = get_drill(scope, drill_id)
    if kind not in set(DocumentKind):
        raise NotFound
    require_words(drill)
    return scope, drill, DocumentKind(kind)


def _own(drill_id: int, kind: str) -> tuple[Scope, Drill, DocumentKind]:
    """The same where the viewer may work on it."""
    own_drill(current_scope(), drill_id)
    return _seen(drill_id, kind)


def _where(drill_id: int, kind: DocumentKind) -> str:
    return url_for("drills.document", drill_id=drill_id, kind=kind.value)


def _shown(
    scope: Scope, drill: Drill, kind: DocumentKind, row: DrillDocument | None, refused: Form | None = None
) -> ResponseReturnValue:
    organiser, closed = seen_unit(scope, drill.organiser_id), documents.why_not_written(kind, State(drill.state))
    shown = page_of(drill, organiser, kind, row)
    may_write = organiser is not None and scope.may(Permission.DRILL_EDIT) and shown["newest"] and not closed
    form = refused or FinishForm(data={"seen": str(row.number if row else 0)})
    page = render_template(
        "drills/document.html", drill=drill, kind=kind, row=row, may_write=may_write, closed=closed, words=documents,
        form=form, refused=refused, may_word=scope.may(Permission.LAW_EDIT), **shown,
    )  # fmt: skip
    return page, refused.status if refused else 200


def _edit_page(form: Form, drill: Drill, kind: DocumentKind) -> str:
    name = "evaluation_edit" if kind is DocumentKind.EVALUATION else "document_edit"
    return render_template(
        f"drills/{name}.html", form=form, drill=drill, kind=kind, words=documents, evaluation=evaluation, book=book(),
        written=WRITTEN, closed=None,
    )  # fmt: skip


def _closed_page(drill: Drill, kind: DocumentKind, row: DrillDocument | None, closed: str) -> str:
    """Said in place of a form that would be refused."""
    finished = row is not None and row.finished_on is not None and drill.state != State.CANCELLED
    return render_template(
        "drills/document_edit.html", drill=drill, kind=kind, words=documents, closed=closed, finished=finished
    )
