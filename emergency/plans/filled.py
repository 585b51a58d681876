"""Forms filled with what the register already knows, and the choices that depend on the unit."""

from collections.abc import Sequence
from typing import Any

from wtforms.fields.choices import SelectChoice

from emergency.base.access import Scope
from emergency.obligations.facts import KINDS_OF_LINE, BodyRole, PlanKind, PlanLine
from emergency.plans import queries
from emergency.plans.forms import DATES, UNSET, EditPlanForm, RegisterForm
from emergency.plans.forms_acts import FilingForm, SecretFilingForm
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries_filings import parties_of, receivers_for
from emergency.plans.queries_lines import filing_lines
from emergency.plans.rules import PlanDetails, is_secret
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

USUAL_KIND = {
    UnitKind.CITY: PlanKind.GENERAL,
    UnitKind.COUNTY: PlanKind.GENERAL,
    UnitKind.DEPARTMENT: PlanKind.DEPARTMENT,
    UnitKind.TOWNSHIP: PlanKind.TOWNSHIP,
    UnitKind.VILLAGE: PlanKind.VILLAGE,
    UnitKind.ENTERPRISE: PlanKind.COMPREHENSIVE,
}
SAME = ("secrecy", "line", "kinds", "title", "covers", "event_class", "hazard", "filing_target")
TOLD = ("document_number", "issuing_name", "signed_by", "important_change", "summary")


def register_form(unit: Unit) -> RegisterForm:
    """The form for a unit's new plan, with the line and kind that are usual for it."""
    kind = USUAL_KIND.get(UnitKind(unit.kind), PlanKind.UNIT)
    line = PlanLine.ENTERPRISE if kind in KINDS_OF_LINE[PlanLine.ENTERPRISE] else PlanLine.GOVERNMENT
    form: RegisterForm = RegisterForm(data={"line": line.value, "kinds": [kind.value], "submit_now": True})
    offer_bodies(form, unit)
    return form


def edit_form(plan: Plan, unit: Unit) -> EditPlanForm:
    """The plan as it stands, for changing."""
    bodies = queries.bodies_of([plan.id])[plan.id]
    known: dict[str, Any] = {name: getattr(plan, name) for name in SAME}
    known |= {
        "seen": str(plan.version),
        "superior": queries.code_of(plan.superior_plan_id) if plan.superior_plan_id else "",
        "leads": "\n".join(lead.name for lead in queries.other_leads(plan)),
        "approver": _first(bodies[BodyRole.APPROVER]),
        "issuer": _first(bodies[BodyRole.ISSUER]),
    }
    form: EditPlanForm = EditPlanForm(data=known)
    offer_bodies(form, unit, *bodies[BodyRole.APPROVER], *bodies[BodyRole.ISSUER])
    return form


def filing_form(scope: Scope, plan: Plan, revision: Revision) -> Any:
    """The form for handing a plan over; of a joint plan it asks which party files, of several lines which it is."""
    if is_secret(plan.secrecy):
        return _with_lines(SecretFilingForm(), plan, revision)
    mine = [party.unit for party in parties_of(scope, plan) if party.may_enter]
    form = FilingForm(data={"target": plan.filing_target, "party": str(mine[0].id) if mine else ""})
    if plan.joint:
        form.party.choices = [SelectChoice(str(unit.id), unit.name) for unit in mine]
    else:
        del form.party
    near = {one.id: one.name for unit in mine or [queries.unit_of(plan)] for one in receivers_for(unit)}
    offered = (SelectChoice(str(number), name) for number, name in near.items())
    form.receiver.choices = [SelectChoice("", "不在名单内"), *offered]
    return _with_lines(form, plan, revision)


def _with_lines(form: Any, plan: Plan, revision: Revision) -> Any:
    """The form with the lines of filing to tick; where there is one only, nothing is asked."""
    lines = filing_lines(plan, revision)
    if len(lines) < 2:
        del form.lines
    else:
        form.lines.choices = [SelectChoice(line.rule.id, line.word) for line in lines]
    return form


def version_values(plan: Plan, revision: Revision) -> dict[str, Any]:
    """A version as it stands, for changing."""
    days = dates_of(revision)
    known = {name: getattr(revision, name) for name in TOLD}
    return {**known, "seen": str(plan.version), **{name: days.get(act) for act, name in DATES.items()}}


def offer_bodies(form: Any, unit: Unit, *others: Unit) -> None:
    """Who may approve or issue: the unit, the governments over it, and who is recorded already."""
    bodies = {body.id: body.name for body in (unit, *queries.governments_over(unit), *others)}
    offered = [*UNSET, *(SelectChoice(str(number), name) for number, name in bodies.items())]
    for field in (form.approver, form.issuer):
        field.choices = offered
        if field.data and field.data not in {str(number) for number in bodies}:
            field.data = ""


def details_of(scope: Scope, form: Any, plan: Plan | None = None) -> PlanDetails:
    """What the form tells of the plan, its names looked up within the scope. Raises Refusal beside the field."""
    known = queries.other_leads(plan) if plan else []
    names = [line.strip() for line in (form.leads.data or "").splitlines() if line.strip()]
    leads = queries.units_named(scope, names, known)
    superior = queries.plan_by_code(scope, form.superior.data or "", plan.superior_plan_id if plan else None)
    details: PlanDetails = form.details(leads, superior)
    return details


def _first(units: Sequence[Unit]) -> str:
    return str(units[0].id) if units else ""
