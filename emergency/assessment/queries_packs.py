"""Which packages there are, and who may have them: only viewers of the very scope for which one was made."""

from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from emergency.assessment import queries
from emergency.assessment.models_packs import ChecklistPack
from emergency.assessment.queries_campaigns import get_body
from emergency.assessment.queries_pack import Order, order_for
from emergency.base.access import Scope
from emergency.base.askers import reach_of
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.jobs import Job

JOB = "checklist-pack"
WAITING, BUILDING, READY, FAILED, GONE = "waiting", "building", "ready", "failed", "gone"
COMING = (WAITING, BUILDING)


def folder() -> Path:
    """Where the packages lie; a folder of its own, which backups leave out."""
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "packages"


def file_of(row: ChecklistPack) -> Path:
    """The file of a package, there or not."""
    return folder() / row.file


def pack_of(scope: Scope, order: Order) -> ChecklistPack | None:
    """The package of a subject that was already seen, for viewers of this scope."""
    query = select(ChecklistPack).where(
        ChecklistPack.subject_kind == order.subject.kind, ChecklistPack.subject_id == order.subject.id,
        ChecklistPack.as_of == order.on, ChecklistPack.body_id == order.body_id,
        ChecklistPack.reach == reach_of(scope),
    )  # fmt: skip
    return db.session.scalar(query)


def order_of(scope: Scope, row: ChecklistPack) -> Order:
    """Whose package it is, seen again through a scope. Raises NotFound."""
    if row.body_id:
        return order_for(*get_body(scope, row.campaign_id, row.body_id))
    return Order(queries.get_subject(scope, f"{row.subject_kind}s", row.subject_id), row.as_of)


def get_pack(scope: Scope, pack_id: int) -> tuple[ChecklistPack, Order]:
    """One package that is ready. Raises NotFound: also for a stranger, and when the file is gone."""
    row = db.session.get(ChecklistPack, pack_id)
    if row is None or row.reach != reach_of(scope):
        raise NotFound
    order = order_of(scope, row)
    if row.state != READY or not file_of(row).is_file():
        raise NotFound("资料包已不在服务器上，请重新生成。")
    return row, order


def gave_up(row: ChecklistPack) -> bool:
    """Whether nobody works on a package that is said to be coming."""
    state = db.session.scalar(select(Job.state).where(Job.key == key_of(row)))
    return row.state in COMING and state not in ("waiting", "running")


def key_of(row: ChecklistPack) -> str:
    """The name of its job: one at a time, however many ask."""
    return f"{JOB}:{row.id}"


def passing_of(content: str) -> dict[str, Any] | None:
    """What passed with the moment when a package of this very content was made first; None before there is one."""
    query = select(ChecklistPack.passing).where(ChecklistPack.content == content, ChecklistPack.made_at.is_not(None))
    found: dict[str, Any] | None = db.session.scalar(query.order_by(ChecklistPack.id).limit(1))
    return found
