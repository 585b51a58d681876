"""Plans for tests: a town's, a village's, a school's, and how they come in."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from places import AIHUI, HEIHE, TOWNSHIP, XINGFU, XINGFU_VILLAGE
from pypdf import PdfWriter

from emergency.base.access import Role, Scope, scope_for, system_scope
from emergency.base.database import committed
from emergency.evidence.facts import Secrecy
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_check
from emergency.plans.models import Plan
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act
from emergency.units.models import Unit
from emergency.units.queries import find_unit

SECOND_CITY = scope_for(Role.CITY, person_id=11, name="市应急办壬", regions=(HEIHE,))
SECOND_COUNTY = scope_for(Role.COUNTY, person_id=12, name="爱辉应急办癸", regions=(AIHUI,))
EVERYTHING = system_scope("系统载入")

ISSUED = date(2026, 3, 2)
TOWN_BOOK = PlanDetails(
    PlanLine.GOVERNMENT,
    frozenset({PlanKind.TOWNSHIP}),
    "幸福乡突发事件应急预案",
    frozenset({Cover.WORK_SAFETY}),
    filing_target="爱辉区人民政府（径送区应急管理局）",
)
VILLAGE_BOOK = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}), "幸福村突发事件应急预案")
SECRET_PLAN = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), secrecy=Secrecy.CLASSIFIED)
FIRST = RevisionDetails({Act.ISSUED: ISSUED}, document_number="幸政发(2026)3号")


def unit_at(code: str) -> Unit:
    """The unit that answers for a region."""
    return find_unit(EVERYTHING, code)


def town_plan(scope: Scope = TOWNSHIP, told: RevisionDetails = FIRST, **changes: Any) -> Plan:
    """The plan of 幸福乡, handed in by its office."""
    submit = changes.pop("submit", True)
    with committed():
        return actions.register(scope, unit_at(XINGFU).id, replace(TOWN_BOOK, **changes), told, submit=submit)


def village_plan(scope: Scope = TOWNSHIP, told: RevisionDetails = FIRST) -> Plan:
    """The plan of 幸福村, recorded by its township."""
    told = replace(told, document_number="")
    with committed():
        return actions.register(scope, unit_at(XINGFU_VILLAGE).id, VILLAGE_BOOK, told)


def passed(plan: Plan, scope: Scope = SECOND_COUNTY) -> Plan:
    """The plan with its newest version passed."""
    with committed():
        actions_check.pass_revision(scope, plan.id, plan.latest)
    return plan


def second_version(
    plan: Plan, issued: date, *, important: bool = False, scope: Scope = TOWNSHIP, submit: bool = True
) -> Plan:
    """The plan with a new version that waits for its 核对."""
    with committed():
        told = RevisionDetails({Act.ISSUED: issued}, important_change=important)
        actions.add_revision(scope, plan.id, told, submit=submit)
    return plan


def scan(mark: str = "扫描") -> bytes:
    """A PDF of one blank page, as a scanner makes it; another mark is another file."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Subject": mark})
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def upload(name: str = "幸福乡预案.pdf", content: bytes | None = None) -> tuple[BytesIO, str]:
    """A file as a browser sends it."""
    return BytesIO(scan(name) if content is None else content), name


REGISTERING = {
    "secrecy": "open",
    "line": "government",
    "kinds": "township",
    "covers": "work_safety",
    "title": "幸福乡突发事件应急预案",
    "document_number": "幸政发(2026)3号",
    "issued": "2026-03-02",
    "submit_now": "y",
}
