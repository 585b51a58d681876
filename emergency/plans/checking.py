"""Who may 核对 whose plan: never the one who submitted it; where nobody can, whom to appoint."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from emergency.units.facts import UnitKind
from emergency.units.regionkinds import Level
from emergency.units.rules import level_of, own_part


class Desk(StrEnum):
    """The roles that 核对; the values are those of the roles."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    LINE = "line"


DESK_NAMES = {
    Desk.CITY: "市级应急管理机构",
    Desk.COUNTY: "县（市、区）级应急管理机构",
    Desk.TOWNSHIP: "乡镇（街道）应急管理机构",
    Desk.LINE: "行业主管部门",
}
# Governments and their departments are looked at by a higher place; a 行业主管部门 must stand above its own like.
DESKS = {
    UnitKind.CITY: (Desk.CITY,),
    UnitKind.COUNTY: (Desk.CITY,),
    UnitKind.DEPARTMENT: (Desk.CITY, Desk.LINE),
    UnitKind.TOWNSHIP: (Desk.COUNTY,),
    UnitKind.VILLAGE: (),
    UnitKind.ZONE: (Desk.COUNTY, Desk.CITY),
}
OTHERS = (Desk.COUNTY, Desk.LINE)
ABOVE_ITS_LIKE = frozenset({UnitKind.DEPARTMENT})
RECORDING = (Desk.TOWNSHIP, Desk.COUNTY, Desk.CITY)


@dataclass(frozen=True)
class Holder:
    """The unit whose plan it is."""

    kind: UnitKind
    region_code: str
    line: str = ""


@dataclass(frozen=True)
class Checker:
    """Somebody who asks to 核对; no person is the command line, which sees and does everything."""

    person_id: int | None
    role: str
    regions: tuple[str, ...] = ()
    lines: frozenset[str] = frozenset()

    def covers(self, code: str) -> bool:
        """Whether the region lies within the checker's regions."""
        return any(code.startswith(own_part(region)) for region in self.regions)

    def stands_above(self, code: str) -> bool:
        """Whether one of the checker's regions holds the region and is larger."""
        return any(code.startswith(own_part(region)) and code != region for region in self.regions)


def desks_for(holder: Holder) -> tuple[Desk, ...]:
    """Which desks 核对 this unit's plans; none for a village, whose township's recording is the acceptance."""
    if holder.kind in DESKS:
        return DESKS[holder.kind]
    if level_of(holder.region_code) is Level.PREFECTURE:
        return (Desk.CITY, Desk.LINE)
    return OTHERS


def recorded_at_once(holder: Holder) -> bool:
    """Whether recording is the acceptance: a village governs itself, nobody approves its plan."""
    return holder.kind is UnitKind.VILLAGE


def is_at_desk(holder: Holder, checker: Checker) -> bool:
    """Whether the checker sits at a desk that 核对s this unit, whoever submitted."""
    if checker.person_id is None:
        return True
    if checker.role not in desks_for(holder) or not checker.covers(holder.region_code):
        return False
    if checker.role != Desk.LINE:
        return True
    if holder.line not in checker.lines:
        return False
    return holder.kind not in ABOVE_ITS_LIKE or checker.stands_above(holder.region_code)


def may_check(holder: Holder, checker: Checker, submitted_by: int | None) -> bool:
    """Whether this person may pass or return; never the one who submitted."""
    if checker.person_id is None:
        return True
    return checker.person_id != submitted_by and is_at_desk(holder, checker)


def who_checks(holder: Holder) -> str:
    """The desks in words, for the page of a plan."""
    if recorded_at_once(holder):
        return "村（居）民委员会预案由乡镇（街道）收存，不需要核对"
    return "或".join(DESK_NAMES[desk] for desk in desks_for(holder))


def whom_to_appoint(holder: Holder, people: Iterable[Checker], submitted_by: int | None) -> str | None:
    """None when somebody can 核对, else the sentence that says whom to appoint."""
    known = list(people)
    if recorded_at_once(holder) or any(may_check(holder, person, submitted_by) for person in known):
        return None
    desk = DESK_NAMES[desks_for(holder)[0]]
    if any(is_at_desk(holder, person) for person in known):
        return f"提交的人不能核对自己提交的预案，而{desk}目前没有第二个人。请系统管理员再增加一名{desk}人员。"
    return f"目前没有人可以核对：请系统管理员为{desk}（管辖范围包括该单位所在地区）增加一名人员。"


def may_reclassify(holder: Holder, checker: Checker) -> bool:
    """Whether this viewer may change what an accepted plan is: who 核对s it, or the office that records a village's."""
    if recorded_at_once(holder):
        return checker.person_id is None or checker.role in RECORDING
    return is_at_desk(holder, checker)
