"""Who is alike, asked of all texts at once: the marks of each taken anew by two processes, then compared."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice

from sqlalchemy import bindparam, select, update

from emergency.base import clock
from emergency.base.database import committed, db, end_reading
from emergency.base.log import log_error
from emergency.base.workers import Failed, work
from emergency.plans.models import Plan
from emergency.texts.actions_scan import marks_of
from emergency.texts.likeness import packed
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.models_likeness import PlanSketch
from emergency.texts.queries_around import own_names_of

PROCESSES = 2
AT_ONCE = 100  # texts that a process takes, and that are kept in one transaction
SKETCHES = PlanSketch.metadata.tables["plan_sketch"]
TAKEN = (
    update(SKETCHES)
    .where(SKETCHES.c.text_id == bindparam("number"))
    .values(marks=bindparam("taken"), scanned_at=bindparam("at"))
)


def sketch_all(text_ids: Iterable[int]) -> Iterator[int]:
    """Take the marks of scanned texts anew and keep them; yields how many are done, after every few.

    A text that went meanwhile is passed over.
    """
    end_reading()
    # A forked process shares the parent's connection; it must be closed before, not used by two.
    db.session.remove()
    db.engine.dispose()
    waiting, done = iter(text_ids), 0
    tasks = iter(lambda: list(islice(waiting, AT_ONCE)), [])
    with closing(work(_sketched, tasks, PROCESSES, heir=True)) as outcomes:
        for ended in outcomes:
            if isinstance(ended, Failed):
                log_error("texts not sketched", texts=ended.task, why=ended.sentence)
                continue
            _keep(ended.result)
            done += len(ended.task)
            yield done


def _sketched(text_ids: Sequence[int]) -> list[tuple[int, bytes]]:
    """In a process of its own: the marks of some texts as they are kept."""
    plans = db.session.scalars(select(Plan).join(PlanText).where(PlanText.id.in_(text_ids))).all()
    names = own_names_of(plans)
    query = select(PlanText.plan_id, PlanPage.text_id, PlanPage.text).join(PlanText, PlanText.id == PlanPage.text_id)
    query = query.where(PlanText.id.in_(text_ids)).order_by(PlanPage.text_id, PlanPage.number)
    rows = db.session.execute(query).all()
    # While somebody reads nobody can commit: what takes long comes after the reading.
    db.session.remove()
    return [
        (text_id, packed(marks_of([row.text for row in pages], names[plan_id])))
        for (text_id, plan_id), pages in groupby(rows, lambda row: (row.text_id, row.plan_id))
    ]


def _keep(found: Sequence[tuple[int, bytes]]) -> None:
    rows = [{"number": text_id, "taken": marks, "at": clock.now()} for text_id, marks in found]
    with committed():
        db.session.connection().execute(TAKEN, rows)
