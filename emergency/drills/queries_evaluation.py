"""Asking for the sheet of a drill's evaluation, in the office's wording, and for what may become a finding."""

from sqlalchemy import select

from emergency.base.database import FAR_MOMENT, db
from emergency.drills.documents import Content, DocumentKind
from emergency.drills.evaluation import Line, lines_of, marks_of, problems_of
from emergency.drills.evaluation_book import book
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.models_evaluation import EvaluationWording
from emergency.drills.queries_documents import document_of
from emergency.drills.queries_findings import findings_of


def wordings() -> dict[str, EvaluationWording]:
    """The wording in use of each group that has one, by its key."""
    query = select(EvaluationWording).where(EvaluationWording.known_until == FAR_MOMENT)
    return {row.key: row for row in db.session.scalars(query)}


def sheet_lines(sheet: str) -> tuple[Line, ...]:
    """The items of a sheet as they read now."""
    typed = {key: row.text.split("\n") if row.text else [] for key, row in wordings().items()}
    return lines_of(book().sheets[sheet], typed)


def open_problems(drill: Drill, row: DrillDocument) -> list[tuple[str, str, bool]]:
    """What an evaluation found: key, text, and whether it is a finding already."""
    known = {finding.text for finding in findings_of(drill.id)}
    found = problems_of(Content.from_json(row.content), marks_of(row.content), book().scores)
    return [(key, text, text in known) for key, text in found]


def problem_named(drill: Drill, key: str) -> str | None:
    """The text of one problem of the newest evaluation, none where there is no such."""
    row = document_of(drill.id, DocumentKind.EVALUATION)
    return next((text for name, text, _ in open_problems(drill, row) if name == key), None) if row else None
