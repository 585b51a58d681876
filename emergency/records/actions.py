"""Registering a unit's dated acts, correcting them by a new version, withdrawing them with the reason."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.slots import facts_changed
from emergency.evidence.actions import Subject, attach
from emergency.evidence.facts import PaperRole, Received
from emergency.plans.dates import late_days
from emergency.plans.queries import plans_of_units
from emergency.records import rules
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.queries import SUBJECT, RecordRow, details_of, get_record, holder_of, same_act
from emergency.records.queries_incidents import evaluation_of, incident_day
from emergency.records.rules import RecordDetails
from emergency.records.words import WORDINGS, RecordKind
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit
from emergency.units.queries import get_unit

Given = Sequence[tuple[PaperRole, Received]]
CHANGED = (
    "这条记录刚刚被别人修改过，您的修改没有保存，填写的内容还在下面。请在新窗口核对最新内容；再次提交将以您填写的为准。"
)


def register(
    scope: Scope, unit_id: int, kind: RecordKind, told: RecordDetails, papers: Given = (), *, sample: bool = False
) -> WorkRecord:
    """Enter a dated act of a unit with its papers; it counts at once, for the day that it states.

    Raises NotFound for a stranger's unit, Refusal beside the field that is wrong.
    """
    unit = get_unit(scope, unit_id)
    rules.check_kind(kind, holder_of(unit))
    _check(scope, unit, kind, told)
    record = WorkRecord(
        unit_id=unit.id, region_code=unit.region_code, kind=kind.value, latest=1, on_behalf=is_on_behalf(scope, unit),
        registered_by=scope.name, registered_at=clock.now(), sample=sample or unit.sample,
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    _tell(scope, record, told)
    _keep(scope, unit, record, told, papers)
    facts_changed.send([unit.id])
    late = late_days(told.held_on, clock.today())
    mark = f"，补录 {late} 天" if late > rules.GRACE_DAYS else ""
    sentence = f"{scope.name}登记{unit.name}的{WORDINGS[kind].label}（{told.held_on}{mark}）。"
    trail.record(scope, Tag.RECORD_ADD, "record", record.id, sentence, after=_state(record, told))
    return record


def correct(scope: Scope, record_id: int, told: RecordDetails, reason: str, *, seen: int | None = None) -> WorkRecord:
    """Correct what was told by a new version; the one before stays readable. Raises Conflict, Refusal."""
    row = _alive(scope, record_id, seen)
    before = details_of(row.told)
    if not reason.strip():
        raise Refusal("请写明更正的原因，更正前后的内容都会保留。", "reason")
    if told == before:
        raise Refusal("内容没有变化，无需更正。")
    _check(scope, row.unit, row.kind, told, row.record.id)
    _check_answered(row, told)
    row.told.known_until = clock.now()
    row.record.latest += 1
    _tell(scope, row.record, told, reason.strip())
    facts_changed.send([row.unit.id])
    sentence = f"{scope.name}更正{_name(row)}，原因：{reason.strip()}。"
    trail.record(scope, Tag.RECORD_CORRECT, "record", record_id, sentence, _state(row.record, before),
                 _state(row.record, told))  # fmt: skip
    return row.record


def withdraw(scope: Scope, record_id: int, reason: str, *, seen: int | None = None) -> WorkRecord:
    """撤销: the record counts for nothing from now on; it stays readable with the reason. Raises Conflict, Refusal."""
    row = _alive(scope, record_id, seen)
    if not reason.strip():
        raise Refusal("请写明撤销的原因，记录和材料仍会保留。", "reason")
    if row.kind is RecordKind.INCIDENT and (answer := evaluation_of(record_id)):
        raise Refusal(f"这次处置已登记事后评估（编号 {answer[1]}），请先撤销事后评估，再撤销这条记录。", "reason")
    row.told.known_until = clock.now()
    record = row.record
    record.withdrawn_at, record.withdrawn_by, record.withdrawn_reason = clock.now(), scope.name, reason.strip()
    facts_changed.send([row.unit.id])
    sentence = f"{scope.name}撤销{_name(row)}，原因：{reason.strip()}。"
    trail.record(scope, Tag.RECORD_WITHDRAW, "record", record_id, sentence, _state(record, details_of(row.told)))
    return record


def add_papers(scope: Scope, record_id: int, papers: Given) -> WorkRecord:
    """补传材料: further papers of a record. Raises Refusal."""
    row = _alive(scope, record_id, None)
    if not papers:
        raise Refusal("请选择要上传的文件。", "papers")
    _keep(scope, row.unit, row.record, details_of(row.told), papers)
    return row.record


def _alive(scope: Scope, record_id: int, seen: int | None) -> RecordRow:
    row = get_record(scope, record_id)
    if row.record.withdrawn_at is not None:
        raise Refusal("这条记录已经撤销，不能再办理。确有其事的，请重新登记。")
    if seen is not None and row.record.version != seen:
        raise Conflict(CHANGED)
    return row


def _check(scope: Scope, unit: Unit, kind: RecordKind, told: RecordDetails, own: int | None = None) -> None:
    rules.check_details(kind, told, holder_of(unit), clock.today())
    _check_links(scope, unit, told, own)
    other = same_act(unit.id, kind, told)
    if other is not None and other != own:
        raise Refusal(
            f"{unit.name}在 {told.held_on} 已登记过内容相同的{WORDINGS[kind].label}（编号 {other}），无需重复登记；"
            "确为另一次的，请在内容中写明区别，如上午、下午或班组。",
            "held_on",
        )


def _check_links(scope: Scope, unit: Unit, told: RecordDetails, own: int | None) -> None:
    """The plan in use is the unit's, the incident too; an incident is evaluated once, after its end."""
    known = get_record(scope, own).told.plan_id if own else None
    if told.plan_id not in (None, known) and told.plan_id not in {one.id for one in plans_of_units(scope, [unit.id])}:
        raise Refusal("请从名单中选择本单位的预案。", "plan_id")
    if told.about_id is None:
        return
    ended, answer = incident_day(unit.id, told.about_id), evaluation_of(told.about_id)
    if ended is None:
        raise Refusal("请从名单中选择本单位登记的事故应急处置；没有的请先登记。", "about_id")
    if told.held_on < ended:
        raise Refusal(f"评估日期 {told.held_on} 早于处置结束日期 {ended}，请核对。", "held_on")
    if answer and answer[1] != own:
        raise Refusal(f"这次处置已登记事后评估（编号 {answer[1]}），补充内容请更正那一条。", "about_id")


