"""The way to the checklist from the pages of units and regions; fills the slots of base."""

from markupsafe import Markup

from emergency.assessment.queries import AUDIENCES
from emergency.base.access import Permission, Scope
from emergency.base.acting import part
from emergency.units.rules import level_of


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The sheet of a unit that the page has loaded through the scope."""
    return _part(scope, "units", str(unit_id))


def region_part(scope: Scope, code: str) -> Markup:
    """The sheet of a region that the page has loaded; a village has none, its committee is a unit."""
    return _part(scope, "regions", code) if level_of(code) in AUDIENCES else Markup()


def _part(scope: Scope, kind: str, key: str) -> Markup:
    if not scope.may(Permission.CHECKLIST_VIEW):
        return Markup()
    return part("assessment/part.html", kind=kind, key=key)
