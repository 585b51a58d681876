"""Forms to print and fill in by hand, with what is known of a drill or wholly blank."""

from datetime import UTC, datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.errors import NotFound
from emergency.base.printing import pdf
from emergency.base.web import send_document
from emergency.base.word import MARK, FormPaper, docx
from emergency.drills.blank_forms import FORM_TITLES, BlankForm, DrillFacts, paper_of
from emergency.drills.door import blueprint
from emergency.drills.queries import get_drill
from emergency.drills.queries_forms import facts_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A blank form was made on no day; a fixed one keeps equal papers equal bytes.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


@blueprint.get("/drills/forms/<string:kind>/<string:form>")
@needs(Permission.DRILL_VIEW)
def blank_form(kind: str, form: str) -> ResponseReturnValue:
    """One form, wholly blank."""
    chosen = _chosen(kind, form)
    return _sent(paper_of(chosen, DrillFacts()), chosen, form, FORM_TITLES[chosen], UNDATED)


@blueprint.get("/drills/<int:drill_id>/forms/<string:kind>/<string:form>")
@needs(Permission.DRILL_VIEW)
def drill_form(drill_id: int, kind: str, form: str) -> ResponseReturnValue:
    """One form, with what the register knows of a drill."""
    drill = get_drill(current_scope(), drill_id)
    chosen = _chosen(kind, form)
    facts = facts_of(drill)
    name = f"{FORM_TITLES[chosen]}（{facts.known.organiser}）"
    return _sent(paper_of(chosen, facts), chosen, form, name, drill.changed_at)


def _chosen(kind: str, form: str) -> BlankForm:
    if kind not in set(BlankForm) or form not in ("pdf", "docx"):
        raise NotFound
    return BlankForm(kind)


def _sent(paper: FormPaper, kind: BlankForm, form: str, name: str, stamped: datetime) -> ResponseReturnValue:
    if form == "docx":
        return send_document(docx(paper, stamped=stamped), f"{name}.docx", DOCX)
    html = render_template("print/filing_form.html", paper=paper, mark=MARK)
    content = pdf(html, stamped=stamped, identifier=f"drill-{kind}", styles=("form.css", "blank.css"))
    return send_document(content, f"{name}.pdf", "application/pdf")
