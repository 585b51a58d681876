"""The filing forms as PDF and Word."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.errors import NotFound
from emergency.base.printing import pdf
from emergency.base.web import send_document
from emergency.base.word import MARK, docx
from emergency.plans import queries, queries_forms
from emergency.plans.doors import blueprint
from emergency.plans.filing_forms import FORM_TITLES, FilingFormKind, paper_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/plans/<int:plan_id>/versions/<int:number>/filing-forms/<string:kind>/<string:form>")
@needs(Permission.PLAN_VIEW)
def filing_form(plan_id: int, number: int, kind: str, form: str) -> ResponseReturnValue:
    """One form of one version, filled as far as the register knows."""
    scope = current_scope()
    plan, revision = queries.get_revision(scope, plan_id, number)
    if kind not in set(FilingFormKind) or form not in ("pdf", "docx"):
        raise NotFound
    chosen = FilingFormKind(kind)
    paper = paper_of(chosen, queries_forms.facts_for(scope, plan, revision, chosen))
    name, stamped = f"{FORM_TITLES[chosen]}（{queries.unit_of(plan).name}）.{form}", revision.entered_at
    if form == "docx":
        return send_document(docx(paper, stamped=stamped), name, DOCX)
    html = render_template("print/filing_form.html", paper=paper, mark=MARK)
    identifier = f"{plan.code}-{number}-{kind}"
    content = pdf(html, stamped=stamped, identifier=identifier, styles=("form.css",))
    return send_document(content, name, "application/pdf")
