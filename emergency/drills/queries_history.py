"""The drills that were held and accepted, as the engine reads them: what each still asks for, and what answered it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from emergency.base.clock import day_of
from emergency.base.database import db, plain_rows
from emergency.drills.models import Drill, DrillCredit
from emergency.drills.queries_documents import answers_of, document_witness
from emergency.drills.queries_report import reports_of
from emergency.evidence.facts import ROLE_LABELS, PaperRole
from emergency.evidence.models import Paper
from emergency.obligations.facts import Happening, HappeningKind
from emergency.obligations.rules import Evidence
from emergency.units.within import is_among, known_at

# YJ/T 9007-2019 8.2.2: 工作方案、评估报告、总结报告、图片音视频.
ARCHIVE = (PaperRole.DRILL_PLAN, PaperRole.DRILL_EVALUATION, PaperRole.DRILL_SUMMARY, PaperRole.PHOTO)
# Columns, not objects: a rebuild reads every drill.
DRILL = (Drill.id, DrillCredit.held_on, Drill.organiser_id, Drill.place, Drill.participants)
PAPER = (Paper.id, Paper.subject_id, Paper.role, Paper.stated_on, Paper.received_at)
Answer = tuple[date, int]


def happenings(unit_ids: Sequence[int], moment: datetime | None = None) -> list[Happening]:
    """The drills that these units held and that were accepted, as known at a moment (None: now): four questions.

    Takes ids that were already seen through a scope, or all of them for a recompute.
    """
    credited = and_(is_among(DrillCredit.unit_id, unit_ids), known_at(DrillCredit, moment))
    ids = select(DrillCredit.drill_id).where(credited)
    query = select(*DRILL).join(DrillCredit, Drill.id == DrillCredit.drill_id).where(credited)
    # One drill may be credited to several rules.
    drills = dict.fromkeys(plain_rows(query.order_by(DrillCredit.held_on, Drill.id)))
    papers, written, reports = _papers(ids, moment), answers_of(ids, moment), reports_of(ids, moment)
    return [
        _happening(row, papers.get(row[0], ()), written.get(row[0], {}), reports.get(row[0])) for row in drills
    ]  # fmt: skip


def organisers_of(drill_ids: Iterable[int]) -> set[int]:
    """The units that organised drills which the caller already loaded."""
    return set(db.session.scalars(select(Drill.organiser_id).where(Drill.id.in_(list(drill_ids)))))


def drill_titles(drill_ids: Collection[int]) -> Mapping[int, str]:
    """What drills are called, of those the caller saw through a scope."""
    return {
        row.id: row.title for row in db.session.execute(select(Drill.id, Drill.title).where(Drill.id.in_(drill_ids)))
    }


def drill_witness(drill_id: int) -> tuple[str, date, str, datetime] | None:
    """A drill as held, by whom recorded and when."""
    row = db.session.get(Drill, drill_id)
    if row is None or row.held_on is None or row.recorded_at is None:
        return None
    return f"演练：{row.title}", row.held_on, row.recorded_by, row.recorded_at


def paper_witness(paper_id: int) -> tuple[str, date, str, datetime] | None:
    """A paper of a drill, by whom given and when; a negative number tells a document that was written here."""
    if paper_id < 0:
        return document_witness(-paper_id)
    row = db.session.get(Paper, paper_id)
    if row is None:
        return None
    return ROLE_LABELS[row.role], _day(row), row.received_by, row.received_at


def _happening(drill: Any, papers: Sequence[Any], written: Mapping[str, Answer], report: Answer | None) -> Happening:
    number, held_on, organiser_id, place, participants = drill
    answers: dict[str, Answer] = {Evidence.REPORTED: report} if report else {}
    if place and participants:
        # 公安部令61号 art. 43 asks for time, place, content, who took part: the record itself.
        answers[Evidence.DRILL_RECORDED] = (held_on, number)
    if papers or written:
        answers |= _answers_of_papers(papers, written)
    return Happening(number, organiser_id, HappeningKind.DRILL, held_on, None, answers)


def _answers_of_papers(papers: Sequence[Any], written: Mapping[str, Answer]) -> dict[str, Answer]:
    first = _first_of_each_role(papers, written)
    answers: dict[str, Answer] = {}
    if PaperRole.DRILL_EVALUATION in first:
        answers[Evidence.DRILL_EVALUATED] = first[PaperRole.DRILL_EVALUATION]
    if all(role in first for role in ARCHIVE):
        answers[Evidence.DRILL_ARCHIVED] = max(first[role] for role in ARCHIVE)
    return answers


def _first_of_each_role(papers: Iterable[Any], written: Mapping[str, Answer]) -> dict[str, Answer]:
    """One fact: an uploaded paper or a document that was finished here, whichever came first."""
    found = dict(written)
    for paper in papers:
        answer = (_day(paper), paper.id)
        found[paper.role] = min(found.get(paper.role, answer), answer)
    return found


def _papers(drill_ids: Select[Any], moment: datetime | None) -> dict[int, list[Any]]:
    """The papers of drills by number; one that was taken away for good is none from then on."""
    query = select(*PAPER).where(Paper.subject_kind == "drill", Paper.subject_id.in_(drill_ids))
    query = query.where(Paper.role.in_(ARCHIVE))
    gone: ColumnElement[bool] = Paper.purged_at.is_(None)
    if moment is not None:
        query = query.where(Paper.received_at <= moment)
        gone = or_(gone, Paper.purged_at > moment)
    found: dict[int, list[Any]] = defaultdict(list)
    for paper in db.session.execute(query.where(gone)):
        found[paper.subject_id].append(paper)
    return found


def _day(paper: Any) -> date:
    stated: date | None = paper.stated_on
    return stated or day_of(paper.received_at)
