"""核对意见 as PDF, to lie beside a return letter."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_text
from emergency.base.printing import pdf
from emergency.base.web import send_document
from emergency.base.word import MARK
from emergency.plans import queries as plans
from emergency.texts.doors import blueprint
from emergency.texts.facts import Part
from emergency.texts.opinion_paper import opinion_paper
from emergency.texts.queries_opinion import opinion_of

STYLES = ("report.css", "opinion.css")


@blueprint.get("/plans/<int:plan_id>/versions/<int:number>/text/opinion.pdf")
@needs(Permission.PLAN_VIEW)
def opinion(plan_id: int, number: int) -> ResponseReturnValue:
    """What the check hints at in one text, with what a reviewer said of it."""
    plan, revision = plans.get_revision(current_scope(), plan_id, number)
    chosen = asked_text("part")
    part = Part(chosen) if chosen in list(Part) else Part.BODY
    found = opinion_of(plan, revision, part)
    if found is None:
        abort(404)
    paper, now = opinion_paper(found), clock.now()
    html = render_template("print/report.html", report=paper, mark=MARK)
    content = pdf(html, stamped=now, identifier=f"{plan.code}-{number}-{part.value}", styles=STYLES)
    return send_document(content, f"{paper.title}{clock.today():%Y%m%d}.pdf", "application/pdf")