def _check_answered(row: RecordRow, told: RecordDetails) -> None:
    """An incident does not end after its evaluation."""
    answer = evaluation_of(row.record.id) if row.kind is RecordKind.INCIDENT else None
    if answer and told.held_on > answer[0]:
        raise Refusal(f"处置结束日期 {told.held_on} 晚于已登记的事后评估日期 {answer[0]}，请核对。", "held_on")


def _tell(scope: Scope, record: WorkRecord, told: RecordDetails, reason: str = "") -> None:
    db.session.add(
        WorkRecordVersion(
            record_id=record.id, number=record.latest, **asdict(told), reason=reason, recorded_by=scope.name,
            known_from=clock.now(), known_until=FAR_MOMENT,
        )
    )  # fmt: skip
    db.session.flush()


def _keep(scope: Scope, unit: Unit, record: WorkRecord, told: RecordDetails, papers: Given) -> None:
    for role, file in papers:
        if role not in WORDINGS[RecordKind(record.kind)].papers:
            raise Refusal("这种材料不属于这类记录，请改选材料类型。", "papers")
        subject = Subject(unit, SUBJECT, record.id)
        behalf = is_on_behalf(scope, unit)
        attach(scope, file, subject, role.value, stated_on=told.held_on, on_behalf=behalf, sample=record.sample)


def _name(row: RecordRow) -> str:
    return f"{row.unit.name}的{WORDINGS[row.kind].label}（编号 {row.record.id}）"


def _state(record: WorkRecord, told: RecordDetails) -> dict[str, Any]:
    """What the trail keeps of a record."""
    return {"kind": record.kind, "unit_id": record.unit_id, **asdict(told)}
