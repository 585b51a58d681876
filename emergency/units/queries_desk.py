"""What the room puts on the desk: departments of the starter list that nobody has confirmed yet."""

from flask import url_for
from sqlalchemy import func, select

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.desk import Tally
from emergency.units.models import Unit
from emergency.units.within import unit_in_scope


def unconfirmed_counter(scope: Scope) -> list[Tally]:
    """How many departments wait to be confirmed, for those who may; nothing when there are none."""
    if not scope.may(Permission.UNIT_EDIT):
        return []
    query = select(func.count()).where(unit_in_scope(scope), Unit.confirmed.is_(False), Unit.active_to > clock.today())
    url = url_for("units.ledger", kind="department", counted="no")
    number = query.scalar_subquery()
    return [Tally("待确认部门", number, url, tone="quiet", note="确认后计入", rank=90, shows_zero=False)]
