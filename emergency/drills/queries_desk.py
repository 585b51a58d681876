"""What the drills room puts on the desk, and the few drills shown on the page of a unit or a plan."""

from flask import url_for
from sqlalchemy import ColumnElement, and_, func, select

from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.base.desk import Counter
from emergency.drills.models import Drill, DrillPlan, DrillUnit
from emergency.drills.queries import rows_without_year, unrecorded, visible_drills, waits_here
from emergency.drills.words import Mark
from emergency.units.models import Unit
from emergency.units.within import unit_in_scope

SHOWN = 5


def drill_counters(scope: Scope) -> list[Counter]:
    """Records that wait for this office, and drills whose day went by without a record."""
    found = []
    if scope.may(Permission.DRILL_ACCEPT) and (number := _count(waits_here(scope))):
        found.append(Counter("待核演练记录", number, url_for("drills.waiting"), note="先到的在前", rank=30))
    if scope.may(Permission.DRILL_EDIT) and (number := _count(and_(unrecorded(), _mine(scope)))):
        url = url_for("drills.index", mark=Mark.UNRECORDED.value)
        found.append(Counter("演练日已过未登记", number, url, tone="warn", note="登记、改期或取消", rank=31))
    return found


def newest_of_unit(scope: Scope, unit_id: int) -> list[tuple[Drill, str]]:
    """The newest drills of a unit, with the names of their organisers."""
    with_unit = select(DrillUnit.drill_id).where(DrillUnit.unit_id == unit_id)
    return rows_without_year(visible_drills(scope).where(Drill.id.in_(with_unit)), SHOWN)


def newest_of_plan(scope: Scope, plan_id: int) -> list[tuple[Drill, str]]:
    """The newest drills that exercise a plan, with the names of their organisers."""
    with_plan = select(DrillPlan.drill_id).where(DrillPlan.plan_id == plan_id)
    return rows_without_year(visible_drills(scope).where(Drill.id.in_(with_plan)), SHOWN)


def _mine(scope: Scope) -> ColumnElement[bool]:
    return Drill.organiser_id.in_(select(Unit.id).where(unit_in_scope(scope)))


def _count(condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count(Drill.id)).where(condition)) or 0
