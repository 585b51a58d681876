"""The main navigation: the doors that this person may open."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for

from emergency.base.access import Permission, Role, Scope

DOORS = (
    ("工作台", "home.desk", Permission.DESK_VIEW),
    ("覆盖率", "coverage.overview", Permission.COVERAGE_VIEW),
    ("预案", "plans.ledger", Permission.PLAN_VIEW),
    ("演练", "drills.month", Permission.DRILL_VIEW),
    ("年度计划", "programme.overview", Permission.PROGRAMME_VIEW),
    ("导入台账", "ledgers.start", Permission.LEDGER_BRING),
    ("工作记录", "records.ledger", Permission.RECORD_VIEW),
    ("佐证材料", "evidence.paper_list", Permission.PAPER_VIEW),
    ("考核自查表", "assessment.overview", Permission.CHECKLIST_VIEW),
    ("地区和单位", "units.regions", Permission.REGION_VIEW),
    ("规则目录", "obligations.catalogue", Permission.LAW_VIEW),
    ("人员", "people.index", Permission.PEOPLE_EDIT),
    ("操作日志", "audit.acts", Permission.TRAIL_VIEW),
    ("帮助", "home.help_page", Permission.DESK_VIEW),
)
# A unit's contact person has no region: the same doors lead to what is theirs, under its own name.
OWN_DOORS = {
    "coverage.overview": ("应办事项", "coverage.duties"),
    "units.regions": ("本单位", "units.page"),
}
PERSON_DOORS = (
    ("修改密码", "accounts.change_password"),
    ("我的登录", "accounts.my_sign_ins"),
    ("日历订阅", "drills.feeds"),
)
# What a person door needs beside a sign-in.
NEEDED = {"drills.feeds": Permission.DRILL_VIEW}
# Rooms without a door of their own, whose pages belong behind another's.
LODGERS = {"texts": "plans"}
SEARCH_DOOR = "home.search"


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `active` on the pages of its room."""

    label: str
    url: str
    active: bool = False


def navigation() -> dict[str, Any]:
    """What the page frame shows besides its content; nothing for somebody who has not signed in. Asks no database."""
    scope: Scope | None = g.get("scope")
    if scope is None:
        return {}
    open_doors = [(label, door) for label, door, need in DOORS if _opens(door, scope, need)]
    return {
        "navigation": [_entry(label, door, scope) for label, door in open_doors],
        "person_links": [Entry(label, url_for(door)) for label, door in PERSON_DOORS if _person_opens(door, scope)],
        "search_url": url_for(SEARCH_DOOR) if _opens(SEARCH_DOOR, scope, Permission.UNIT_VIEW) else "",
    }


def _entry(label: str, door: str, scope: Scope) -> Entry:
    if scope.role is not Role.UNIT or door not in OWN_DOORS:
        return Entry(label, url_for(door), _is_here(door))
    own, way = OWN_DOORS[door]
    if way != "units.page":
        return Entry(own, url_for(way), _is_here(door))
    url = url_for(way, unit_id=scope.unit_ids[0]) if len(scope.unit_ids) == 1 else url_for("units.ledger")
    return Entry(own, url, _is_here(door))


def _opens(door: str, scope: Scope, need: Permission) -> bool:
    return _exists(door) and scope.may(need)


def _person_opens(door: str, scope: Scope) -> bool:
    return _exists(door) and (door not in NEEDED or scope.may(NEEDED[door]))


def _exists(door: str) -> bool:
    return door in current_app.view_functions


def _is_here(door: str) -> bool:
    room = door.split(".")[0]
    here = LODGERS.get(request.blueprint or "", request.blueprint)
    return request.endpoint == door if room == "home" else here == room
