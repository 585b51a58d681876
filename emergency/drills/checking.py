"""Who may do what with a drill: its keepers plan and record, a desk above checks, not who recorded it."""

from collections.abc import Iterable

from emergency.base.access import Permission, Scope
from emergency.drills import rules
from emergency.drills.models import Drill
from emergency.drills.words import ACT_WORDS, Acceptance, Act, State
from emergency.plans.checking import DESK_NAMES, RECORDING, Checker, Desk, Holder, desks_for, is_at_desk
from emergency.plans.queries import holder_of
from emergency.units.behalf import is_on_behalf
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_regions import may_self_check

CHECKS = frozenset({Act.ACCEPT, Act.RETURN})
SET_ABOVE = "这次演练的日期由上级机构安排，本单位不能直接{}。要改期请用“提议改期”，由上级机构答复；其他请联系上级机构。"


def open_acts(scope: Scope, drill: Drill, organiser: Unit | None) -> frozenset[Act]:
    """What this viewer may do now; nothing for who only takes part."""
    if organiser is None:
        return frozenset()
    possible = frozenset(rules.acts_open(State(drill.state), Acceptance(drill.acceptance)))
    if not scope.may(Permission.DRILL_EDIT):
        possible &= CHECKS
    if why_not_moved_by(scope, drill, organiser):
        possible -= rules.MOVING
    # Who may move it has no need to propose.
    if Act.MOVE in possible or may_answer(scope, organiser) or organiser.kind == UnitKind.CITY:
        possible -= {Act.PROPOSE}
    if not scope.may(Permission.DRILL_ACCEPT) or why_not_checked_by(scope, organiser, drill.recorder_id):
        possible -= CHECKS
    return possible


def why_not_moved_by(scope: Scope, drill: Drill, organiser: Unit, act: Act = Act.MOVE) -> str | None:
    """None where this person may move, postpone or cancel, else the sentence that says who does."""
    if not drill.set_above or is_on_behalf(scope, organiser):
        return None
    return SET_ABOVE.format(ACT_WORDS[act])


def may_answer(scope: Scope, organiser: Unit) -> bool:
    """Whether this is an office or department above the unit, which answers what the unit proposes."""
    return scope.may(Permission.DRILL_ACCEPT) and is_on_behalf(scope, organiser)


def why_not_checked_by(scope: Scope, organiser: Unit, recorder_id: int | None) -> str | None:
    """None where this person may check the unit's record, else the sentence that says who can."""
    holder = holder_of(organiser)
    checker = Checker(scope.person_id, scope.role.value, scope.regions, scope.lines)
    if not _at_desk(holder, checker):
        return f"这个单位的演练记录由{who_checks_drills(holder)}核对，请转请其办理。"
    if checker.person_id is not None and checker.person_id == recorder_id and not checks_own(holder, checker):
        return f"登记人不能核对自己登记的记录。请由{who_checks_drills(holder)}的另一人核对。"
    return None


def checks_own(holder: Holder, checker: Checker) -> bool:
    """自录自核: a township checks what it recorded for its villages, where the city's office lets it."""
    at_home = holder.kind is UnitKind.VILLAGE and checker.role == Desk.TOWNSHIP
    return at_home and checker.covers(holder.region_code) and may_self_check(holder.region_code)


def whom_to_appoint(holder: Holder, people: Iterable[Checker], recorder_id: int | None) -> str | None:
    """None when somebody can check the record, else the sentence that says whom to appoint."""
    known = [person for person in people if _at_desk(holder, person)]
    if any(person.person_id != recorder_id or checks_own(holder, person) for person in known):
        return None
    desk = DESK_NAMES[desks_of(holder)[0]]
    if not known:
        return f"目前没有人可以核对：请系统管理员为{desk}（管辖范围包括该单位所在地区）增加一名人员。"
    said = f"登记的人不能核对自己登记的记录，而目前没有第二个人。请系统管理员再增加一名{desk}人员"
    return f"{said}，或由市级应急管理机构准许自录自核。" if holder.kind is UnitKind.VILLAGE else f"{said}。"


def desks_of(holder: Holder) -> tuple[Desk, ...]:
    """The desks that check the drills of this unit."""
    return RECORDING if holder.kind is UnitKind.VILLAGE else desks_for(holder)


def who_checks_drills(holder: Holder) -> str:
    """The desks in words."""
    return "或".join(DESK_NAMES[desk] for desk in desks_of(holder))


def _at_desk(holder: Holder, checker: Checker) -> bool:
    """A village's drill record is checked by its township or above; others as their plans are."""
    if holder.kind is not UnitKind.VILLAGE or checker.person_id is None:
        return is_at_desk(holder, checker)
    return checker.role in RECORDING and checker.covers(holder.region_code)
