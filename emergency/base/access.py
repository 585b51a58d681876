"""Who may do what: roles, permissions, the frozen scope of the one who asks, and the marks on routes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from flask import g

View = TypeVar("View", bound=Callable[..., Any])


class Role(StrEnum):
    """The seven roles; one table in the README says what each may do."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    LINE = "line"
    UNIT = "unit"
    AUDITOR = "auditor"
    SYSTEM = "system"


ROLE_NAMES: Mapping[Role, str] = {
    Role.CITY: "市级应急管理机构",
    Role.COUNTY: "县（市、区）级应急管理机构",
    Role.TOWNSHIP: "乡镇（街道）应急管理机构",
    Role.LINE: "行业主管部门",
    Role.UNIT: "单位联络员",
    Role.AUDITOR: "日志审计员",
    Role.SYSTEM: "系统管理员",
}


class Permission(StrEnum):
    """What may be done, in the order of the rooms."""

    DESK_VIEW = "desk.view"
    TRAIL_VIEW = "trail.view"
    REGION_VIEW = "region.view"
    REGION_EDIT = "region.edit"
    UNIT_VIEW = "unit.view"
    UNIT_EDIT = "unit.edit"
    CONTACT_EDIT = "contact.edit"
    PEOPLE_EDIT = "people.edit"
    SETTING_EDIT = "setting.edit"
    SELF = "self"
    LAW_VIEW = "law.view"
    LAW_EDIT = "law.edit"
    PAPER_VIEW = "paper.view"
    PAPER_PURGE = "paper.purge"
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    PLAN_CHECK = "plan.check"
    VILLAGE_RECORD = "village.record"
    DRILL_VIEW = "drill.view"
    DRILL_EDIT = "drill.edit"
    DRILL_ACCEPT = "drill.accept"
    RECORD_VIEW = "record.view"
    RECORD_EDIT = "record.edit"
    COVERAGE_VIEW = "coverage.view"
    PROGRAMME_VIEW = "programme.view"
    PROGRAMME_EDIT = "programme.edit"
    CHECKLIST_VIEW = "checklist.view"
    CHECKLIST_EDIT = "checklist.edit"
    CHECKLIST_SCORE = "checklist.score"
    CHECKLIST_FILL = "checklist.fill"
    CHECKLIST_OPEN = "checklist.open"
    LEDGER_BRING = "ledger.bring"


P = Permission
EVERYBODY = frozenset({P.SELF, P.DESK_VIEW})
READING = EVERYBODY | {
    P.REGION_VIEW, P.UNIT_VIEW, P.LAW_VIEW, P.PAPER_VIEW, P.PLAN_VIEW, P.DRILL_VIEW, P.RECORD_VIEW, P.COVERAGE_VIEW,
    P.CHECKLIST_VIEW, P.PROGRAMME_VIEW,
}  # fmt: skip
UNIT_WORK = READING | {P.CONTACT_EDIT, P.PLAN_EDIT, P.DRILL_EDIT, P.RECORD_EDIT, P.LEDGER_BRING}
KEEPER = UNIT_WORK | {P.CHECKLIST_FILL}
OFFICE = UNIT_WORK | {P.UNIT_EDIT, P.PLAN_CHECK, P.VILLAGE_RECORD, P.DRILL_ACCEPT, P.CHECKLIST_SCORE, P.CHECKLIST_FILL}
COUNTY_OFFICE = OFFICE | {P.PROGRAMME_EDIT, P.CHECKLIST_OPEN}
CITY_OFFICE = COUNTY_OFFICE | {P.REGION_EDIT, P.LAW_EDIT, P.PAPER_PURGE, P.CHECKLIST_EDIT}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.CITY: CITY_OFFICE,
    Role.COUNTY: COUNTY_OFFICE,
    Role.TOWNSHIP: OFFICE,
    Role.LINE: UNIT_WORK | {P.PLAN_CHECK, P.DRILL_ACCEPT},
    Role.UNIT: KEEPER,
    Role.AUDITOR: EVERYBODY | {P.TRAIL_VIEW},
    Role.SYSTEM: EVERYBODY | {P.PEOPLE_EDIT, P.SETTING_EDIT, P.LEDGER_BRING},
}


def prefix_of(code: str) -> str:
    """The part of a 12-character code that all codes below it share: 2 (a province), 4, 6, 9 or 12 characters."""
    for length in (2, 4, 6, 9):
        if code[length:] == "0" * (12 - length):
            return code[:length]
    return code


@dataclass(frozen=True)
class Scope:
    """What one person may see and do, for one request: regions × line, or units.

    `regions` are 12-character codes, `lines` an empty set for all lines, `unit_ids` for a 单位联络员.
    """

    person_id: int | None
    name: str
    role: Role
    regions: tuple[str, ...] = ()
    lines: frozenset[str] = frozenset()
    unit_ids: tuple[int, ...] = ()
    signin_id: int | None = None
    must_change_password: bool = False
    address: str = ""
    permissions: frozenset[Permission] = field(default=frozenset())

    def may(self, permission: Permission | str) -> bool:
        """Whether the role grants this."""
        return permission in self.permissions

    def covers(self, code: str) -> bool:
        """Whether a region lies within the scope's regions."""
        return any(code.startswith(prefix_of(region)) for region in self.regions)

    @property
    def is_office(self) -> bool:
        """Whether this is an emergency office of some level."""
        return self.role in (Role.CITY, Role.COUNTY, Role.TOWNSHIP)


def scope_for(
    role: Role, *, person_id: int | None = None, name: str = "", regions: tuple[str, ...] = (),
    lines: frozenset[str] = frozenset(), unit_ids: tuple[int, ...] = (), signin_id: int | None = None,
    must_change_password: bool = False, address: str = "",
) -> Scope:  # fmt: skip
    """A scope with the permissions of its role."""
    return Scope(
        person_id, name or ROLE_NAMES[role], role, regions, lines, unit_ids, signin_id, must_change_password, address,
        GRANTS[role],
    )  # fmt: skip


def system_scope(name: str = "命令行") -> Scope:
    """The scope of commands and seeding, which see and do everything and are named so on the trail."""
    return Scope(None, name, Role.CITY, ("231100000000",), permissions=frozenset(Permission), address="命令行")


def current_scope() -> Scope:
    """The scope of the one who asks; only behind a guarded route."""
    scope: Scope = g.scope
    return scope


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark a route with the permission that it asks for; base/web lets nobody else in."""

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark


def open_door(reason: str) -> Callable[[View], View]:
    """Mark a route that needs no sign-in, with the reason."""

    def mark(view: View) -> View:
        view.open_door = reason  # type: ignore[attr-defined]
        return view

    return mark
