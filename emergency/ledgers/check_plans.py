"""Plans in a ledger against the register: new, a new version, changed, the same, or wrong and why (pure)."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from emergency.base.errors import Refusal
from emergency.evidence.facts import Secrecy
from emergency.ledgers.cells import Cells
from emergency.ledgers.check_units import region_of
from emergency.ledgers.facts import Checked, Status
from emergency.ledgers.names import Bodies, Body, Places
from emergency.ledgers.plan_changes import compare
from emergency.ledgers.plan_rows import (
    COVER_WORDS,
    DATED,
    EVENT_WORDS,
    HAZARD_WORDS,
    KIND_WORDS,
    LINE_WORDS,
    SECRECY_WORDS,
    Filed,
    Picture,
    PlanEntry,
    Plans,
    stem_of,
)
from emergency.ledgers.plan_versions import is_new_version, version_of
from emergency.ledgers.reading import Unclear, code_text, key_of
from emergency.obligations.facts import KINDS_OF_LINE, Cover, PlanKind, PlanLine
from emergency.plans import rules
from emergency.plans.dates import check_after, check_day, started_on
from emergency.plans.receiving import Answer, check_answer
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.stated import Holding, checked_version
from emergency.plans.words import ACT_LABELS, Act, EventClass
from emergency.units.facts import UnitKind

DAYS = frozenset((*DATED, "filed", "received"))
ITEMS = {"document_number": "number", "superior_plan_id": ""}
UNTOLD_TARGET = "台账未写明报送对象"
SAME_PLAN = "本单位登记有“{}”（{}），表里没有它：如果是它的新版，请写上它的代号或改成同样的名称，免得登记成两份"
OTHER_SECRECY = "涉密、工作秘密与公开、内部之间不能直接改。请废止这条登记，按正确的密级重新登记。"


class _Read(NamedTuple):
    """A row as it was read, before it is compared."""

    code: str
    title: str
    line: PlanLine | None
    kinds: frozenset[PlanKind]
    secrecy: Secrecy | None
    version: int | None
    told: RevisionDetails
    covers: frozenset[Cover]
    event_class: EventClass | None
    hazard: str
    target: str
    filed: Filed | None


def named_body(cells: Cells, places: Places, bodies: Bodies) -> Body | None:
    """The unit that the row names; None where it names none or a strange one."""
    name = cells.text("unit", 100)
    if not name:
        return None
    try:
        return bodies.find(name, region_of(cells, places))
    except Unclear as unclear:
        cells.fault("unit", str(unclear))
        return None


def check_plans(rows: Iterable[tuple[Checked, Cells, Body | None]], plans: Plans, bodies: Bodies, today: date) -> None:
    """Fill in what each row would do; the units were looked up before."""
    seen: dict[object, int] = {}
    new: list[tuple[Checked, tuple[int, str]]] = []
    for row, cells, body in rows:
        if row.name:
            # Refused whole: nothing of it was kept.
            continue
        read = _read(cells)
        row.name = read.title or read.code
        picture = _meant(cells, read, body, plans)
        body = body or (bodies.known.get(picture.unit_id) if picture else None)
        if body is None and not row.wrongs:
            cells.fault("unit", "没有写编制单位。")
        if row.wrongs or body is None:
            continue
        identity = picture.id if picture else (body.id, key_of(read.title))
        if identity in seen and read.title:
            cells.fault("", f"与第 {seen[identity]} 行是同一份预案，只能留一行；旧版请在预案页面办理。")
            continue
        seen[identity] = row.number
        try:
            _judge(row, cells, read, body, picture, today)
        except Refusal as refusal:
            item = ITEMS.get(refusal.field or "", refusal.field or "")
            tell = cells.fault_day if item in DAYS else cells.fault
            tell(item, refusal.sentence)
        if picture is None and row.entry is not None and plans.by_stem:
            new.append((row, (body.id, stem_of(read.title))))
    for row, stem in new:
        like = [one for one in plans.by_stem.get(stem, ()) if one.id not in seen]
        row.notes += [SAME_PLAN.format(one.title, one.code) for one in like[:1]]


def _read(cells: Cells) -> _Read:
    days = ((act, cells.day(item)) for item, act in DATED.items())
    told = RevisionDetails(
        {act: day for act, day in days if day is not None}, cells.text("number", 100), cells.text("issuing_name", 100),
        cells.text("signed_by", 40),
    )  # fmt: skip
    return _Read(
        code_text(cells.text("code", 20)).upper(), cells.text("title").removeprefix("《").removesuffix("》"),
        cells.choice("line", LINE_WORDS, "线别"), cells.choices("kinds", KIND_WORDS, "类别"),
        cells.choice("secrecy", SECRECY_WORDS, "公开属性"), version_of(cells), told,
        cells.choices("covers", COVER_WORDS, "涵盖"), cells.choice("event_class", EVENT_WORDS, "事件类别"),
        cells.choice("hazard", HAZARD_WORDS, "灾种") or "", cells.text("target"), _filed(cells),
    )  # fmt: skip


def _filed(cells: Cells) -> Filed | None:
    on, received, receipt = cells.day("filed"), cells.day("received"), cells.text("receipt", 60)
    if on is None and (received or receipt) and not cells.row.wrongs:
        cells.fault("filed", "写了受理日期或备案编号，没有写报送备案日期。请补写；按期与否按报送日期判断。")
    return Filed(on, cells.text("target") or UNTOLD_TARGET, received, receipt) if on else None


def _meant(cells: Cells, read: _Read, body: Body | None, plans: Plans) -> Picture | None:
    if read.code:
        found = plans.by_code.get(read.code)
        if found is None:
            cells.fault("code", f"没有代号为“{read.code}”的预案，或它不在您的管辖范围内。新预案请把代号留空。")
        elif body is not None and body.id != found.unit_id:
            cells.fault("unit", "这个代号的预案不是该单位编制的，请核对代号或单位。")
        return found
    fits = plans.by_title.get((body.id, key_of(read.title)), []) if body and read.title else []
    if len(fits) > 1:
        cells.fault("title", "这个单位有几份同名的预案，请写明代号。")
    return fits[0] if fits else None


def _judge(row: Checked, cells: Cells, read: _Read, body: Body, picture: Picture | None, today: date) -> None:
    details = _details(cells, read, body, picture)
    new_version = is_new_version(row, cells, read.version, read.told, picture)
    if row.wrongs:
        return
    details = rules.checked_details(details)
    rules.check_holder(details.kinds, UnitKind(body.kind))
    holding = Holding(body.name, body.active_from, body.active_to)
    official = rules.is_official(details.line, details.kinds)
    told = checked_version(read.told, holding, details.secrecy, official, today)
    entry = PlanEntry(body, details, told, read.filed, picture, new_version)
    start = started_on({**picture.dates, **told.dates} if picture and not new_version else told.dates)
    _check_filed(entry, start, today)
    row.entry = entry
    if picture is None:
        _tell_new(row, entry, start)
    else:
        compare(row, cells, entry, picture)


def _details(cells: Cells, read: _Read, body: Body, picture: Picture | None) -> PlanDetails:
    line, kinds = read.line, read.kinds
    if picture is not None:
        line, kinds = line or PlanLine(picture.line), kinds or frozenset(PlanKind(kind) for kind in picture.kinds)
    secrecy = read.secrecy or (Secrecy(picture.secrecy) if picture else None)
    if not kinds:
        cells.fault("kinds", "没有写预案类别（总体、专项、部门、乡镇（街道）、村（社区）、单位、综合、现场处置方案）。")
    if picture is not None and secrecy and rules.is_secret(secrecy) != rules.is_secret(picture.secrecy):
        cells.fault("secrecy", OTHER_SECRECY)
    if secrecy is None:
        cells.fault("secrecy", "没有写公开属性（公开、内部（不公开）、工作秘密、涉密）。")
    line = line or _line_of(kinds, body)
    title = read.title or (picture.title if picture else "")
    secret = secrecy is not None and rules.is_secret(secrecy)
    if secret and picture is not None and title in (picture.shown, picture.title):
        title = ""
    return PlanDetails(
        line, kinds, title, read.covers or _covers(picture), read.event_class or _event_class(picture),
        read.hazard or (picture.hazard if picture else ""), secrecy or Secrecy.OPEN,
        filing_target="" if secret else read.target or (picture.filing_target if picture else ""),
    )  # fmt: skip


def _line_of(kinds: Iterable[PlanKind], body: Body) -> PlanLine:
    """The line that has all these kinds; of a kind that both have, what kind of body it is decides."""
    fits = [line for line in PlanLine if set(kinds) <= set(KINDS_OF_LINE[line])]
    if len(fits) == 1:
        return fits[0]
    return PlanLine.ENTERPRISE if body.kind == UnitKind.ENTERPRISE else PlanLine.GOVERNMENT


def _covers(picture: Picture | None) -> frozenset[Cover]:
    return frozenset(Cover(cover) for cover in picture.covers) if picture else frozenset()


def _event_class(picture: Picture | None) -> EventClass | None:
    return EventClass(picture.event_class) if picture and picture.event_class else None


def _check_filed(entry: PlanEntry, start: date | None, today: date) -> None:
    filed = entry.filed
    if filed is None:
        return
    if start is None:
        raise Refusal("写了备案日期，没有写印发（公布、签署）日期，无法登记备案。请补写。", "issued")
    check_day(Act.FILED, filed.on, today, field="filed")
    check_after(Act.FILED, filed.on, start, field="filed")
    if filed.received is not None:
        check_day(Act.RECEIVED, filed.received, today, field="received")
        check_answer(Answer.RECEIVED, filed.received, filed.on, None, "received")
    if rules.is_secret(entry.details.secrecy) and filed.receipt:
        raise Refusal("涉密和工作秘密预案只登记日期，备案编号请清空。", "receipt")


@lru_cache(maxsize=500)
def _kinds_named(kinds: frozenset[PlanKind]) -> str:
    return rules.kind_names(kinds)


def _tell_new(row: Checked, entry: PlanEntry, start: date | None) -> None:
    row.status = Status.NEW
    told = entry.told
    words = [entry.body.name, _kinds_named(entry.details.kinds)]
    if told.document_number:
        words.append(told.document_number)
    words += [f"{ACT_LABELS[act]}日期 {day}" for act, day in told.dates.items()]
    if entry.filed:
        words.append(f"报送备案 {entry.filed.on}")
    row.notes.insert(0, "，".join(words))
    if start is None:
        row.notes.append("没有印发（公布、签署）日期，存为草稿，查明后补填再提交")
