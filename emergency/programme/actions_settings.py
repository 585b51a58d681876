"""What the office sets for programmes: daily limits, observers and teams with days away, seasons of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.programme.models import ProgrammeCrew, ProgrammeLimit, ProgrammeSeason
from emergency.programme.rules import MOST_A_DAY
from emergency.programme.seeded import entries
from emergency.units.facts import UnitKind
from emergency.units.models_regions import Region

CHANGED = "这项设置刚刚被别人改过，您的修改没有保存。请刷新页面核对后重新提交。"
Away = tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class CrewDetails:
    """An observer or team: its name, how many drills a day, at which kinds of units (none: all), when away."""

    name: str
    a_day: int
    kinds: tuple[UnitKind, ...] = ()
    away: Away = ()


def set_limit(scope: Scope, region: Region, a_day: int, reason: str, version: int) -> None:
    """How many drills a day a region carries; 0 stops all. Raises Refusal, Conflict.

    `version` is that of the row its sender saw, 0 where there was none.
    """
    if not 0 <= a_day <= MOST_A_DAY:
        raise Refusal(f"每天的上限应是0至{MOST_A_DAY}的整数；0表示该地区当年不安排演练。", "a_day")
    row = db.session.get(ProgrammeLimit, region.code)
    if (row.version if row else 0) != version:
        raise Conflict(CHANGED)
    before = {"a_day": row.a_day, "reason": row.reason} if row else None
    if row is None:
        row = ProgrammeLimit(region_code=region.code)
        db.session.add(row)
    row.a_day, row.reason, row.recorded_by = a_day, reason, scope.name
    said = f"{region.name}每天至多{a_day}次演练：{reason}。"
    trail.record(
        scope, Tag.PROGRAMME_SETTING, "programme_setting", region.code, said, before, {"a_day": a_day, "reason": reason}
    )


def remove_limit(scope: Scope, row: ProgrammeLimit, version: int) -> None:
    """Let the general limit hold again. Raises Conflict."""
    _require(row.version, version)
    said = f"取消{row.region_code}的每天上限{row.a_day}次，按一般上限排期。"
    trail.record(scope, Tag.PROGRAMME_SETTING, "programme_setting", row.region_code, said, {"a_day": row.a_day})
    db.session.delete(row)


def save_crew(
    scope: Scope, region: Region, told: CrewDetails, row: ProgrammeCrew | None = None, version: int = 0
) -> ProgrammeCrew:
    """Enter an observer or team, or change one. Raises Refusal for days that make no sense, Conflict."""
    if row is not None:
        _require(row.version, version)
    for first, last in told.away:
        if last < first:
            raise Refusal(f"外出日期“{first} 至 {last}”的结束早于开始，请核对。", "away")
        if (last - first).days > 3 * 366:
            raise Refusal(f"外出日期“{first} 至 {last}”超过三年；长期不参加的请直接停用。", "away")
    if not 1 <= told.a_day <= MOST_A_DAY:
        raise Refusal(f"每天参加的次数应是1至{MOST_A_DAY}的整数；不再参加的请停用。", "a_day")
    before = _crew_picture(row) if row else None
    row = row or ProgrammeCrew(ended=False, sample=False)
    row.region_code, row.name, row.a_day, row.recorded_by = region.code, told.name, told.a_day, scope.name
    row.kinds = sorted(kind.value for kind in told.kinds)
    row.away = [[first.isoformat(), last.isoformat()] for first, last in sorted(told.away)]
    db.session.add(row)
    db.session.flush()
    said = f"登记观摩评估人员或队伍“{row.name}”，每天至多{row.a_day}次，外出{len(told.away)}段。"
    trail.record(scope, Tag.PROGRAMME_SETTING, "programme_setting", f"crew-{row.id}", said, before, _crew_picture(row))
    return row


def end_crew(scope: Scope, row: ProgrammeCrew, ended: bool, version: int) -> None:
    """Take an observer or team out of later proposals, or back in. Raises Conflict."""
    _require(row.version, version)
    row.ended, row.recorded_by = ended, scope.name
    said = f"{'停用' if ended else '恢复'}观摩评估人员或队伍“{row.name}”。"
    trail.record(scope, Tag.PROGRAMME_SETTING, "programme_setting", f"crew-{row.id}", said)


def add_season(scope: Scope, region: Region, name: str, span: tuple[date, date], source: str) -> ProgrammeSeason:
    """Days of a season in a region, in place of the default of that year. Raises Refusal."""
    titles = {entry.name: entry.title for entry in entries()}
    if name not in titles:
        raise Refusal("没有这个时段，请从列表中选择。", "name")
    first, last = span
    if last < first:
        raise Refusal("结束日期早于开始日期，请核对。", "last")
    if first.year != last.year:
        raise Refusal("跨年的时段请分两年各填一条，按年排期。", "last")
    row = ProgrammeSeason(
        region_code=region.code, kind=name, first_day=first, last_day=last, source=source, recorded_by=scope.name
    )
    db.session.add(row)
    db.session.flush()
    said = f"{region.name}{first.year}年“{titles[name]}”按{first}至{last}排期（{source}）。"
    trail.record(scope, Tag.PROGRAMME_SETTING, "programme_setting", f"season-{row.id}", said)
    return row


def remove_season(scope: Scope, row: ProgrammeSeason, version: int) -> None:
    """Let the default days hold again. Raises Conflict."""
    _require(row.version, version)
    said = f"取消时段{row.first_day}至{row.last_day}，按预设排期。"
    trail.record(scope, Tag.PROGRAMME_SETTING, "programme_setting", f"season-{row.id}", said)
    db.session.delete(row)


def _require(now: int, seen: int) -> None:
    if now != seen:
        raise Conflict(CHANGED)


def _crew_picture(row: ProgrammeCrew) -> dict[str, Sequence[object] | object]:
    return {name: getattr(row, name) for name in ("region_code", "name", "a_day", "kinds", "away", "ended")}
