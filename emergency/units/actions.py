"""What can be done to a unit: added, edited, confirmed, counted or listed apart."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.errors import NotFound, Refusal
from emergency.base.slots import facts_changed, unit_moved
from emergency.units.actions_derived import begin_earlier, follow_kind, follow_place, insert_plain_facts, insert_seat
from emergency.units.credit import complaint
from emergency.units.facts import UnitKind
from emergency.units.initials import initials
from emergency.units.models import Unit, UnitVersion
from emergency.units.queries import namesakes
from emergency.units.queries_regions import get_region
from emergency.units.telling import tell_bodies
from emergency.units.timeline import Stretch
from emergency.units.versions import copied, expect_version, from_day_on, known_unit_versions, lay_over, revise

BY_FORM = (
    UnitKind.DEPARTMENT,
    UnitKind.SCHOOL,
    UnitKind.HOSPITAL,
    UnitKind.ENTERPRISE,
    UnitKind.ZONE,
    UnitKind.OTHER,
)


@dataclass(frozen=True)
class UnitDetails:
    """What the form says of a unit; `uscc` is tidied, empty when there is none."""

    kind: UnitKind
    name: str
    region_code: str
    line: str = ""
    uscc: str = ""
    address: str = ""


@dataclass(frozen=True)
class Entry:
    """How a new unit enters the register beside its details."""

    active_from: date
    source: str
    counted: bool = True
    counted_reason: str = "登记在册的责任单位"
    represents: bool = False
    confirmed: bool = True
    restricted: bool = False
    sample: bool = False


def add_unit(scope: Scope, details: UnitDetails, entry: Entry) -> Unit:
    """Add a unit within the scope. Raises Refusal for a wrong credit code, a strange region, a namesake."""
    _check(scope, details)
    if namesakes(scope, details.name, details.region_code, details.kind):
        raise Refusal("本地区已登记同名、同类的单位，请先查找；确为另一家的，请在名称中写明区别。", "name")
    unit = insert_unit(scope, details, entry)
    insert_seat(scope, unit, unit.active_from)
    record_act(scope, Tag.UNIT_ADD, unit, f"登记单位“{unit.name}”", after=state_of(unit))
    return unit


def insert_unit(scope: Scope, details: UnitDetails, entry: Entry) -> Unit:
    """The rows of a new unit, without the trail: for the acts that add one on the way."""
    values = asdict(details) | asdict(entry)
    source = values.pop("source")
    unit = Unit(**values | {"kind": details.kind.value, "uscc": details.uscc or None})
    unit.initials = initials(unit.name)
    db.session.add(unit)
    db.session.flush()
    moment = clock.now()
    db.session.add(
        UnitVersion(
            unit_id=unit.id,
            kind=unit.kind,
            name=unit.name,
            region_code=unit.region_code,
            line=unit.line,
            counted=unit.counted,
            counted_reason=unit.counted_reason,
            valid_from=unit.active_from,
            valid_to=FAR_DAY,
            source=source,
            recorded_by=scope.name,
            known_from=moment,
        )
    )
    insert_plain_facts(scope, unit, unit.active_from)
    facts_changed.send([unit.id])
    return unit


def edit_unit(
    scope: Scope,
    unit: Unit,
    details: UnitDetails,
    since: date,
    source: str,
    seen: int | None = None,
    *,
    active_from: date | None = None,
) -> None:
    """Change what a unit is, from a day on; its name changes only by rename_unit. Raises Refusal, Conflict.

    `active_from` corrects the day on which it began, where that was entered wrongly.
    """
    expect_version(unit, seen)
    details = replace(details, name=unit.name)
    if unit.represents and (details.kind.value != unit.kind or details.region_code != unit.region_code):
        raise Refusal("这是行政区域的责任单位，类别和所在地区随行政区域走，不能在这里改。", "region_code")
    _check(scope, details)
    before = state_of(unit)
    correct_start(scope, unit, active_from or unit.active_from, source)
    change_unit(
        scope,
        unit,
        since,
        source,
        kind=details.kind.value,
        region_code=details.region_code,
        line=details.line,
    )
    told = _follow(scope, unit, before, max(since, unit.active_from))
    _tell_change(scope, unit, before, max(since, unit.active_from))
    unit.uscc, unit.address = details.uscc or None, details.address
    record_act(scope, Tag.UNIT_EDIT, unit, f"修改单位“{unit.name}”的登记信息{told}", before, state_of(unit))


def _follow(scope: Scope, unit: Unit, before: dict[str, Any], since: date) -> str:
    """What follows from a new kind or place; says which facts ended by it."""
    ended = follow_kind(scope, unit, since) if unit.kind != before["kind"] else []
    if unit.region_code != before["region_code"]:
        follow_place(scope, unit, since)
        unit_moved.call(unit.id, unit.region_code)
    return f"；不适用于新类别的信息项自{since}起终止：{'、'.join(ended)}" if ended else ""


def _tell_change(scope: Scope, unit: Unit, before: dict[str, Any], since: date) -> None:
    words = {"kind": "单位类别", "line": "行业", "region_code": "所在地区"}
    changed = [word for name, word in words.items() if before[name] != getattr(unit, name)]
    if changed:
        tell_bodies(scope, unit, since, f"“{unit.name}”的{'、'.join(changed)}变更。", "-".join(("edit", *changed)))


def correct_start(scope: Scope, unit: Unit, day: date, source: str) -> None:
    """Correct the day on which a unit began; what was known before stays known. Raises Refusal."""
    if day == unit.active_from:
        return
    if day >= unit.active_to:
        raise Refusal(f"成立日期应早于终止日期{unit.active_to}，请核对。", "active_from")
    first = known_unit_versions(unit.id)[0]
    moment = clock.now()
    if day < first.valid_from:
        begin_earlier(unit, day)
        first.known_until = moment
        db.session.add(copied(first, moment, valid_from=day, source=source, recorded_by=scope.name))
    else:
        lay_over(known_unit_versions(unit.id), Stretch(first.valid_from, day), moment)
    unit.active_from = day
    facts_changed.send([unit.id])


def confirm_unit(scope: Scope, unit: Unit, seen: int | None = None) -> None:
    """Take a unit of the starter list as real: it counts from its beginning on."""
    expect_version(unit, seen)
    if unit.confirmed:
        raise Refusal("这个单位已经确认过了。")
    before = state_of(unit)
    change_unit(
        scope,
        unit,
        unit.active_from,
        "使用单位确认",
        counted=True,
        counted_reason="牵头编制专项预案的部门，已确认",
    )
    unit.confirmed = True
    record_act(scope, Tag.UNIT_EDIT, unit, f"确认起始名单中的单位“{unit.name}”，改为计入", before, state_of(unit))


def set_unit_counted(
    scope: Scope, unit: Unit, counted: bool, reason: str, since: date, seen: int | None = None
) -> None:
    """Take a unit into the denominator or list it apart, from a day on, with the reason."""
    expect_version(unit, seen)
    if unit.represents:
        raise Refusal("这是行政区域的责任单位，是否计入请在行政区域页面修改。")
    before = state_of(unit)
    change_unit(scope, unit, since, reason, counted=counted, counted_reason=reason)
    word = "计入" if counted else "另列"
    record_act(
        scope, Tag.UNIT_EDIT, unit, f"自{since}起将单位“{unit.name}”改为{word}：{reason}", before, state_of(unit)
    )


def state_of(unit: Unit) -> dict[str, Any]:
    """The words of a unit for the trail."""
    names = ("name", "kind", "region_code", "line", "uscc", "address", "counted", "counted_reason")
    days = {"active_from": unit.active_from.isoformat(), "active_to": unit.active_to.isoformat()}
    return {name: getattr(unit, name) for name in names} | days


def change_unit(scope: Scope, unit: Unit, since: date, source: str, *, field: str = "since", **changes: Any) -> None:
    """Change what has two times: the stretches from the day on, and the unit as it stands."""
    changed = {name: value for name, value in changes.items() if getattr(unit, name) != value}
    if not changed:
        return
    days = from_day_on(max(since, unit.active_from), field)
    if days.start >= unit.active_to:
        raise Refusal(f"这个单位已于{unit.active_to}终止，生效日期应早于那一天。", field)
    extra = {"source": source, "recorded_by": scope.name}
    revise(known_unit_versions(unit.id), days, clock.now(), changed | extra)
    for name, value in changed.items():
        setattr(unit, name, value)
    facts_changed.send([unit.id])


def _check(scope: Scope, details: UnitDetails) -> None:
    if details.uscc and (wrong := complaint(details.uscc)):
        raise Refusal(wrong, "uscc")
    try:
        region = get_region(scope, details.region_code)
    except NotFound as error:
        raise Refusal("没有这个代码的行政区域，或者它不在您的管辖范围内，请重新选择。", "region_code") from error
    if region.valid_to <= clock.today():
        raise Refusal("这个行政区域已经撤销，请选择现在的行政区域。", "region_code")


def record_act(scope: Scope, tag: Tag, unit: Unit, sentence: str, before: Any = None, after: Any = None) -> None:
    """One act on a unit, on the trail."""
    trail.record(scope, tag, "unit", unit.id, sentence, before, after)
