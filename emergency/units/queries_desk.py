"""What the room puts on the desk: departments that nobody has confirmed yet, contacts to be checked."""

from flask import url_for
from sqlalchemy import func, select

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.desk import Tally, rows_of
from emergency.units.models import Unit
from emergency.units.queries_checks import CheckFilter, tasks_by
from emergency.units.within import unit_in_scope


def unconfirmed_counter(scope: Scope) -> list[Tally]:
    """How many departments wait to be confirmed, for those who may; nothing when there are none."""
    if not scope.may(Permission.UNIT_EDIT):
        return []
    query = select(func.count()).where(unit_in_scope(scope), Unit.confirmed.is_(False), Unit.active_to > clock.today())
    url = url_for("units.ledger", kind="department", counted="no")
    number = query.scalar_subquery()
    return [Tally("待确认部门", number, url, tone="quiet", note="确认后计入", rank=90, shows_zero=False)]


def contact_counter(scope: Scope) -> list[Tally]:
    """Whose contacts nobody has checked in this half year, for those who may; nothing when there are none."""
    if not scope.may(Permission.CONTACT_EDIT):
        return []
    number, url = rows_of(tasks_by(scope, CheckFilter())), url_for("units.contact_checks")
    return [Tally("待核联系方式", number, url, tone="quiet", note="半年一次，不算逾期", rank=80, shows_zero=False)]
