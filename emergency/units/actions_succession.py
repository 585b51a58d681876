"""What happens to a unit by a paper: renamed, merged, split, ended; older days keep the old body."""

from datetime import date

from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.errors import Refusal
from emergency.base.slots import facts_changed
from emergency.units.actions import Entry, UnitDetails, add_unit, change_unit, record_act, state_of
from emergency.units.initials import initials
from emergency.units.lines import SuccessionKind
from emergency.units.models import Unit, UnitSuccession
from emergency.units.telling import tell_bodies
from emergency.units.timeline import Stretch
from emergency.units.versions import expect_version, known_unit_versions, lay_over


def require_no_seat(unit: Unit) -> None:
    """Raises Refusal for the unit that answers for a region: it is renamed, merged and ended with its region alone."""
    if unit.represents:
        raise Refusal("这是行政区域的责任单位，更名、并入和撤销请在行政区域页面办理，单位随之变更。")


def rename_unit(scope: Scope, unit: Unit, name: str, day: date, paper: str, seen: int | None = None) -> None:
    """Give a unit a new name from a day on, by a paper; older days keep the old name."""
    expect_version(unit, seen)
    before = state_of(unit)
    _succession(scope, SuccessionKind.RENAMED, unit, None, day, paper)
    change_unit(scope, unit, day, paper, field="day", name=name)
    unit.initials = initials(name)
    record_act(
        scope, Tag.UNIT_SUCCEED, unit, f"“{before['name']}”自{day}起更名为“{name}”（{paper}）", before, state_of(unit)
    )
    tell_bodies(scope, unit, day, f"“{before['name']}”更名为“{name}”（{paper}）。", "renamed")


def merge_unit(scope: Scope, unit: Unit, into: Unit, day: date, paper: str, seen: int | None = None) -> None:
    """Merge a unit into another on a day, by a paper: its duties end that day, the other's go on."""
    expect_version(unit, seen)
    if into.id == unit.id:
        raise Refusal("不能并入自己，请选择另一个单位。", "into")
    if not into.active_from <= day < into.active_to:
        raise Refusal(f"“{into.name}”在{day}不存续，不能并入，请核对日期或对象。", "into")
    before = state_of(unit)
    _close(scope, unit, SuccessionKind.MERGED, into, day, paper)
    sentence = f"“{unit.name}”自{day}起并入“{into.name}”（{paper}）"
    record_act(scope, Tag.UNIT_SUCCEED, unit, sentence, before, state_of(unit))
    tell_bodies(scope, into, day, f"“{unit.name}”并入“{into.name}”（{paper}）。", f"merged-{unit.id}")


def end_unit(scope: Scope, unit: Unit, day: date, paper: str, seen: int | None = None) -> None:
    """End a unit without a successor on a day, by a paper."""
    expect_version(unit, seen)
    before = state_of(unit)
    _close(scope, unit, SuccessionKind.ENDED, None, day, paper)
    record_act(scope, Tag.UNIT_SUCCEED, unit, f"“{unit.name}”自{day}起撤销或注销（{paper}）", before, state_of(unit))


def split_unit(scope: Scope, unit: Unit, details: UnitDetails, day: date, paper: str) -> Unit:
    """Set up a new unit out of another on a day, by a paper; the old one goes on. Raises Refusal."""
    if not unit.active_from <= day < unit.active_to:
        raise Refusal(f"“{unit.name}”在{day}不存续，请核对日期。", "day")
    new = add_unit(scope, details, Entry(active_from=day, source=paper))
    _succession(scope, SuccessionKind.SPLIT, new, unit, day, paper)
    record_act(scope, Tag.UNIT_SUCCEED, new, f"“{new.name}”自{day}起从“{unit.name}”分设（{paper}）")
    tell_bodies(scope, unit, day, f"“{new.name}”从“{unit.name}”分设（{paper}）。", f"split-{new.id}")
    return new


def _close(scope: Scope, unit: Unit, kind: SuccessionKind, into: Unit | None, day: date, paper: str) -> None:
    if not unit.active_from < day <= unit.active_to:
        raise Refusal(f"日期应在{unit.active_from}之后、该单位终止之前，请核对。", "day")
    _succession(scope, kind, unit, into, day, paper)
    lay_over(known_unit_versions(unit.id), Stretch(day, FAR_DAY), clock.now())
    unit.active_to = day
    facts_changed.send([unit.id, *([into.id] if into else [])])


def _succession(scope: Scope, kind: SuccessionKind, unit: Unit, other: Unit | None, day: date, paper: str) -> None:
    db.session.add(
        UnitSuccession(
            kind=kind.value,
            unit_id=unit.id,
            other_id=other.id if other else None,
            old_name=unit.name,
            day=day,
            paper=paper,
            recorded_by=scope.name,
            recorded_at=clock.now(),
        )
    )
