"""What can be done to a region: added, counted or listed apart, renamed, merged; its terms and offices."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.errors import Refusal
from emergency.base.slots import facts_changed
from emergency.units.actions import Entry, UnitDetails, insert_unit
from emergency.units.actions_derived import FROM_REGION_KIND, insert_fact
from emergency.units.actions_succession import end_unit, merge_unit
from emergency.units.bodies import body_of
from emergency.units.facts import UnitKind
from emergency.units.initials import initials
from emergency.units.lines import SuccessionKind
from emergency.units.models import Unit, UnitSuccession
from emergency.units.models_regions import Region, RegionSuccession, RegionVersion
from emergency.units.naming import body_name
from emergency.units.queries import representing_unit
from emergency.units.regionkinds import RegionKind
from emergency.units.rules import area_code_fault, level_of
from emergency.units.telling import tell_bodies
from emergency.units.timeline import Stretch
from emergency.units.versions import (
    expect_version,
    from_day_on,
    known_region_versions,
    known_unit_versions,
    lay_over,
    revise,
)


@dataclass(frozen=True)
class AreaDetails:
    """A new area under a parent: its own code, name and kind, whether it counts and why, since when, by what."""

    code: str
    name: str
    kind: RegionKind
    counts: bool
    reason: str
    valid_from: date
    paper: str
    statutory: bool = False
    zone_kind: str = ""


def add_area(scope: Scope, parent: Region, details: AreaDetails) -> Region:
    """Add an area with a code of its own under the parent, and the unit that answers for it. Raises Refusal."""
    wrong = area_code_fault(details.code, parent.code)
    if wrong:
        raise Refusal(wrong, "code")
    if db.session.get(Region, details.code) is not None:
        raise Refusal("这个代码已经有行政区域在用，请换一个。", "code")
    if details.valid_from > clock.today():
        raise Refusal("设立日期不能晚于今天；到那一天再登记即可。", "valid_from")
    region = insert_region(scope, parent.code, details)
    body = insert_body(scope, region, details.paper)
    if body is not None and body.kind == UnitKind.ZONE and details.zone_kind:
        insert_fact(scope, body.id, "zone_kind", details.zone_kind, Stretch(body.active_from, FAR_DAY), details.paper)
    sentence = (
        f"在“{parent.name}”下增设“{region.name}”（{region.code}），{_word(region.counts)}：{region.counts_reason}"
    )
    trail.record(scope, Tag.REGION_ADD, "region", region.code, sentence, after=state_of(region))
    return region


def insert_region(scope: Scope, parent_code: str, details: AreaDetails, **more: Any) -> Region:
    """The rows of a new region, without the trail: for the acts that add one on the way."""
    region = Region(
        code=details.code,
        parent_code=parent_code,
        level=level_of(details.code).value,
        kind=details.kind.value,
        name=details.name,
        raw_name=more.pop("raw_name", details.name),
        initials=initials(details.name),
        counts=details.counts,
        counts_reason=details.reason,
        statutory=details.statutory,
        source=details.paper,
        valid_from=details.valid_from,
        **more,
    )
    db.session.add(region)
    db.session.flush()
    db.session.add(
        RegionVersion(
            region_code=region.code,
            name=region.name,
            kind=region.kind,
            counts=region.counts,
            counts_reason=region.counts_reason,
            valid_from=region.valid_from,
            source=details.paper,
            recorded_by=scope.name,
            known_from=clock.now(),
        )
    )
    return region


def insert_body(scope: Scope, region: Region, source: str, *, counted: bool | None = None) -> Unit | None:
    """The unit that answers for a region, where somebody is there; without the trail. It counts as the region does."""
    body = body_of(RegionKind(region.kind), region.name)
    if body is None:
        return None
    entry = Entry(
        active_from=region.valid_from,
        source=source,
        counted=region.counts if counted is None else counted,
        counted_reason=region.counts_reason,
        represents=True,
        restricted=body.restricted,
        sample=region.sample,
    )
    unit = insert_unit(scope, UnitDetails(body.kind, body.name, region.code, body.line), entry)
    if "township_kind" in body.facts:
        days = Stretch(region.valid_from, FAR_DAY)
        insert_fact(scope, unit.id, "township_kind", body.facts["township_kind"], days, FROM_REGION_KIND)
    return unit


def set_region_counts(
    scope: Scope, region: Region, counts: bool, reason: str, since: date, seen: int | None = None
) -> None:
    """Count a row for itself, or list it apart, from a day on; its children are not touched. Raises Refusal."""
    expect_version(region, seen)
    kind = RegionKind(region.kind)
    if counts and kind in (RegionKind.ABOLISHED, RegionKind.PLACEHOLDER):
        raise Refusal(f"这一行是“{kind.label}”，没有单位可以承担责任，不能计入。")
    days = from_day_on(max(since, region.valid_from))
    before = state_of(region)
    changes = {"counts": counts, "counts_reason": reason, "source": reason, "recorded_by": scope.name}
    revise(known_region_versions(region.code), days, clock.now(), changes)
    region.counts, region.counts_reason = counts, reason
    _count_body(scope, region, days, reason)
    sentence = f"自{days.start}起将“{region.name}”改为{_word(counts)}：{reason}"
    trail.record(scope, Tag.REGION_COUNT, "region", region.code, sentence, before, state_of(region))


def rename_region(scope: Scope, region: Region, name: str, day: date, paper: str, seen: int | None = None) -> None:
    """Give a region, and the unit that answers for it, a new name from a day on, by a paper."""
    expect_version(region, seen)
    days = from_day_on(day, "day")
    before = state_of(region)
    _succession(scope, SuccessionKind.RENAMED, region, None, day, paper)
    named = {"name": name, "source": paper, "recorded_by": scope.name}
    revise(known_region_versions(region.code), days, clock.now(), named)
    unit = representing_unit(scope, region.code)
    if unit is not None:
        _rename_body(scope, unit, {**named, "name": body_name(RegionKind(region.kind), name)}, days)
    region.name, region.initials = name, initials(name)
    sentence = f"“{before['name']}”自{day}起更名为“{name}”（{paper}）"
    trail.record(scope, Tag.REGION_SUCCEED, "region", region.code, sentence, before, state_of(region))


def merge_region(
    scope: Scope, region: Region, into: Region | None, day: date, paper: str, seen: int | None = None
) -> None:
    """End a region on a day, by a paper, merged into another of its level when one is given (撤乡并镇).

    Its own unit ends with it; what lies below keeps its code and stays to be seen.
    """
    expect_version(region, seen)
    if not region.valid_from < day <= region.valid_to:
        raise Refusal(f"日期应在{region.valid_from}之后、该区域撤销之前，请核对。", "day")
    if into is not None and (into.level != region.level or into.code == region.code):
        raise Refusal("只能并入同一级的另一个行政区域，请重新选择。", "into")
    before, kind = state_of(region), SuccessionKind.MERGED if into else SuccessionKind.ENDED
    _succession(scope, kind, region, into, day, paper)
    lay_over(known_region_versions(region.code), Stretch(day, FAR_DAY), clock.now())
    region.valid_to = day
    _end_body(scope, region, into, day, paper)
    sentence = f"“{region.name}”自{day}起" + (f"并入“{into.name}”" if into else "撤销") + f"（{paper}）"
    trail.record(scope, Tag.REGION_SUCCEED, "region", region.code, sentence, before, state_of(region))


def state_of(region: Region) -> dict[str, Any]:
    """The words of a region for the trail."""
    names = ("name", "kind", "parent_code", "counts", "counts_reason", "statutory")
    days = {"valid_from": region.valid_from.isoformat(), "valid_to": region.valid_to.isoformat()}
    return {name: getattr(region, name) for name in names} | days


def _count_body(scope: Scope, region: Region, days: Stretch, reason: str) -> None:
    unit = representing_unit(scope, region.code)
    if unit is None and region.counts:
        # Somebody was there before, and counts from the day on that the office names, not from the beginning.
        unit = insert_body(scope, region, reason, counted=False)
        db.session.flush()
    if unit is None:
        return
    changes = {"counted": region.counts, "counted_reason": reason, "source": reason, "recorded_by": scope.name}
    revise(known_unit_versions(unit.id), days, clock.now(), changes)
    unit.counted, unit.counted_reason = region.counts, reason
    facts_changed.send([unit.id])


def _rename_body(scope: Scope, unit: Unit, named: dict[str, Any], days: Stretch) -> None:
    db.session.add(
        UnitSuccession(
            kind=SuccessionKind.RENAMED.value,
            unit_id=unit.id,
            old_name=unit.name,
            day=days.start,
            paper=named["source"],
            recorded_by=scope.name,
            recorded_at=clock.now(),
        )
    )
    revise(known_unit_versions(unit.id), days, clock.now(), named)
    before, unit.name, unit.initials = unit.name, named["name"], initials(named["name"])
    facts_changed.send([unit.id])
    tell_bodies(scope, unit, days.start, f"“{before}”更名为“{unit.name}”（{named['source']}）。", "renamed")


def _end_body(scope: Scope, region: Region, into: Region | None, day: date, paper: str) -> None:
    unit = representing_unit(scope, region.code)
    if unit is None:
        return
    heir = representing_unit(scope, into.code) if into else None
    if heir is None:
        end_unit(scope, unit, day, paper)
    else:
        merge_unit(scope, unit, heir, day, paper)


def _succession(
    scope: Scope, kind: SuccessionKind, region: Region, other: Region | None, day: date, paper: str
) -> None:
    db.session.add(
        RegionSuccession(
            kind=kind.value,
            region_code=region.code,
            other_code=other.code if other else None,
            old_name=region.name,
            day=day,
            paper=paper,
            recorded_by=scope.name,
            recorded_at=clock.now(),
        )
    )


def _word(counts: bool) -> str:
    return "计入" if counts else "另列"
