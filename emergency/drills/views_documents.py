"""The documents of a drill: reading, writing, finishing, withdrawing, printing."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound
from emergency.base.forms import Form
from emergency.base.printing import pdf
from emergency.base.report import report_docx
from emergency.base.web import send_document
from emergency.base.word import MARK
from emergency.drills import actions_documents, documents
from emergency.drills.documents import KIND_WORDS, Content, DocumentKind, begun, head_of, missing
from emergency.drills.documents_paper import Version, paper_of
from emergency.drills.door import blueprint
from emergency.drills.forms_documents import FinishForm, WithdrawForm, document_form
from emergency.drills.ledger import moment_word
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries import get_drill
from emergency.drills.queries_documents import document_of, get_version, require_words, versions_of
from emergency.drills.queries_known import known_of
from emergency.drills.queries_own import own_drill, seen_unit
from emergency.drills.words import State
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.queries import papers_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Row = DrillDocument


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
    version = _version(drill, row)
    paper, name = paper_of(version, Content.from_json(row.content)), f"{version.title}.{form}"
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
    actions_documents.require_open(drill, chosen, row)
    content = Content.from_json(row.content) if row else begun(chosen, known_of(drill))
    form = document_form(chosen, content, row.number if row else 0)
    if form.turned():
        return _edit_page(form, drill, chosen), 200
    said = f"{KIND_WORDS[chosen]}已保存为草稿。"
    if done(form, lambda: actions_documents.save_document(scope, drill_id, chosen, form.told(), seen=form.version)):
        return go(_where(drill_id, chosen), said)
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


def _version(drill: Drill, row: DrillDocument) -> Version:
    saved = f"{row.recorded_by}于{moment_word(row.known_from)}保存"
    kind, head = DocumentKind(row.kind), dict(Content.from_json(row.content).head)
    organiser = head.get("组织单位", "")
    return Version(kind, head.get("演练名称", drill.title), organiser, row.number, saved, row.finished_on, drill.sample)


def _shown(
    scope: Scope, drill: Drill, kind: DocumentKind, row: DrillDocument | None, refused: Form | None = None
) -> ResponseReturnValue:
    content = Content.from_json(row.content) if row else Content()
    versions = versions_of(drill.id, kind)
    newest = row is not None and row.number == versions[0].number
    own = seen_unit(scope, drill.organiser_id) is not None and scope.may(Permission.DRILL_EDIT)
    open_now = own and (newest or row is None) and not documents.why_not_written(kind, State(drill.state))
    head = head_of(known_of(drill))
    page = render_template(
        "drills/document.html", drill=drill, kind=kind, row=row, content=content, versions=versions, newest=newest,
        may_write=open_now, closed=documents.why_not_written(kind, State(drill.state)), missing=missing(kind, content),
        head=content.head if row and row.finished_on else head, words=documents,
        changed=row is not None and bool(row.finished_on) and newest and content.head != head,
        form=refused or FinishForm(data={"seen": str(row.number if row else 0)}), refused=refused,
        papers=[one for one in papers_of("drill", drill.id) if one.role == documents.ROLES.get(kind)],
        paper_roles=ROLE_LABELS,
    )  # fmt: skip
    return page, refused.status if refused else 200


def _edit_page(form: Form, drill: Drill, kind: DocumentKind) -> str:
    return render_template("drills/document_edit.html", form=form, drill=drill, kind=kind, words=documents)
