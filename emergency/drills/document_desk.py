"""Which form, which page and which paper belong to a document: prose, the script, the evaluation."""

from typing import Any

from emergency.base.report import Report
from emergency.drills import evaluation
from emergency.drills.documents import ROLES, Content, DocumentKind, begun, head_of, missing
from emergency.drills.documents_own import unwritten
from emergency.drills.documents_paper import Version, paper_of
from emergency.drills.evaluation_book import book
from emergency.drills.evaluation_paper import evaluation_paper, score_word
from emergency.drills.forms_documents import ItemsForm, ScriptForm, document_form
from emergency.drills.forms_evaluation import EvaluationForm, evaluation_form
from emergency.drills.ledger import moment_word
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries_documents import versions_of
from emergency.drills.queries_evaluation import open_problems, sheet_lines
from emergency.drills.queries_known import known_of
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.queries import papers_of
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

DocumentForm = ItemsForm | ScriptForm | EvaluationForm


def form_of(drill: Drill, kind: DocumentKind, row: DrillDocument | None) -> DocumentForm:
    """The form of a document as it stands, or begun with what the register knows."""
    content = Content.from_json(row.content) if row else begun(kind, known_of(drill))
    seen = row.number if row else 0
    if kind is not DocumentKind.EVALUATION:
        return document_form(kind, content, seen)
    told = {"seen": str(seen), "grade": row.grade if row else ""}
    marks = evaluation.marks_of(row.content) if row else ()
    return evaluation_form(book().sheets[drill.form], sheet_lines(drill.form), content, marks, **told)


def paper_for(drill: Drill, row: DrillDocument) -> Report:
    """One version as a paper, with the facts that stood above it when it was saved."""
    kind, content = DocumentKind(row.kind), Content.from_json(row.content)
    head, saved = dict(content.head), f"{row.recorded_by}于{moment_word(row.known_from)}保存"
    title, organiser = head.get("演练名称", drill.title), head.get("组织单位", "")
    version = Version(kind, title, organiser, row.number, saved, row.finished_on, drill.sample)
    if kind is not DocumentKind.EVALUATION:
        return paper_of(version, content)
    return evaluation_paper(version, content, evaluation.marks_of(row.content), row.grade, book().scores)


def page_of(drill: Drill, organiser: Unit | None, kind: DocumentKind, row: DrillDocument | None) -> dict[str, Any]:
    """What the page of a document shows of it."""
    content = Content.from_json(row.content) if row else Content()
    versions, known = versions_of(drill.id, kind), known_of(drill)
    head = head_of(known)
    newest = row is None or row.number == versions[0].number
    finished = row is not None and row.finished_on is not None
    shown = {
        "content": content, "versions": versions, "newest": newest, "missing": missing(kind, content),
        "head": content.head if finished else head, "changed": finished and newest and content.head != head,
        "unwritten": unwritten(kind, content, known),
        "papers": [one for one in papers_of("drill", drill.id) if one.role == ROLES.get(kind)],
        "paper_roles": ROLE_LABELS,
    }  # fmt: skip
    if kind is DocumentKind.EVALUATION and row is not None:
        shown |= _evaluated(drill, organiser, row, content)
    return shown


def _evaluated(drill: Drill, organiser: Unit | None, row: DrillDocument, content: Content) -> dict[str, Any]:
    marks = evaluation.marks_of(row.content)
    kind = UnitKind(organiser.kind) if organiser else UnitKind.OTHER
    return {
        "marks": marks, "sums": evaluation.sums_of(marks), "problems": open_problems(drill, row), "book": book(),
        "evaluation": evaluation, "score_word": score_word,
        "missing": evaluation.missing(content, marks, row.grade, kind),
    }  # fmt: skip
