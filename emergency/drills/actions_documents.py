"""Writing the documents of a drill: each save a version; finishing one answers as its uploaded paper would."""

from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Conflict, Refusal
from emergency.drills.documents import (
    AFTERWARDS,
    KIND_WORDS,
    ROLES,
    Content,
    DocumentKind,
    head_of,
    is_blank,
    why_not_written,
)
from emergency.drills.documents_own import why_not_finished
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries_documents import document_of, require_words
from emergency.drills.queries_known import known_of
from emergency.drills.queries_own import own_drill
from emergency.drills.words import State
from emergency.evidence.marks import has_mark
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

CHANGED = "这份文件刚刚被别人保存过，您的修改没有保存。请另开一页核对最新版本后重新提交。"
MARKED = (
    "填写的内容带有密级或工作秘密标志。本系统为非涉密系统，内容没有保存。"
    "请立即联系本单位保密工作负责人（保密员）按保密渠道处理。"
)


def save_document(
    scope: Scope, drill_id: int, kind: DocumentKind, told: dict[str, Any], *, seen: int, grade: str = ""
) -> DrillDocument:
    """Keep what was written as a new version; the same content twice makes none. Raises Refusal, Conflict."""
    drill, unit, before = _open(scope, drill_id, kind, seen)
    _check(why_closed(drill, kind, before))
    if has_mark("\n".join(_texts(told))):
        raise Refusal(MARKED)
    content = {**told, "head": [list(pair) for pair in head_of(known_of(drill))]}
    if before is not None and (before.content, before.grade) == (content, grade):
        return before
    row = next_version(scope, unit, drill, kind, before, content=content, grade=grade)
    sentence = f"{scope.name}保存演练“{drill.title}”的{KIND_WORDS[kind]}第{row.number}版（草稿）。"
    trail.record(scope, Tag.DRILL_DOCUMENT, "drill", drill.id, sentence, _picture(before), _picture(row))
    return row


def finish_document(scope: Scope, drill_id: int, kind: DocumentKind, on: date, *, seen: int) -> DrillDocument:
    """Mark a document as finished on a day; from then on it answers as its uploaded paper. Raises Refusal."""
    drill, unit, before = _open(scope, drill_id, kind, seen)
    if before is None or is_blank(kind, Content.from_json(before.content)):
        raise Refusal(f"{KIND_WORDS[kind]}还没有内容，不能标记完成。请先编写并保存。")
    if before.finished_on is not None:
        raise Refusal(f"{KIND_WORDS[kind]}已于 {before.finished_on} 标记完成，无需重复。", "on")
    unfinished = why_not_finished(kind, Content.from_json(before.content), known_of(drill))
    if unfinished:
        raise Refusal(unfinished)
    if kind is DocumentKind.EVALUATION and not before.grade:
        raise Refusal("评估报告还没有结论。请先修改，选择优、良、中、差之一，再标记完成。", "on")
    check_day(drill, kind, on)
    row = next_version(scope, unit, drill, kind, before, content=before.content, grade=before.grade, finished_on=on)
    sentence = f"{scope.name}标记演练“{drill.title}”的{KIND_WORDS[kind]}于 {on} 完成。"
    trail.record(scope, Tag.DRILL_DOCUMENT, "drill", drill.id, sentence, _picture(before), _picture(row))
    tell(drill, kind)
    return row


def withdraw_document(scope: Scope, drill_id: int, kind: DocumentKind, reason: str, *, seen: int) -> DrillDocument:
    """Take the mark back, with the reason: a draft again, answering nothing. Raises Refusal."""
    drill, unit, before = _open(scope, drill_id, kind, seen)
    if before is None or before.finished_on is None:
        raise Refusal(f"{KIND_WORDS[kind]}没有标记完成，无需撤回。")
    if not reason.strip():
        raise Refusal("请写明撤回的原因，上级机构会看到。", "reason")
    row = next_version(
        scope, unit, drill, kind, before, content=before.content, grade=before.grade, reason=reason.strip()
    )  # fmt: skip
    sentence = f"{scope.name}撤回演练“{drill.title}”的{KIND_WORDS[kind]}的完成标记，原因：{row.reason}。"
    trail.record(scope, Tag.DRILL_DOCUMENT, "drill", drill.id, sentence, _picture(before), _picture(row))
    tell(drill, kind)
    return row


def why_closed(drill: Drill, kind: DocumentKind, row: DrillDocument | None) -> str | None:
    """The sentence where the state of the drill, or its mark as finished, bars writing; else None."""
    closed = why_not_written(kind, State(drill.state))
    if closed is None and row is not None and row.finished_on is not None:
        return f"{KIND_WORDS[kind]}已于 {row.finished_on} 标记完成，不能再改。需要修改的，请先撤回完成标记。"
    return closed


def _check(closed: str | None) -> None:
    if closed:
        raise Refusal(closed)


def _open(scope: Scope, drill_id: int, kind: DocumentKind, seen: int) -> tuple[Drill, Unit, DrillDocument | None]:
    """The drill, its organiser and the newest version, where this viewer may write it now."""
    drill, unit = own_drill(scope, drill_id)
    require_words(drill)
    _check(why_not_written(kind, State(drill.state)))
    before = document_of(drill.id, kind)
    if (before.number if before else 0) != seen:
        raise Conflict(CHANGED)
    return drill, unit, before


def next_version(
    scope: Scope, unit: Unit, drill: Drill, kind: DocumentKind, before: DrillDocument | None, **told: Any
) -> DrillDocument:
    """The next version; the one before is closed."""
    moment = clock.now()
    if before is not None:
        before.known_until = moment
    row = DrillDocument(
        drill_id=drill.id, kind=kind.value, number=(before.number if before else 0) + 1, recorded_by=scope.name,
        on_behalf=is_on_behalf(scope, unit), known_from=moment, known_until=FAR_MOMENT,
        **{"finished_on": None, "reason": "", **told},
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def check_day(drill: Drill, kind: DocumentKind, on: date) -> None:
    """Raises Refusal for a day on which the document cannot have been finished."""
    if on > clock.today():
        raise Refusal(f"完成日期 {on} 晚于今天，请核对。", "on")
    if kind in AFTERWARDS and drill.held_on and on < drill.held_on:
        raise Refusal(f"完成日期 {on} 早于演练举行日期 {drill.held_on}，请核对。", "on")


def tell(drill: Drill, kind: DocumentKind) -> None:
    """Let what the organiser owes be reckoned anew, where the document answers a duty."""
    if kind in ROLES:
        slots.facts_changed.send({drill.organiser_id})


def _texts(told: Any) -> list[str]:
    """Every text within plain values."""
    if isinstance(told, str):
        return [told]
    parts = told.values() if isinstance(told, dict) else told if isinstance(told, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]


def _picture(row: DrillDocument | None) -> dict[str, Any] | None:
    """What the trail keeps of a version; its words stay on its row."""
    return {name: getattr(row, name) for name in ("kind", "number", "grade", "finished_on", "reason")} if row else None
