"""Asking which other days were proposed for drills, and which of them wait for this office."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select

from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.queries import visible_drills
from emergency.drills.rules import OPEN
from emergency.drills.words import ANSWER_WORDS, Answer, State
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.within import unit_in_scope

LAPSED = "已失效（演练后来有变动）"


def proposals_of(drill_id: int) -> list[DrillProposal]:
    """What was proposed for a drill that was already seen, the newest first."""
    query = select(DrillProposal).where(DrillProposal.drill_id == drill_id)
    return list(db.session.scalars(query.order_by(DrillProposal.id.desc())))


def open_proposal(drill: Drill) -> DrillProposal | None:
    """The proposal of a drill that still waits for its answer."""
    return next((one for one in proposals_of(drill.id) if waits(one, drill)), None)


def waits(proposal: DrillProposal, drill: Drill) -> bool:
    """Whether a proposal can still be answered: nobody did, and the drill stands where it stood."""
    return (
        proposal.answer == Answer.WAITING and State(drill.state) in OPEN and proposal.was_at == drill.starts_at
    )  # fmt: skip


def answer_word(proposal: DrillProposal, drill: Drill) -> str:
    """What became of a proposal, in words."""
    if proposal.answer == Answer.WAITING and not waits(proposal, drill):
        return LAPSED
    return ANSWER_WORDS[proposal.answer]


def proposals_waiting(scope: Scope) -> Select[Any]:
    """(DrillProposal, Drill, name of the organiser) that this office answers, the oldest first."""
    query: Select[Any] = select(DrillProposal).join(Drill, Drill.id == DrillProposal.drill_id)
    query = query.join(Unit, Unit.id == Drill.organiser_id).where(_waits_here(scope))
    seen = query.where(Drill.id.in_(visible_drills(scope).with_only_columns(Drill.id)))
    return seen.add_columns(Drill, Unit.name).order_by(DrillProposal.id)


def _waits_here(scope: Scope) -> ColumnElement[bool]:
    """`checking.may_answer` and `waits` for the query."""
    own_office = or_(Unit.represents, and_(Unit.kind == UnitKind.DEPARTMENT.value, Unit.line.in_(sorted(scope.lines))))
    own = and_(Unit.region_code.in_(scope.regions), own_office)
    still = and_(Drill.state.in_(sorted(OPEN)), Drill.starts_at == DrillProposal.was_at)
    found = and_(DrillProposal.answer == Answer.WAITING.value, still, unit_in_scope(scope), not_(own))
    return found if scope.may(Permission.DRILL_ACCEPT) else and_(found, Unit.id.is_(None))
