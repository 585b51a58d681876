"""Facts, plans and acts as an official writes them in a YAML file, read into histories (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from emergency.obligations.facts import (
    FAR_DAY,
    ActKind,
    BodyRole,
    Cover,
    DrillCredit,
    Happening,
    HappeningKind,
    Milestone,
    MilestoneKind,
    PlanHistory,
    PlanKind,
    PlanLine,
    RegionTerms,
    UnitAct,
)
from emergency.obligations.rules import Evidence
from emergency.units.fact_values import clean
from emergency.units.facts import FactSpan, UnitHistory, UnitKind

OWN_ID = 1
ACT_WORDS = frozenset(kind.value for kind in MilestoneKind)
OPENED = date(1949, 10, 1)
LAST_DAY = date(2098, 12, 31)
# How a drill's aftermath is written in a file, and what it meets.
DRILL_ANSWERS = {
    "evaluated": Evidence.DRILL_EVALUATED.value,
    "archived": Evidence.DRILL_ARCHIVED.value,
    "recorded": Evidence.DRILL_RECORDED.value,
    "reported": Evidence.REPORTED.value,
}
HAPPENING_ANSWERS = ("revised", "received", "incident_evaluated", *DRILL_ANSWERS.values())
NO_REGION = "000000000000"


@dataclass(frozen=True)
class CaseFile:
    """One unit with its plans, drills and terms; ``expect`` is kept as written for whoever checks it."""

    title: str
    unit: UnitHistory
    plans: tuple[PlanHistory, ...]
    credits: tuple[DrillCredit, ...]
    terms: RegionTerms
    acts: tuple[UnitAct, ...] = ()
    happenings: tuple[Happening, ...] = ()
    expect: tuple[Mapping[str, Any], ...] = ()


def case_of(data: object) -> CaseFile:
    """A case from plain data. Raises ValueError with a Chinese sentence saying what is wrong and where."""
    if not isinstance(data, dict) or "unit" not in data:
        raise ValueError("文件里没有 unit(单位)一节，请参照 tests/obligations/cases 的写法。")
    told: dict[str, Any] = _with_on(data)
    _refuse_unknown("文件", told, {"title", "unit", "plans", "drills", "acts", "happenings", "terms", "expect"})
    try:
        return CaseFile(
            title=str(told.get("title", "")),
            unit=_unit(told["unit"]),
            plans=tuple(_plan(row, number) for number, row in enumerate(told.get("plans") or (), 1)),
            credits=tuple(
                _credit(row, number) for number, row in enumerate(told.get("drills") or (), 1) if "rule" in row
            ),
            terms=RegionTerms(**{name: _day(day) for name, day in (told.get("terms") or {}).items()}),
            acts=tuple(_unit_act(row, number) for number, row in enumerate(told.get("acts") or (), 1)),
            happenings=(*_drills(told.get("drills") or ()), *_happenings(told.get("happenings") or ())),
            expect=tuple(told.get("expect") or ()),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"文件写法不对，缺少或写错了 {fault}。") from fault


def _with_on(data: Any) -> Any:
    """The same data with the key ``on`` restored: YAML 1.1 reads the bare word as true."""
    if isinstance(data, dict):
        return {"on" if key is True else key: _with_on(value) for key, value in data.items()}
    return [_with_on(item) for item in data] if isinstance(data, list) else data


def _unit(data: Mapping[str, Any]) -> UnitHistory:
    _refuse_unknown("unit", data, {"kind", "region", "active_from", "active_to", "facts"})
    active_from = _day(data.get("active_from", OPENED))
    facts = data.get("facts") or {}
    return UnitHistory(
        unit_id=OWN_ID,
        kind=_word(UnitKind, data["kind"], "单位类别"),
        region_code=str(data.get("region", NO_REGION)),
        active_from=active_from,
        active_to=_day(data.get("active_to", FAR_DAY)),
        counted=(FactSpan(True, active_from),),
        facts={name: _spans(name, value, active_from) for name, value in facts.items()},
    )


def _spans(name: str, value: Any, active_from: date) -> tuple[FactSpan, ...]:
    """A bare value holds from the unit's first day; dated ones are a list of value, from, to."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return (FactSpan(clean(name, value), active_from),)
    return tuple(
        FactSpan(clean(name, row["value"]), _day(row.get("from", active_from)), _day(row.get("to", FAR_DAY)))
        for row in value
    )


def _plan(data: Mapping[str, Any], number: int) -> PlanHistory:
    _refuse_unknown(
        f"plans 第{number}项",
        data,
        {"id", "line", "kinds", "covers", "hazard", "classified", "bodies", "acts", "accepted", "title", "joint"},
    )
    plan_id = int(data.get("id", number))
    acts = tuple(_acts(data.get("acts") or (), plan_id))
    if data.get("accepted", True):
        acts += tuple(_acceptances(acts, plan_id))
    bodies = data.get("bodies") or {"lead": [OWN_ID]}
    return PlanHistory(
        plan_id=plan_id,
        line=_word(PlanLine, data["line"], "预案类线"),
        kinds=frozenset(_word(PlanKind, word, "预案种类") for word in data["kinds"]),
        covers=frozenset(_word(Cover, word, "涵盖") for word in data.get("covers") or ()),
        hazard=data.get("hazard"),
        classified=bool(data.get("classified", False)),
        joint=bool(data.get("joint", False)),
        bodies={_word(BodyRole, role, "预案各方"): tuple(units) for role, units in bodies.items()},
        milestones=acts,
    )


