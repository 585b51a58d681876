"""What the drills room puts on the desk, and the few drills shown on the page of a unit or a plan."""

from flask import url_for
from sqlalchemy import ColumnElement, ScalarSelect, func, select

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.desk import Tally, rows_of
from emergency.drills.models import Drill, DrillPlan, DrillUnit
from emergency.drills.queries import own_in_state, rows_without_year, unrecorded_of, visible_drills, waits_here
from emergency.drills.queries_findings import finding_rows
from emergency.drills.queries_proposals import proposals_waiting
from emergency.drills.words import Finding, Mark, State

SHOWN = 5


def drill_counters(scope: Scope) -> list[Tally]:
    """Records that wait for this office, and drills whose day went by without a record."""
    found = []
    if scope.may(Permission.DRILL_ACCEPT):
        waiting = _number(waits_here(scope))
        url = url_for("drills.waiting")
        found.append(Tally("待核演练记录", waiting, url, note="先到的在前", rank=30, shows_zero=False))
        asked, url = rows_of(proposals_waiting(scope).with_only_columns(Drill.id)), url_for("drills.proposals")
        found.append(Tally("改期提议待答复", asked, url, tone="warn", note="先到的在前", rank=29, shows_zero=False))
    if scope.may(Permission.DRILL_EDIT):
        late, url = _number(unrecorded_of(scope)), url_for("drills.index", mark=Mark.UNRECORDED.value)
        note = "登记、改期或取消"
        found.append(Tally("演练日已过未登记", late, url, tone="warn", note=note, rank=31, shows_zero=False))
        overdue = rows_of(finding_rows(scope, Finding.OVERDUE, clock.today()).with_only_columns(Drill.id))
        url = url_for("drills.findings", state=Finding.OVERDUE.value)
        found.append(Tally("演练问题整改逾期", overdue, url, tone="danger", rank=28, shows_zero=False))
        found.append(_of_state(scope, State.DRAFT, "演练草稿待发布", Mark.UNPUBLISHED, 32))
        found.append(_of_state(scope, State.POSTPONED, "演练推迟待定日期", Mark.DATELESS, 33))
    return found


def _of_state(scope: Scope, state: State, word: str, mark: Mark, rank: int) -> Tally:
    """The drills of whatever year that wait in a state, of the viewer's own units."""
    number, url = _number(own_in_state(scope, state)), url_for("drills.index", mark=mark.value)
    return Tally(word, number, url, rank=rank, shows_zero=False)


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
