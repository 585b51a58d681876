"""Who may do what with a drill: its keepers plan and record, a desk above checks, never who recorded it."""

from emergency.base.access import Permission, Scope
from emergency.drills import rules
from emergency.drills.models import Drill
from emergency.drills.words import Acceptance, Act, State
from emergency.plans.checking import DESK_NAMES, RECORDING, Checker, Holder, is_at_desk, who_checks
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

CHECKS = frozenset({Act.ACCEPT, Act.RETURN})


def open_acts(scope: Scope, drill: Drill, organiser: Unit | None) -> frozenset[Act]:
    """What this viewer may do now; nothing for who only takes part."""
    if organiser is None:
        return frozenset()
    possible = frozenset(rules.acts_open(State(drill.state), Acceptance(drill.acceptance)))
    if not scope.may(Permission.DRILL_EDIT):
        possible &= CHECKS
    if not scope.may(Permission.DRILL_ACCEPT) or why_not_checked_by(scope, organiser, drill.recorder_id):
        possible -= CHECKS
    return possible


def why_not_checked_by(scope: Scope, organiser: Unit, recorder_id: int | None) -> str | None:
    """None where this person may check the unit's record, else the sentence that says who can."""
    holder = Holder(UnitKind(organiser.kind), organiser.region_code, organiser.line)
    checker = Checker(scope.person_id, scope.role.value, scope.regions, scope.lines)
    if not _at_desk(holder, checker):
        return f"这个单位的演练记录由{_who(holder)}核对，请转请其办理。"
    if checker.person_id is not None and checker.person_id == recorder_id:
        return f"登记人不能核对自己登记的记录。请由{_who(holder)}的另一人核对；没有其他人的，请联系系统管理员增设人员。"
    return None


def _at_desk(holder: Holder, checker: Checker) -> bool:
    """A village's drill record is checked by its township or above; others as their plans are."""
    if holder.kind is not UnitKind.VILLAGE or checker.person_id is None:
        return is_at_desk(holder, checker)
    return checker.role in RECORDING and checker.covers(holder.region_code)


def _who(holder: Holder) -> str:
    if holder.kind is UnitKind.VILLAGE:
        return "或".join(DESK_NAMES[desk] for desk in RECORDING)
    return who_checks(holder)
