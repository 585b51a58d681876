"""Asking whose answer a token brings: one drill and its organiser, while it can still be answered."""

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Role, Scope, scope_for
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.drills.models import Drill
from emergency.drills.models_reply import DrillReply
from emergency.drills.queries_feed import hashed
from emergency.drills.rules import OPEN
from emergency.drills.words import State
from emergency.units.models import Unit

# A drill that was called off takes no answer, but whoever has its address is told so.
TOLD = OPEN | {State.CANCELLED, State.POSTPONED}


def answered_by(token: str) -> tuple[Drill, Unit]:
    """The drill and unit that a token answers for. Raises NotFound for an unknown, late or outdated one alike."""
    query = (
        select(Drill, Unit)
        .join(DrillReply, DrillReply.drill_id == Drill.id)
        .join(Unit, Unit.id == DrillReply.unit_id)
        .where(DrillReply.token_hash == hashed(token), DrillReply.expires_at > clock.now())
        .where(Drill.organiser_id == Unit.id, Drill.state.in_(sorted(TOLD)))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("这个答复地址不存在、已过期，或演练已经办结。请向发给您的单位核实。")
    drill, unit = row
    return drill, unit


def reply_scope(unit: Unit, address: str) -> Scope:
    """What somebody with the address may do: act for this one unit, named so on the trail."""
    return scope_for(Role.UNIT, name=f"答复链接（{unit.name}）"[:40], unit_ids=(unit.id,), address=address)
