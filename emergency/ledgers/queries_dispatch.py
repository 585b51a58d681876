"""Packages of sheets for many units: whose they are, where the file lies, how long."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.jobs import Job
from emergency.ledgers.models_dispatch import LedgerDispatch
from emergency.units.queries import UnitFilter

JOB, SWEEPING = "ledger-dispatch", "ledger-dispatch-sweep"
WAITING, BUILDING, READY, FAILED, GONE = "waiting", "building", "ready", "failed", "gone"
COMING = (WAITING, BUILDING)
KEPT = timedelta(hours=24)
RECENT = 5


def folder() -> Path:
    """Where the files lie; backups leave it out."""
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "issued-sheets"


def file_of(row: LedgerDispatch) -> Path:
    """The file of a package, there or not."""
    return folder() / f"{row.id}.zip"


def until(row: LedgerDispatch) -> datetime | None:
    """Until when it can be fetched; None where it can't be any more."""
    if row.state != READY or row.made_at is None or row.made_at + KEPT <= clock.now():
        return None
    return row.made_at + KEPT if file_of(row).is_file() else None


def get_dispatch(scope: Scope, dispatch_id: int) -> LedgerDispatch:
    """A package that this person asked for. Raises NotFound for another one's."""
    found = db.session.get(LedgerDispatch, dispatch_id)
    if found is None or found.person_id != scope.person_id:
        raise NotFound
    return found


def fresh_dispatches(scope: Scope) -> list[LedgerDispatch]:
    """What this person asked for within a day and may still look at, the newest first."""
    query = select(LedgerDispatch).where(LedgerDispatch.person_id == scope.person_id, LedgerDispatch.state != GONE)
    query = query.where(LedgerDispatch.asked_at > clock.now() - KEPT)
    return list(db.session.scalars(query.order_by(LedgerDispatch.id.desc()).limit(RECENT)))


def gave_up(row: LedgerDispatch) -> bool:
    """Whether nobody works on a package that is said to be coming."""
    state = db.session.scalar(select(Job.state).where(Job.key == f"{JOB}:{row.id}"))
    return row.state in COMING and state not in ("waiting", "running")


def wanted_of(row: LedgerDispatch) -> UnitFilter:
    """Which units were chosen."""
    return UnitFilter(**row.wanted)
