"""What a row would change of a plan that the register has (pure)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from emergency.evidence.facts import SECRECY_LABELS, Secrecy
from emergency.ledgers.cells import Cells
from emergency.ledgers.facts import Change, Checked, Status
from emergency.ledgers.plan_rows import Picture, PlanEntry
from emergency.obligations.facts import PLAN_LINE_LABELS, PlanLine
from emergency.plans import rules
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import ACT_LABELS, EVENT_CLASS_LABELS, HAZARD_LABELS

FIXED = "第{}版已提交或办结，{}“{}”不能经导入改为“{}”。"


def compare(row: Checked, cells: Cells, entry: PlanEntry, picture: Picture) -> None:
    """Say what the row would change of the plan and its newest version."""
    details, told = entry.details, entry.told
    own = _details_changes(details, picture)
    version = _version_changes(cells, told, picture, new=entry.new_version)
    filing = []
    if entry.filed and (entry.new_version or entry.filed.on not in picture.filed):
        filing = [Change("报送备案", "", str(entry.filed.on))]
    if entry.new_version:
        version = [Change("版本", f"第{picture.latest}版", f"第{picture.latest + 1}版"), *version]
    row.changes = [*own, *version, *filing]
    if picture.abolished and row.changes:
        cells.fault("code", "这份预案已经废止，不能经导入修改。")
        return
    row.status = Status.CHANGED if row.changes else Status.UNCHANGED
    row.entry = replace(entry, edits=bool(own), filed=entry.filed if filing else None)


def _details_changes(details: PlanDetails, picture: Picture) -> list[Change]:
    lines, secrecies = PLAN_LINE_LABELS, SECRECY_LABELS
    kinds = frozenset(kind.value for kind in details.kinds)
    covers = frozenset(cover.value for cover in details.covers)
    event = details.event_class.value if details.event_class else ""
    target = details.filing_target or picture.filing_target
    pairs = (
        ("预案名称", picture.title, details.title),
        ("线别", lines[PlanLine(picture.line)], lines[details.line]),
        ("类别", rules.kind_names(picture.kinds), rules.kind_names(kinds)),
        ("涵盖", rules.cover_names(picture.covers), rules.cover_names(covers)),
        ("事件类别", _word(EVENT_CLASS_LABELS, picture.event_class), _word(EVENT_CLASS_LABELS, event)),
        ("灾种", _word(HAZARD_LABELS, picture.hazard), _word(HAZARD_LABELS, details.hazard)),
        ("公开属性", secrecies[Secrecy(picture.secrecy)], secrecies[details.secrecy]),
        ("报送对象", picture.filing_target, picture.filing_target if rules.is_secret(details.secrecy) else target),
    )
    return [Change(word, before, after) for word, before, after in pairs if before != after]


def _word(labels: Mapping[Any, str], value: str) -> str:
    return next((label for key, label in labels.items() if key == value), "")


def _version_changes(cells: Cells, told: RevisionDetails, picture: Picture, *, new: bool) -> list[Change]:
    known = {} if new else picture.dates
    changes = [
        Change(f"{ACT_LABELS[act]}日期", str(known.get(act, "")), str(day))
        for act, day in told.dates.items()
        if known.get(act) != day
    ]
    words = (
        ("number", "文号或编号", picture.number, told.document_number),
        ("issuing_name", "印发名义", picture.issuing_name, told.issuing_name),
        ("signed_by", "签发人", picture.signed_by, told.signed_by),
    )
    for item, heading, before, after in words:
        if after and after != before:
            if not new and picture.state in ("submitted", "passed"):
                cells.fault(item, FIXED.format(picture.latest, heading, before or "（空）", after))
            changes.append(Change(heading, "" if new else before, after))
    return changes
