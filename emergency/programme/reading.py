"""What pages say of a programme: its board, its table for Excel and PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import load_only

from emergency.base.access import Scope, prefix_of
from emergency.base.database import db
from emergency.coverage.queries import CHILD_LENGTH
from emergency.drills import ledger
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.drills.words import STATE_WORDS
from emergency.obligations.queries import load_rules
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.plans.words import HAZARD_LABELS
from emergency.programme.board import Board, board_of
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.queries import lines_of, loads_of
from emergency.programme.queries_planned import unlisted_in
from emergency.programme.queries_settings import settings_of
from emergency.programme.sheet import PlanRow, titled, with_late
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.queries_regions import paths_of, visible_regions

FULL_CODE = 12
SETTING_WORDS = {
    "limits": "每天的上限", "crews": "观摩、评估人员和队伍", "seasons": "时段日期", "rules": "规则启停或版本",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrillTold:
    """What a list says of the drill that a line became: its title, and the days of a late entry, else 0."""

    title: str
    late: int


def rule_titles() -> dict[str, str]:
    """The title of each rule in its newest version."""
    book = load_rules()
    return {rule_id: book.versions(rule_id)[-1].title for rule_id in book.ids()}


def rules_in(scope: Scope, programme: Programme) -> list[tuple[str, str]]:
    """(id, title and id) of the rules that have lines in a programme that the viewer may see. One query."""
    titles = rule_titles()
    query = lines_of(scope, programme).where(ProgrammeLine.rule_id != "")
    found = db.session.scalars(query.with_only_columns(ProgrammeLine.rule_id).distinct())
    return [(rule_id, f"{titles.get(rule_id, '')}（{rule_id}）") for rule_id in sorted(found)]


def board_for(scope: Scope, programme: Programme, region: str) -> Board:
    """The year board of a region within a programme: its child places that the viewer may open."""
    length = CHILD_LENGTH[len(prefix_of(region))]
    inside = prefix_of(region)
    loads = [one for one in loads_of(scope, programme) if one[0].startswith(inside)]
    own = {place[:length].ljust(FULL_CODE, "0") for place, _, _ in loads}
    query = visible_regions(scope) if scope.regions else select(Region)
    rows = db.session.execute(query.where(Region.code.in_(own)).with_only_columns(Region.code, Region.name))
    names = {code: f"{name}（本级）" if code == region else name for code, name in rows}
    return board_of(programme.year, loads, names, length)


def changed_words(programme: Programme, known: Sequence[int]) -> str:
    """What has changed since the programme was made, as far as a page can say without reckoning anew."""
    told = ""
    if programme.year in known and not programme.year_known:
        told = f"{programme.year}年放假安排已经录入，这份计划还是按未录入时的稳妥日期排的。"
    before, now = programme.settings, settings_of(programme.region_code, programme.year)
    parts = [word for part, word in SETTING_WORDS.items() if before and before.get(part, now[part]) != now[part]]
    if parts:
        told += f"上次排期或检查以后，{'、'.join(parts)}有变，计划还没有按新的核对。"
    waiting = unlisted_in(programme.id, programme.region_code, programme.year)
    if waiting:
        told += f"另有{waiting}次演练在上次排期或检查以后登记到台账，还没有列入这份计划。"
    return told


def plan_rows(found: Iterable[tuple[ProgrammeLine, str, bool]]) -> list[PlanRow]:
    """Lines with the names of their units as rows of the 演练计划表; a fixed number of queries a thousand rows."""
    lines = list(found)
    titles = rule_titles()
    drills = _by_id(Drill, (line.drill_id for line, _, _ in lines))
    plans = _by_id(Plan, (line.exercises_id for line, _, _ in lines))
    return [
        _row(line, name, sample, titles, drills.get(line.drill_id or 0), plans.get(line.exercises_id or 0))
        for line, name, sample in lines
    ]


def _by_id(model: Any, ids: Iterable[int | None]) -> dict[int, Any]:
    wanted = sorted({one for one in ids if one is not None})
    found: dict[int, Any] = {}
    for start in range(0, len(wanted), 1000):
        rows = db.session.scalars(select(model).where(model.id.in_(wanted[start : start + 1000])))
        found |= {row.id: row for row in rows}
    return found


def _row(
    line: ProgrammeLine, name: str, sample: bool, titles: dict[str, str], drill: Drill | None, plan: Plan | None
) -> PlanRow:
    title = drill.title if drill else titled(name, titles.get(line.rule_id, "应急演练"))
    scene = drill.hazard if drill and drill.hazard else HAZARD_LABELS.get(plan.hazard, "") if plan else ""
    rules = "、".join(dict.fromkeys(rule for rule, _ in line.serves)) or line.rule_id
    return PlanRow(
        title, title_of(plan) if plan else "", rules, scene, ledger.kind_word(drill) if drill else "",
        line.day, line.first_day, line.last_day, drill.place if drill else "",
        name, drill.partners if drill else "", drill.participants if drill else None,
        with_late(STATE_WORDS[drill.state], ledger.late_days(drill)) if drill else "", sample=sample,
    )  # fmt: skip


def named_paths(lines: Iterable[ProgrammeLine]) -> dict[str, str]:
    """Where the units of lines lie, in words."""
    return paths_of({line.region_code for line in lines}, own=True)


def unit_of_line(line: ProgrammeLine) -> Unit:
    """The unit of a line that was seen through a scope."""
    return db.session.get_one(Unit, line.unit_id)


def stream(query: Select[Any]) -> list[tuple[ProgrammeLine, str, bool]]:
    """All rows of a list: (line, name of the unit, whether it is 示例)."""
    return [(line, name, sample) for line, name, sample in db.session.execute(query)]


def drill_of(line: ProgrammeLine) -> Drill | None:
    """The drill that a line became."""
    return db.session.get(Drill, line.drill_id) if line.drill_id else None


def drills_told(scope: Scope, lines: Iterable[ProgrammeLine]) -> dict[int, DrillTold]:
    """What is told of those drills of lines that the viewer may open. One query a thousand lines."""
    wanted = sorted({line.drill_id for line in lines if line.drill_id is not None})
    found: dict[int, DrillTold] = {}
    light = load_only(Drill.title, Drill.held_on, Drill.recorded_at)
    for start in range(0, len(wanted), 1000):
        query = visible_drills(scope).where(Drill.id.in_(wanted[start : start + 1000]))
        for drill in db.session.scalars(query.options(light)):
            found[drill.id] = DrillTold(drill.title, ledger.late_days(drill))
    return found
