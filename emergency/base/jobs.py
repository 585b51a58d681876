"""Jobs: a table written in the same transaction as the business row, a lease, and the one worker."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, Text, exists, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base import clock, slots
from emergency.base.database import JsonText, Model, UtcDateTime, apart, committed, db
from emergency.base.log import log, log_error

LEASE = timedelta(minutes=10)
ATTEMPTS = 5
PAUSE = 2.0
BEAT = timedelta(seconds=20)
SILENT = timedelta(seconds=90)
WORKER = "worker"
_behind = set[str]()


class Job(Model):
    """One piece of work: waiting, running under a lease, done or failed."""

    __tablename__ = "job"
    __table_args__ = (Index("job_waiting", "state", "due_at"), {"info": {"operational": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    payload: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Heartbeat(Model):
    """When a worker last said that it lives."""

    __tablename__ = "heartbeat"
    __table_args__ = {"info": {"operational": True}}

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)


def enqueue(kind: str, key: str, payload: Any = None) -> None:
    """Ask for a job inside the present transaction; one that waits under the same key is enough.

    One that runs may have read what was true before: it is done once more after it. Whoever shares a key must
    therefore ask for the same thing.
    """
    row = db.session.scalar(select(Job).where(Job.key == key))
    if row is None:
        row = Job(kind=kind, key=key, created_at=clock.now())
        db.session.add(row)
    elif row.state == "waiting":
        return
    row.kind, row.payload, row.state, row.attempts = kind, payload or {}, "waiting", 0
    row.due_at, row.leased_until, row.error = clock.now(), None, None


def enqueue_new(kind: str, wanted: Iterable[tuple[str, Any]], after: timedelta = timedelta(0)) -> None:
    """Ask for many jobs under keys that nobody used before, inside the present transaction, in one piece.

    They are done no sooner than `after` some time.
    """
    moment = clock.now()
    due = moment + after
    db.session.add_all(
        Job(kind=kind, key=key, payload=payload, state="waiting", attempts=0, due_at=due, created_at=moment)
        for key, payload in wanted
    )


def stand_behind(*kinds: str) -> None:
    """Let these kinds wait while there is anything else to do, for nobody waits for them before a page."""
    _behind.update(kinds)


def waiting(kind: str) -> int:
    """How many jobs of a kind are not done yet."""
    return len(db.session.scalars(select(Job.id).where(Job.kind == kind, Job.state.in_(("waiting", "running")))).all())


def note_progress(kind: str, done: int, of: int) -> None:
    """Say how far the running job of a kind is, inside the present transaction."""
    for row in db.session.scalars(select(Job).where(Job.kind == kind, Job.state == "running")):
        row.payload = {**row.payload, "done": done, "of": of}


def progress(kind: str) -> tuple[int, int] | None:
    """How far the job of a kind is that runs: (done, of); None where none runs or it has not said yet."""
    row = db.session.scalar(select(Job).where(Job.kind == kind, Job.state == "running").limit(1))
    told = row.payload if row is not None and isinstance(row.payload, dict) else {}
    return (int(told["done"]), int(told["of"])) if "of" in told else None


def failed() -> list[str]:
    """The kinds of job that were given up after the last try."""
    return sorted(set(db.session.scalars(select(Job.kind).where(Job.state == "failed"))))


def settle(kind: str) -> None:
    """Say that what the waiting jobs of a kind ask for was done another way, inside the present transaction."""
    for row in db.session.scalars(select(Job).where(Job.kind == kind, Job.state.in_(("waiting", "failed")))):
        row.state = "done"


def work_once() -> bool:
    """Take one job that is due, or whose lease ran out, and do it. False when there was none."""
    taken = _lease()
    if taken is None:
        return False
    job_id, kind, payload = taken
    try:
        slots.job(kind).call(payload)
    except Exception as error:  # The handler may fail in any way; the job table must say so, and the worker lives on.
        db.session.rollback()
        log_error("job failed", kind=kind, job=job_id)
        _finish(job_id, error=f"{type(error).__name__}: {error}")
    else:
        _finish(job_id, error=None)
    return True


def _lease() -> tuple[int, str, Any] | None:
    now = clock.now()
    with committed():
        due = (Job.state == "waiting") & (Job.due_at <= now)
        lapsed = (Job.state == "running") & (Job.leased_until < now)
        turn = Job.kind.in_(_behind), Job.id
        row = db.session.scalar(select(Job).where(due | lapsed).order_by(*turn).limit(1))
        if row is None:
            return None
        row.state, row.leased_until, row.attempts = "running", now + LEASE, row.attempts + 1
        return row.id, row.kind, row.payload


def _finish(job_id: int, *, error: str | None) -> None:
    with committed():
        row = db.session.get_one(Job, job_id)
        if row.state != "running":
            # Asked for again meanwhile: it waits for its next turn.
            return
        row.error, row.leased_until = error, None
        if error is None:
            row.state = "done"
        elif row.attempts >= ATTEMPTS:
            row.state = "failed"
        else:
            row.state, row.due_at = "waiting", clock.now() + timedelta(seconds=10 * 2**row.attempts)


def beat() -> None:
    """Say that the worker lives, in a short commit of its own."""
    with apart() as connection:
        done = connection.execute(update(Heartbeat).where(Heartbeat.name == WORKER).values(beat_at=clock.now()))
        if not done.rowcount:
            connection.execute(insert(Heartbeat).values(name=WORKER, beat_at=clock.now()))


def worker_lives() -> bool:
    """Whether the worker was heard of lately, or is inside a job whose lease holds and so can't speak."""
    now = clock.now()
    heard = exists().where(Heartbeat.name == WORKER, Heartbeat.beat_at > now - SILENT)
    busy = exists().where(Job.state == "running", Job.leased_until > now)
    return bool(db.session.scalar(select(heard | busy)))


def work_on() -> None:
    """Work until the process is ended."""
    log("worker began")
    heard_at = datetime.min.replace(tzinfo=UTC)
    while True:
        try:
            if clock.now() - heard_at > BEAT:
                beat()
                heard_at = clock.now()
            pause = 0.0 if work_once() else PAUSE
        except OperationalError:
            # A full disk or a busy database passes; were the worker to end, the pages would end with it.
            log_error("worker could not use the database")
            db.session.rollback()
            pause = BEAT.total_seconds()
        if pause:
            db.session.remove()
            time.sleep(pause)
