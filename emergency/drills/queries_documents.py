"""Asking for the documents of drills: as they stand, their versions, what the finished ones answer."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound, Refusal
from emergency.drills.documents import KIND_WORDS, ROLES, SOURCES, DocumentKind, why_not_written
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.secret_words import ONLY_DAYS
from emergency.drills.words import State
from emergency.evidence.models import Paper
from emergency.units.within import known_at

ANSWERING = tuple(kind.value for kind in ROLES)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document on the page of its drill: as written here, and how many were uploaded."""

    kind: DocumentKind
    word: str
    source: str
    row: DrillDocument | None
    uploaded: int
    may_write: bool


def document_lines(drill: Drill, papers: Iterable[Paper], *, may_edit: bool) -> list[DocumentLine] | None:
    """A line for each document of a drill that was already seen, with its papers; none for that of a secret plan."""
    if speaks_of_secrets(drill):
        return None
    written = documents_of(drill.id)
    uploaded = Counter(paper.role for paper in papers if paper.purged_at is None)
    return [
        DocumentLine(
            kind, KIND_WORDS[kind], SOURCES[kind], row := written.get(kind.value), uploaded[ROLES.get(kind, "")],
            may_edit and (row is None or row.finished_on is None) and not why_not_written(kind, State(drill.state)),
        )
        for kind in KIND_WORDS
    ]  # fmt: skip


def require_words(drill: Drill) -> None:
    """Raises Refusal for a drill of a secret plan, of which nothing is written."""
    if speaks_of_secrets(drill):
        raise Refusal(ONLY_DAYS)


def documents_of(drill_id: int) -> dict[str, DrillDocument]:
    """The newest version of each document of a drill that was already seen, by kind."""
    query = select(DrillDocument).where(DrillDocument.drill_id == drill_id, DrillDocument.known_until == FAR_MOMENT)
    return {row.kind: row for row in db.session.scalars(query)}


def document_of(drill_id: int, kind: DocumentKind) -> DrillDocument | None:
    """The newest version of one document."""
    return documents_of(drill_id).get(kind.value)


def versions_of(drill_id: int, kind: DocumentKind) -> list[DrillDocument]:
    """All versions of a document, newest first."""
    query = select(DrillDocument).where(DrillDocument.drill_id == drill_id, DrillDocument.kind == kind.value)
    return list(db.session.scalars(query.order_by(DrillDocument.number.desc())))


def get_version(drill_id: int, kind: DocumentKind, number: int) -> DrillDocument:
    """One version of a document of a drill that was already seen. Raises NotFound."""
    found = next((row for row in versions_of(drill_id, kind) if row.number == number), None)
    if found is None:
        raise NotFound
    return found


def grades_of(drill_ids: Iterable[int]) -> dict[int, str]:
    """What the finished evaluations of drills say, by drill."""
    query = select(DrillDocument.drill_id, DrillDocument.grade).where(
        DrillDocument.drill_id.in_(list(drill_ids)), DrillDocument.known_until == FAR_MOMENT,
        DrillDocument.kind == DocumentKind.EVALUATION.value, DrillDocument.finished_on.isnot(None),
        DrillDocument.grade != "",
    )  # fmt: skip
    return {row.drill_id: row.grade for row in db.session.execute(query)}


def answers_of(
    drill_ids: Collection[int] | Select[Any], moment: datetime | None
) -> dict[int, dict[str, tuple[date, int]]]:
    """Which finished documents answered as which paper, on which day, as known at a moment; by drill and role.

    Papers have positive numbers, documents are told by their negative one, so that `document_witness` finds them.
    """
    query = select(
        DrillDocument.id, DrillDocument.drill_id, DrillDocument.kind, DrillDocument.finished_on
    ).where(
        DrillDocument.drill_id.in_(drill_ids), known_at(DrillDocument, moment), DrillDocument.kind.in_(ANSWERING),
        DrillDocument.finished_on.isnot(None),
    )  # fmt: skip
    found: dict[int, dict[str, tuple[date, int]]] = {}
    for row in db.session.execute(query):
        role = ROLES[DocumentKind(row.kind)].value
        found.setdefault(row.drill_id, {})[role] = (row.finished_on, -row.id)
    return found


def document_witness(document_id: int) -> tuple[str, date, str, datetime] | None:
    """A finished document: what it is, its day, by whom it was finished and when."""
    row = db.session.get(DrillDocument, document_id)
    if row is None or row.finished_on is None:
        return None
    how = "系统内编写" if row.content.get("head") else "只登记日期"
    return f"{KIND_WORDS[DocumentKind(row.kind)]}（{how}）", row.finished_on, row.recorded_by, row.known_from
