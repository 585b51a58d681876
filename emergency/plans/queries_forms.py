"""The facts that the filing forms print, as far as the viewer may read them."""

from typing import Any

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import NotFound
from emergency.obligations.facts import Cover, PlanLine
from emergency.plans.filing_forms import FilingFacts, FilingFormKind, forms_for
from emergency.plans.ledger import dates_of
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.queries import unit_of
from emergency.plans.queries_filings import filings_of, sees_unit, standings
from emergency.plans.receiving import Answer, answer_of
from emergency.plans.rules import is_secret
from emergency.plans.words import Act
from emergency.units.fact_catalogue_papers import PAPER_FACTS
from emergency.units.lines import ContactRole
from emergency.units.models import Unit
from emergency.units.queries_details import contacts_of, reads_numbers
from emergency.units.queries_histories import histories


def forms_of(plan: Plan) -> tuple[FilingFormKind, ...]:
    """The forms that fit a plan that was already seen; none for a secret one, of which nothing is printed."""
    if is_secret(plan.secrecy):
        return ()
    return forms_for(PlanLine(plan.line), {Cover(cover) for cover in plan.covers})


def facts_for(scope: Scope, plan: Plan, revision: Revision, kind: FilingFormKind) -> FilingFacts:
    """What a form prints of one version and its newest filing. Raises NotFound for a form that does not fit."""
    if kind not in forms_of(plan):
        raise NotFound
    unit, days = unit_of(plan), dates_of(revision)
    filed = next((row for row in reversed(filings_of([plan.id])) if row.revision_id == revision.id), None)
    contact, phone = _contact(scope, unit)
    return FilingFacts(
        unit=unit.name, title=plan.title, uscc=unit.uscc or "", address=unit.address, contact=contact, phone=phone,
        signed_by=revision.signed_by, signed_on=days.get(Act.SIGNED), filed_on=filed.day if filed else None,
        **_answer(plan, filed), particulars=_particulars(unit), sample=plan.sample,
    )  # fmt: skip


def _answer(plan: Plan, filed: Milestone | None) -> dict[str, Any]:
    if filed is None:
        return {}
    answer, day = answer_of(filed.details)
    if answer is Answer.RECEIVED:
        return {"received_on": day, "number": filed.details.get("number", "")}
    stand = standings([filed], {plan.id: plan})[filed.id]
    return {"deemed": stand.told} if stand.deemed else {}


def _particulars(unit: Unit) -> dict[str, str]:
    """What the unit's facts hold today of the places on the forms, as people write it."""
    history, today = histories([unit.id])[unit.id], clock.today()
    told = {fact.name: history.fact_on(fact.name, today) for fact in PAPER_FACTS}
    return {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in told.items() if value}


def _contact(scope: Scope, unit: Unit) -> tuple[str, str]:
    """The 应急联络员; a number that the viewer may not read stays blank."""
    if not sees_unit(scope, unit.id):
        return "", ""
    found = [line for line in contacts_of(scope, unit.id) if line.role == ContactRole.LIAISON.label]
    if not found:
        return "", ""
    return found[0].name, found[0].phone if reads_numbers(scope, unit) else ""
