"""Scanning texts: questions and marks of each, and who is alike; a job after a text was read, or all by command."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, select

from emergency.base import clock, jobs
from emergency.base.access import system_scope
from emergency.base.database import committed, db, end_reading
from emergency.plans.models import Plan, Revision
from emergency.texts.actions_hints import keep_hints
from emergency.texts.likeness import Likeness, column, compared, likenesses, marks, nearest, packed, unpacked
from emergency.texts.models import PlanText
from emergency.texts.models_likeness import PlanLikeness, PlanQuestion, PlanSketch
from emergency.texts.queries import pages
from emergency.texts.queries_around import own_names, surroundings_of
from emergency.texts.queries_scan import newest_text, scanner, sketches, to_scan
from emergency.texts.queries_templates import counts_in, standing_templates, words_of
from emergency.texts.stale import questions
from emergency.texts.stale_book import old_names, old_papers
from emergency.texts.stale_facts import Question, prose

JOB = "text_likeness"
AGAIN = "text_scan"
AT_ONCE = 50


@dataclass(frozen=True)
class Scanned:
    """What a scan found in one text: nothing of it is in the database yet."""

    text_id: int
    plan_id: int
    unit_id: int
    region_code: str
    questions: Sequence[Question]
    marks: frozenset[int]


def scan_read(payload: Any) -> None:
    """The job that follows the reading of a version's files: its text is scanned and compared with all others."""
    text_id = newest_text(int(payload["revision"]))
    if text_id is not None:
        scan_text(text_id)


def ask_compare() -> None:
    """Ask for all texts to be compared anew, inside the present transaction; after a template came or went."""
    jobs.enqueue(JOB, JOB)


def ask_scan() -> int:
    """Ask for the texts that were scanned in another way, inside the present transaction. Gives how many they are."""
    left = len(to_scan(system_scope()))
    if left:
        jobs.enqueue(AGAIN, AGAIN)
    return left


def scan_job(_payload: Any) -> None:
    """The job's handler: some texts, then itself again, so that no other job waits for all; at last likeness."""
    for text_id in to_scan(system_scope())[:AT_ONCE]:
        scan_alone(text_id)
    with committed():
        if not ask_scan():
            ask_compare()


def compare_job(_payload: Any) -> None:
    """The job's handler: who is alike is found anew."""
    compare_all()


def scan_text(text_id: int) -> int:
    """Scan one text, keep what was found, compare it with all others. Gives the number of questions."""
    found = look(text_id)
    without = template_marks()
    mine = found.marks - without(found.region_code)
    alike = [
        pair
        for pair in (_against(found, mine, row, without) for row in sketches(but=found.unit_id))
        if pair is not None
    ]
    end_reading()
    with committed():
        if not keep(found):
            return 0
        db.session.add_all(map(_row, nearest(alike)))
    return len(found.questions)


def scan_alone(text_id: int) -> int:
    """Scan one text, keep its hints and compare it with nobody yet, as where all are compared afterwards.

    Gives the number of questions.
    """
    found = look(text_id)
    end_reading()
    with committed():
        kept = keep(found)
    keep_hints(found.plan_id)
    return len(found.questions) if kept else 0


def look(text_id: int) -> Scanned:
    """What the scan finds in a text; only reads."""
    text = db.session.get_one(PlanText, text_id)
    plan = db.session.get_one(Plan, text.plan_id)
    words = pages(text)
    around = surroundings_of(plan, db.session.get_one(Revision, text.revision_id))
    asked = questions(words, around, old_names(), old_papers())
    marked = marks_of(words, own_names(plan))
    return Scanned(text.id, plan.id, plan.unit_id, plan.region_code, asked, marked)


def keep(found: Scanned) -> bool:
    """Put what was found in the place of what stood there for the plan; False where the text went meanwhile."""
    if db.session.get(PlanText, found.text_id) is None:
        return False
    gone = list(db.session.scalars(select(PlanSketch.text_id).where(PlanSketch.plan_id == found.plan_id)))
    gone.append(found.text_id)
    db.session.execute(delete(PlanLikeness).where(or_(PlanLikeness.one_id.in_(gone), PlanLikeness.other_id.in_(gone))))
    db.session.execute(delete(PlanQuestion).where(PlanQuestion.plan_id == found.plan_id))
    db.session.execute(delete(PlanSketch).where(PlanSketch.plan_id == found.plan_id))
    db.session.add(
        PlanSketch(
            text_id=found.text_id, plan_id=found.plan_id, unit_id=found.unit_id, region_code=found.region_code,
            marks=packed(found.marks), scanner=scanner(), scanned_at=clock.now(),
        )
    )  # fmt: skip
    db.session.add_all(
        PlanQuestion(
            text_id=found.text_id, plan_id=found.plan_id, kind=each.kind.value, key=each.key, page=each.page,
            sentence=each.sentence, times=each.times, words=each.words, basis=each.basis, mild=each.mild,
        )
        for each in found.questions
    )  # fmt: skip
    db.session.flush()
    return True


def compare_all() -> int:
    """Compare every scanned text with every other and keep who is alike. Gives the number of pairs."""
    without = template_marks()
    rows = sketches()
    units = {row.text_id: row.unit_id for row in rows}
    marked = {row.text_id: column(row.marks, without(row.region_code)) for row in rows}
    end_reading()
    pairs = [pair for pair in likenesses(marked) if units[pair.one] != units[pair.other]]
    with committed():
        there = set(db.session.scalars(select(PlanText.id)))
        db.session.execute(delete(PlanLikeness))
        db.session.add_all(_row(pair) for pair in pairs if {pair.one, pair.other} <= there)
    return len(pairs)


def template_marks() -> Callable[[str], Set[int]]:
    """Gives for a region the marks of all templates that count there."""
    templates = [(row, marks_of(*words_of(row))) for row in standing_templates()]
    known: dict[str, Set[int]] = {}

    def of(region_code: str) -> Set[int]:
        if region_code not in known:
            known[region_code] = frozenset().union(*(m for row, m in templates if counts_in(row, region_code)))
        return known[region_code]

    return of


def marks_of(words: Sequence[str], names: Iterable[str]) -> frozenset[int]:
    """The marks of the sentences of a text, page by page."""
    return marks("".join(prose(page) for page in words), names)


def _against(found: Scanned, mine: Set[int], row: Any, without: Callable[[str], Set[int]]) -> Likeness | None:
    return compared(found.text_id, mine, row.text_id, unpacked(row.marks) - without(row.region_code))


def _row(pair: Likeness) -> PlanLikeness:
    values: Mapping[str, Any] = {"shared": pair.characters}
    if pair.one < pair.other:
        return PlanLikeness(one_id=pair.one, other_id=pair.other, of_one=pair.of_one, of_other=pair.of_other, **values)
    return PlanLikeness(one_id=pair.other, other_id=pair.one, of_one=pair.of_other, of_other=pair.of_one, **values)
