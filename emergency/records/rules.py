"""Which records can be true: by day, by unit, by number; and what a training's file still lacks."""

from dataclasses import dataclass
from datetime import date

from emergency.base.errors import Refusal
from emergency.records.words import TRAININGS, WORDINGS, RecordKind
from emergency.units.facts import UnitKind

EMERGENCY_LINE = "应急"
# What comes in within a week is no late entry, as with drills.
GRACE_DAYS = 7
# Until when a unit existed is not always told; from when, the source often does not say.
UNKNOWN_SINCE = 1949
# Who may be a 生产经营单位 or manage a high-rise; whether it is says the unit's facts.
STAFFED = frozenset({UnitKind.ENTERPRISE, UnitKind.HOSPITAL, UnitKind.SCHOOL, UnitKind.ZONE, UnitKind.OTHER})
HOUSING = frozenset({UnitKind.ENTERPRISE, UnitKind.VILLAGE, UnitKind.OTHER})
KEPT_BY = {
    RecordKind.STAFF_TRAINING: "企业、学校、医院等单位",
    RecordKind.RESIDENT_FIRE_TRAINING: "物业服务企业或统一管理人",
    RecordKind.YEARLY_SUMMARY: "应急管理部门",
    RecordKind.REVISION_PROGRAMME: "政府部门",
    RecordKind.INCIDENT: "企业、学校、医院等单位",
    RecordKind.INCIDENT_EVALUATION: "企业、学校、医院等单位",
}
# The elements of 令88号 art. 31 beside the day.
FILE_ELEMENTS = ("place", "content", "teachers", "attendees", "result")


@dataclass(frozen=True)
class RecordDetails:
    """What is told of one act; which parts are asked for depends on its kind."""

    held_on: date
    content: str = ""
    place: str = ""
    teachers: str = ""
    attendees: str = ""
    headcount: int | None = None
    expected: int | None = None
    result: str = ""
    year: int | None = None
    until_year: int | None = None
    target: str = ""
    copies: str = ""
    source: str = ""
    plan_id: int | None = None
    about_id: int | None = None


@dataclass(frozen=True)
class Holder:
    """What the rules ask of the unit whose act it is."""

    name: str
    kind: UnitKind
    line: str
    active_from: date
    active_to: date


def kinds_for(kind: UnitKind, line: str) -> tuple[RecordKind, ...]:
    """The kinds of record that such a unit keeps: summaries are the emergency offices' (令88号 art. 42)."""
    found = [RecordKind.PLAN_TRAINING, RecordKind.FIRE_TRAINING]
    if kind in STAFFED:
        found.insert(1, RecordKind.STAFF_TRAINING)
    if kind in HOUSING:
        found.append(RecordKind.RESIDENT_FIRE_TRAINING)
    if kind is UnitKind.DEPARTMENT and line == EMERGENCY_LINE:
        found.append(RecordKind.YEARLY_SUMMARY)
    if kind is UnitKind.DEPARTMENT:
        # 国办发〔2024〕5号 art. 18: 部门可另编本部门的计划.
        found.append(RecordKind.REVISION_PROGRAMME)
    if kind in STAFFED:
        # Only a 生产经营单位 owes the evaluation; whether it is one say its facts (令88号 art. 40).
        found += [RecordKind.INCIDENT, RecordKind.INCIDENT_EVALUATION]
    return tuple(found)


def check_kind(kind: RecordKind, holder: Holder) -> None:
    """Raises Refusal when such a unit keeps no record of this kind."""
    if kind in kinds_for(holder.kind, holder.line):
        return
    raise Refusal(f"“{WORDINGS[kind].label}”由{KEPT_BY[kind]}登记，{holder.name}不属于这一类单位。请改选种类或单位。")


def check_details(kind: RecordKind, told: RecordDetails, holder: Holder, today: date) -> None:
    """Raises Refusal beside the field that can't be true."""
    _check_day(WORDINGS[kind].day, told.held_on, holder, today)
    if kind is RecordKind.YEARLY_SUMMARY:
        _check_summary(told)
    if kind is RecordKind.REVISION_PROGRAMME:
        _check_programme(told)


def hints(kind: RecordKind, told: RecordDetails) -> tuple[str, ...]:
    """What looks odd and may yet be true."""
    found = []
    if told.headcount and told.expected and told.headcount > told.expected:
        found.append(f"提示：参加人数 {told.headcount} 多于应参加人数 {told.expected}，请确认是否含外单位人员。")
    if kind is RecordKind.YEARLY_SUMMARY and told.year is not None and told.held_on.year - told.year > 1:
        found.append(f"提示：{told.year} 年度的总结于 {told.held_on.year} 年报送，请确认年度。")
    return tuple(found)


def lacking(kind: RecordKind, told: RecordDetails) -> tuple[str, ...]:
    """The elements of a training's file that were not told (令88号 art. 31), as words."""
    if kind not in TRAININGS:
        return ()
    words = WORDINGS[kind].fields
    return tuple(words[name] for name in FILE_ELEMENTS if not getattr(told, name))


def _check_day(word: str, day: date, holder: Holder, today: date) -> None:
    if day > today:
        raise Refusal(f"{word} {day} 晚于今天，尚未发生的事不能登记，请核对年份。", "held_on")
    if day < holder.active_from and holder.active_from.year > UNKNOWN_SINCE:
        raise Refusal(
            f"{word} {day} 早于{holder.name}的成立日期 {holder.active_from}，两者必有一处有误，请核对。", "held_on"
        )
    if day >= holder.active_to:
        raise Refusal(
            f"{holder.name}已于 {holder.active_to} 撤销或并入其他单位，此后的工作请登记到承接单位。", "held_on"
        )


def _check_summary(told: RecordDetails) -> None:
    if told.year is not None and told.year > told.held_on.year:
        raise Refusal(f"总结年度 {told.year} 晚于报送日期 {told.held_on}，请核对年度或日期。", "year")


def _check_programme(told: RecordDetails) -> None:
    if told.year is not None and told.until_year is not None and told.until_year < told.year:
        raise Refusal(f"计划截止年度 {told.until_year} 早于起始年度 {told.year}，请核对。", "until_year")
