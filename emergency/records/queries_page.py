"""Everything that the page of one record shows, in a fixed number of questions."""

from collections.abc import Collection
from typing import Any

from emergency.base.access import Permission, Scope
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.queries import papers_of
from emergency.records.models import WorkRecordVersion
from emergency.records.queries import SUBJECT, details_of, get_record, versions_of
from emergency.records.queries_incidents import evaluation_of, incident_titles, plan_named
from emergency.records.rules import lacking
from emergency.records.words import WORDINGS, RecordKind


def page_values(scope: Scope, record_id: int) -> dict[str, Any]:
    """The record with its words, papers and versions. Raises NotFound."""
    row = get_record(scope, record_id)
    wording = WORDINGS[row.kind]
    return {
        "row": row,
        "wording": wording,
        "pairs": [(wording.day, row.told.held_on), *told_pairs(row.told, wording.fields, beside={"content"})],
        "lacking": lacking(row.kind, details_of(row.told)),
        "papers": papers_of(SUBJECT, row.record.id),
        "roles": ROLE_LABELS,
        "history": [(one, changes_of(one, wording.fields)) for one in versions_of(row.record)],
        "edits": scope.may(Permission.RECORD_EDIT) and row.record.withdrawn_at is None,
        "answered": evaluation_of(row.record.id) if row.kind is RecordKind.INCIDENT else None,
        "is_incident": row.kind is RecordKind.INCIDENT,
    }


def told_pairs(told: WorkRecordVersion, words: Any, beside: Collection[str] = ()) -> list[tuple[str, Any]]:
    """(word, value) of everything that this kind of record states beside its day, but for what stands elsewhere."""
    return [(word, _shown(told, name)) for name, word in words.items() if name not in beside]


def _shown(told: WorkRecordVersion, name: str) -> Any:
    """A value as a person reads it: what a number points to is named."""
    if name == "plan_id":
        return plan_named(told.plan_id)
    if name == "about_id" and told.about_id:
        return incident_titles([told.about_id]).get(told.about_id, "")
    return getattr(told, name)


def changes_of(told: WorkRecordVersion, words: Any) -> str:
    """What a version told, in one line."""
    said = [f"{word}：{value}" for word, value in told_pairs(told, words) if value not in (None, "")]
    return "；".join(said)
