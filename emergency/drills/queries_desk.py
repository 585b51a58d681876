"""What the drills room puts on the desk, and the few drills shown on the page of a unit or a plan."""

from flask import url_for
from sqlalchemy import ColumnElement, ScalarSelect, func, select

from emergency.base.access import Permission, Scope
from emergency.base.desk import Tally
from emergency.drills.models import Drill, DrillPlan, DrillUnit
from emergency.drills.queries import rows_without_year, unrecorded_of, visible_drills, waits_here
from emergency.drills.words import Mark

SHOWN = 5


def drill_counters(scope: Scope) -> list[Tally]:
    """Records that wait for this office, and drills whose day went by without a record."""
    found = []
    if scope.may(Permission.DRILL_ACCEPT):
        waiting = _number(waits_here(scope))
        url = url_for("drills.waiting")
        found.append(Tally("待核演练记录", waiting, url, note="先到的在前", rank=30, shows_zero=False))
    if scope.may(Permission.DRILL_EDIT):
        late, url = _number(unrecorded_of(scope)), url_for("drills.index", mark=Mark.UNRECORDED.value)
        note = "登记、改期或取消"
        found.append(Tally("演练日已过未登记", late, url, tone="warn", note=note, rank=31, shows_zero=False))
    return found


def newest_of_unit(scope: Scope, unit_id: int) -> list[tuple[Drill, str]]:
    """The newest drills of a unit, with the names of their organisers."""
    with_unit = select(DrillUnit.drill_id).where(DrillUnit.unit_id == unit_id)
    return rows_without_year(visible_drills(scope).where(Drill.id.in_(with_unit)), SHOWN)


def newest_of_plan(scope: Scope, plan_id: int) -> list[tuple[Drill, str]]:
    """The newest drills that exercise a plan, with the names of their organisers."""
    with_plan = select(DrillPlan.drill_id).where(DrillPlan.plan_id == plan_id)
    return rows_without_year(visible_drills(scope).where(Drill.id.in_(with_plan)), SHOWN)


def _number(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count(Drill.id)).where(condition).scalar_subquery()
