"""Firms and their plans for tests of 备案: handed over to an office that is a unit of the register."""

from datetime import date
from typing import Any

from places import AIHUI, COUNTY, XINGFU
from plan_cast import SECOND_COUNTY

from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_acts, actions_check
from emergency.plans.actions_acts import Filing
from emergency.plans.models import Milestone, Plan
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

FILED = date(2026, 3, 20)
DUE = date(2026, 3, 27)
FIRM = UnitDetails(UnitKind.ENTERPRISE, "幸福乡加油站", XINGFU, "应急", address="爱辉区幸福乡一号")
BOOK = PlanDetails(PlanLine.ENTERPRISE, frozenset({PlanKind.COMPREHENSIVE}), "幸福乡加油站生产安全事故应急预案")
JOINT = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.TOWNSHIP}), "两乡联合防汛应急预案")


def bureau(line: str = "应急") -> Unit:
    """The county's department of a line."""
    query = db.select(Unit).where(Unit.region_code == AIHUI, Unit.kind == UnitKind.DEPARTMENT.value, Unit.line == line)
    return db.session.scalars(query).one()


def firm_plan(*covers: Cover) -> Plan:
    """The passed plan of a petrol station, made public on 2 March 2026."""
    with committed():
        firm = add_unit(COUNTY, FIRM, Entry(date(2015, 3, 1), "营业执照"))
        told = RevisionDetails({Act.PUBLISHED: date(2026, 3, 2), Act.SIGNED: date(2026, 3, 2)})
        details = PlanDetails(BOOK.line, BOOK.kinds, BOOK.title, frozenset(covers))
        plan = actions.register(COUNTY, firm.id, details, told)
    with committed():
        actions_check.pass_revision(SECOND_COUNTY, plan.id, 1)
    return plan


def handed(plan: Plan, on: date = FILED, *, scope: Scope = COUNTY, **more: Any) -> Milestone:
    """The plan handed over to the county's emergency department, or to whom is told."""
    receiver = more.pop("receiver_id", None) or (bureau().id if "target" not in more else None)
    with committed():
        return actions_acts.file_plan(
            scope, plan.id, 1, Filing(on, more.pop("target", ""), receiver_id=receiver, **more)
        )
