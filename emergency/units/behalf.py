"""代报: whether what somebody enters is another body's."""

from emergency.base.access import Role, Scope
from emergency.units.facts import UnitKind
from emergency.units.models import Unit


def is_on_behalf(scope: Scope, unit: Unit) -> bool:
    """代报: entered by an office or department for another body than its own."""
    if scope.role is Role.UNIT:
        return False
    own_place = unit.region_code in scope.regions
    own_office = unit.represents or (unit.kind == UnitKind.DEPARTMENT and unit.line in scope.lines)
    return not (own_place and own_office)