def _acts(rows: Iterable[Mapping[str, Any]], plan_id: int) -> Iterable[Milestone]:
    for number, row in enumerate(rows, 1):
        words = ACT_WORDS & set(row)
        if len(words) != 1:
            raise ValueError(f"每个动作只写一个，如 issued: 2026-03-01；看不懂的是：{dict(row)}。")
        word = next(iter(words))
        _refuse_unknown(f"动作 {word}", row, {word, "revision", "important_change", "rule_id", "unit_id"})
        details = {name: row[name] for name in ("rule_id", "unit_id") if name in row}
        yield Milestone(
            id=plan_id * 1000 + number,
            kind=MilestoneKind(word),
            on=_day(row[word]),
            revision_no=int(row.get("revision", 1)),
            important_change=bool(row.get("important_change", False)),
            details=details,
        )


def _acceptances(acts: Iterable[Milestone], plan_id: int) -> Iterable[Milestone]:
    """Every revision written in a file counts as accepted, on its first day, unless the file says otherwise."""
    first_days: dict[int, date] = {}
    for act in acts:
        first_days[act.revision_no] = min(act.on, first_days.get(act.revision_no, act.on))
    for number, day in first_days.items():
        yield Milestone(plan_id * 1000 + 900 + number, MilestoneKind.ACCEPTED, day, number)


def _credit(data: Mapping[str, Any], number: int) -> DrillCredit:
    return DrillCredit(
        drill_id=int(data.get("id", number)),
        unit_id=OWN_ID,
        rule_id=str(data["rule"]),
        plan_id=data.get("plan"),
        held_on=_day(data["on"]),
    )


def _drills(rows: Sequence[Mapping[str, Any]]) -> Iterable[Happening]:
    """Each drill of a file was held; those written twice under one id, for two rules, are one drill."""
    seen: set[int] = set()
    for number, row in enumerate(rows, 1):
        _refuse_unknown(f"drills 第{number}项", row, {"rule", "on", "plan", "id", *DRILL_ANSWERS})
        drill_id = int(row.get("id", number))
        if drill_id not in seen:
            answers = {met: (_day(row[word]), drill_id) for word, met in DRILL_ANSWERS.items() if word in row}
            yield Happening(drill_id, OWN_ID, HappeningKind.DRILL, _day(row["on"]), row.get("plan"), answers)
        seen.add(drill_id)


def _unit_act(data: Mapping[str, Any], number: int) -> UnitAct:
    """One act of the unit, written as ``fire_training: 2026-03-01``."""
    word, day = _only(data, {kind.value for kind in ActKind}, set())
    return UnitAct(number, OWN_ID, ActKind(word), day)


def _happenings(rows: Sequence[Mapping[str, Any]]) -> Iterable[Happening]:
    """What happened besides drills, written as ``trigger: 2026-03-01`` with the day on which it was answered."""
    for number, row in enumerate(rows, 1):
        extra = {"id", "plan", "rules", *HAPPENING_ANSWERS}
        word, day = _only(row, {kind.value for kind in HappeningKind}, extra)
        own_id = int(row.get("id", number))
        answers = {met: (_day(row[met]), own_id) for met in HAPPENING_ANSWERS if met in row}
        rules = frozenset(row.get("rules") or ())
        yield Happening(own_id, OWN_ID, HappeningKind(word), day, row.get("plan"), answers, rules)


def _only(data: Mapping[str, Any], words: set[str], extra: set[str]) -> tuple[str, date]:
    """The one word of an act with its day; more than one, none or another one is refused."""
    found = words & set(data)
    if len(found) != 1 or set(data) - words - extra:
        known = "、".join(sorted(words))
        raise ValueError(f"每项只写一个动作，如 fire_training: 2026-03-01（可用：{known}）；看不懂的是：{dict(data)}。")
    word = next(iter(found))
    return word, _day(data[word])


def _word(words: Any, value: object, what: str) -> Any:
    if not isinstance(value, str):
        raise ValueError(f"{what}只写一个词，如 {next(iter(words)).value}；先后不同的，请分两个文件试算。")
    try:
        return words(value)
    except ValueError as fault:
        known = "、".join(word.value for word in words)
        raise ValueError(f"{what}“{value}”不认识，可用：{known}。") from fault


def _day(value: object) -> date:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as fault:
        raise ValueError(f"日期“{value}”写法不对，应如 2026-03-01。") from fault
    if not (OPENED <= day <= LAST_DAY or day == FAR_DAY):
        raise ValueError(f"日期{day}不在1949年10月1日至2098年之间，请核对年份。")
    return day


def _refuse_unknown(where: str, data: Mapping[str, Any], known: set[str]) -> None:
    unknown = set(data) - known
    if unknown:
        raise ValueError(f"{where}里有不认识的项：{'、'.join(sorted(map(str, unknown)))}。")
