"""Sheets for many units: asked for on a page, made one after another by the worker, fetched by whoever asked."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from sqlalchemy import select, update

from emergency.base import clock, jobs
from emergency.base.access import Scope
from emergency.base.askers import asker_of, scope_of
from emergency.base.bundle import Bundle, bundling
from emergency.base.canonical import canonical
from emergency.base.database import apart, committed, db
from emergency.base.errors import DomainError, Refusal
from emergency.ledgers.actions_issues import (
    INDEX_NAME,
    NOBODY,
    Sent,
    Terms,
    file_name,
    index_book,
    index_row,
    keep_issues,
    record_issue,
    sheets_for,
)
from emergency.ledgers.models_dispatch import LedgerDispatch
from emergency.ledgers.queries_dispatch import (
    BUILDING,
    FAILED,
    GONE,
    JOB,
    KEPT,
    READY,
    SWEEPING,
    WAITING,
    file_of,
    folder,
    wanted_of,
)
from emergency.ledgers.queries_issues import ground_of
from emergency.units.models import Unit
from emergency.units.queries import UnitFilter, units_by
from emergency.units.queries_regions import STEP

SLOT = "TOKEN"
CHUNK = 50
SPOOLED = ("made_at", "expires_at")


def ask_dispatch(scope: Scope, wanted: UnitFilter, days: int, address: str) -> LedgerDispatch:
    """Have the sheets of all these units made; `address` is the upload address with SLOT where its token goes."""
    row = LedgerDispatch(
        person_id=scope.person_id, person_name=scope.name, asker=asker_of(scope), wanted=asdict(wanted), days=days,
        address=address, asked_at=clock.now(), state=WAITING,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    jobs.enqueue(JOB, f"{JOB}:{row.id}", {"dispatch": row.id})
    return row


def dispatch_job(payload: Any) -> None:
    """The job's handler: all sheets of a package are issued, or none; what it can't do it says on the page."""
    row = db.session.get(LedgerDispatch, int(payload["dispatch"]))
    if row is None or row.state not in (WAITING, BUILDING):
        return
    number, spool = row.id, file_of(row).with_suffix(".spool")
    try:
        _make(row, spool)
    except DomainError as error:
        db.session.rollback()
        _set(number, state=FAILED, error=error.sentence)
    finally:
        spool.unlink(missing_ok=True)
    sweep_dispatches(None)


def _make(row: LedgerDispatch, spool: Path) -> None:
    """Write the package first, reading only; then note all that is in it in one short transaction."""
    scope = replace(scope_of(row.asker, row.person_name), person_id=row.person_id)
    number, path, address, days = row.id, file_of(row), row.address, row.days
    terms = Terms(days, lambda token: address.replace(SLOT, token), clock.now())
    ids = list(db.session.scalars(units_by(scope, wanted_of(row)).with_only_columns(Unit.id)))
    if not ids:
        raise Refusal(NOBODY)
    _set(number, state=BUILDING, done=0, whole=len(ids), error="")
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with bundling(path, clock.today()) as bundle, spool.open("w", encoding="utf-8") as kept:
        first = _fill(bundle, kept, scope, number, ids, terms)
    with committed():
        with spool.open(encoding="utf-8") as kept:
            keep_issues(_spooled(kept, terms))
        record_issue(scope, first, ids, terms)
        made = db.session.get_one(LedgerDispatch, number)
        made.state, made.made_at, made.size, made.done = READY, clock.now(), path.stat().st_size, len(ids)
        jobs.enqueue_new(SWEEPING, [(f"{SWEEPING}:{number}", {})], KEPT)


def _fill(bundle: Bundle, kept: IO[str], scope: Scope, number: int, ids: Sequence[int], terms: Terms) -> str:
    """Put every sheet in, a chunk of units in memory at a time; gives the name of the first unit."""
    ground, index, digits = ground_of(scope), list[list[Any]](), max(3, len(str(len(ids))))
    for start in range(0, len(ids), CHUNK):
        block = ids[start : start + CHUNK]
        units = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(block)))}
        for row, sent in sheets_for(scope, [units[one] for one in block if one in units], terms, ground):
            named = replace(sent, name=_place(sent, len(index) + 1, digits))
            bundle.add(named.name, named.content)
            index.append(index_row(len(index) + 1, named))
            plain = {name: value for name, value in row.items() if name not in SPOOLED}
            kept.write(canonical(plain) + "\n")
        _set(number, done=start + len(block))
    bundle.add(INDEX_NAME, index_book(index))
    return str(index[0][1])


def _place(sent: Sent, number: int, digits: int) -> str:
    """A folder a region, so that each can be handed on whole."""
    steps = [file_name(step) for step in sent.way.split(STEP) if step]
    return "/".join([*steps, f"{number:0{digits}}-{sent.name}"])


def _spooled(kept: IO[str], terms: Terms) -> Iterator[dict[str, Any]]:
    for line in kept:
        row: dict[str, Any] = json.loads(line)
        yield row | {"made_at": terms.now, "expires_at": terms.until}


def _set(number: int, **values: Any) -> None:
    with apart() as connection:
        connection.execute(update(LedgerDispatch).where(LedgerDispatch.id == number).values(**values))


def end_file(row: LedgerDispatch) -> None:
    """The file goes before its time; the sheets that were handed out stay issued."""
    row.state = GONE
    file_of(row).unlink(missing_ok=True)


def sweep_dispatches(_payload: Any) -> None:
    """Take away files that are older than a day, and what a killed process left."""
    with committed():
        ready = select(LedgerDispatch).where(LedgerDispatch.state == READY)
        for row in db.session.scalars(ready.where(LedgerDispatch.made_at <= clock.now() - KEPT)):
            row.state = GONE
        named = {file_of(row) for row in db.session.scalars(ready)}
    for path in list(folder().iterdir()) if folder().is_dir() else []:
        young = path.suffix != ".zip" and clock.now().timestamp() - path.stat().st_mtime < KEPT.total_seconds()
        if path not in named and not young:
            path.unlink(missing_ok=True)
