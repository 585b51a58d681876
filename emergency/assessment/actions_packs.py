"""Asking for a package, making it in a job, and taking it away when a paper in it was purged."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from emergency.assessment.actions_prints import note_prints
from emergency.assessment.models_packs import ChecklistPack
from emergency.assessment.pack_writing import CHANGED, Packed, Tell, write_pack
from emergency.assessment.packing import Body, content_key
from emergency.assessment.papers import site
from emergency.assessment.queries_pack import Order, bodies_of
from emergency.assessment.queries_packs import (
    BUILDING,
    COMING,
    FAILED,
    GONE,
    JOB,
    READY,
    WAITING,
    file_of,
    folder,
    gave_up,
    key_of,
    order_of,
    pack_of,
    passing_of,
)
from emergency.assessment.snapshot import PASSING
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import Scope
from emergency.base.askers import asker_of, reach_of, scope_of
from emergency.base.bundle import TEMPORARY
from emergency.base.database import apart, committed, db
from emergency.base.errors import DomainError, Refusal
from emergency.base.storage import BLOCK, store
from emergency.evidence.queries import purged_hashes

KEPT = timedelta(days=14)
ABANDONED = timedelta(hours=6).total_seconds()


def ask_pack(scope: Scope, order: Order) -> ChecklistPack:
    """Ask for the package of a subject seen through the scope; one that is coming already is enough."""
    row, subject = pack_of(scope, order), order.subject
    if row is not None and row.state in COMING and not gave_up(row):
        return row
    if row is None:
        row = ChecklistPack(
            subject_kind=subject.kind, subject_id=subject.id, as_of=order.on, campaign_id=order.campaign_id,
            body_id=order.body_id, reach=reach_of(scope), asker=asker_of(scope),
        )  # fmt: skip
        db.session.add(row)
    row.asked_by, row.asked_at = scope.name, clock.now()
    row.state, row.done, row.whole, row.error = WAITING, 0, 0, ""
    db.session.flush()
    said = f"生成{subject.name}考核备查资料包（考核基准日{order.on.isoformat()}）。"
    trail.record(scope, Tag.CHECKLIST_PACK, subject.kind, subject.id, said)
    jobs.enqueue(JOB, key_of(row), {"pack": row.id})
    return row


def pack_job(payload: Any) -> None:
    """The job's handler: what it can't make it says on the row; doing it twice gives the same file."""
    number = int(payload["pack"])
    row = db.session.get(ChecklistPack, number)
    if row is None:
        return
    try:
        _make(row)
    except DomainError as error:
        db.session.rollback()
        _set(number, state=FAILED, error=error.sentence)
    _clear()


def make_pack(scope: Scope, order: Order, path: Path, tell: Tell) -> Packed:
    """Write the package of a subject to a path. Raises NoSpace, Refusal, PrintFailed; then nothing is left there."""
    bodies = list(bodies_of(scope, order))
    content = content_key(bodies, site())
    return _write(bodies, passing_of(content), path, tell)


def packs_gone(_scope: Scope, _subject_ids: Iterable[int]) -> None:
    """Part of a purge: a package that holds the bytes is overwritten and goes. Fills a slot of base."""
    gone = purged_hashes()
    for row in db.session.scalars(select(ChecklistPack).where(ChecklistPack.state == READY)):
        if gone & set(row.hashes):
            row.state, row.hashes = GONE, []
            _shred(file_of(row))


def _make(row: ChecklistPack) -> None:
    scope, number, before = scope_of(row.asker, row.asked_by), row.id, file_of(row)
    bodies = list(bodies_of(scope, order_of(scope, row)))
    content = content_key(bodies, site())
    if content == row.content and before.is_file() and row.made_at is not None:
        _set(number, state=READY, error="")
        return
    passing = passing_of(content) or _passing(bodies[0])
    path = folder() / f"{number}-{content[:16]}.zip"
    _set(number, state=BUILDING, error="")
    packed = _write(bodies, passing, path, lambda done, whole: _set(number, done=done, whole=whole))
    with committed():
        row = db.session.get_one(ChecklistPack, number)
        if purged_hashes() & set(packed.hashes):
            _shred(path)
            raise Refusal(CHANGED)
        row.state, row.error, row.content, row.passing = READY, "", content, passing
        row.made_at, row.size, row.sha256 = clock.now(), packed.size, packed.sha256
        row.copies, row.lacks, row.hashes = packed.copies, packed.lacks, list(packed.hashes)
    if before != path:
        before.unlink(missing_ok=True)


def _write(bodies: list[Body], passing: dict[str, Any] | None, path: Path, tell: Tell) -> Packed:
    """Every live document of one package was made at one moment; a frozen one stays as it was sealed."""
    shared = passing or _passing(bodies[0])
    whole = [body if body.made["frozen_at"] else replace(body, made=body.made | shared) for body in bodies]
    # Nothing is read from the database any more, so that nobody's saving waits for minutes; and the processes that
    # draw may not share the connection.
    db.session.remove()
    db.engine.dispose()
    packed = write_pack(path, whole, store(), site(), tell)
    note_prints(packed.prints)
    return packed


def _passing(body: Body) -> dict[str, Any]:
    return {name: body.made[name] for name in PASSING}


def _set(number: int, **values: Any) -> None:
    with apart() as connection:
        connection.execute(update(ChecklistPack).where(ChecklistPack.id == number).values(**values))


def _clear() -> None:
    """Take away packages older than a fortnight, files that no row names, and what a killed process left."""
    with committed():
        for row in db.session.scalars(select(ChecklistPack).where(ChecklistPack.state == READY)):
            if row.made_at is not None and row.made_at < clock.now() - KEPT:
                row.state, row.hashes = GONE, []
        ready = db.session.scalars(select(ChecklistPack).where(ChecklistPack.state == READY))
        named = {row.file for row in ready}
    for entry in list(os.scandir(folder())) if folder().is_dir() else []:
        young = entry.name.startswith((TEMPORARY, ".")) and clock.now().timestamp() - entry.stat().st_mtime < ABANDONED
        if entry.is_file() and entry.name not in named and not young:
            Path(entry.path).unlink(missing_ok=True)


def _shred(path: Path) -> None:
    """Overwrite and remove a file that holds bytes which must not be here."""
    if not path.is_file():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(BLOCK, left)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
