"""A ledger of so many rows that the worker does it, and the person who brings it."""

from io import BytesIO
from typing import Any

from ledger_cast import PLAN_HEADS, plan_row
from places import CITY, HEIHE
from sqlalchemy import func, select
from visitors import Visitor

from emergency.accounts.models import Person, ScopePart
from emergency.audit import trail
from emergency.audit.models import AuditEvent
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.plans.models import Plan

ROWS = 501


def account() -> None:
    """The account of the city's officer of tests/places.py."""
    with committed():
        person = Person(
            id=CITY.person_id, login="city", name=CITY.name, role=CITY.role.value, password_hash="-",
            created_at=clock.now(),
        )  # fmt: skip
        person.parts = [ScopePart(region_code=HEIHE)]
        db.session.add(person)
        trail.record(system_scope(), Tag.PERSON_ADD, "person", CITY.person_id, "为测试建立账号。")


def large_ledger(rows: int = ROWS, **first: Any) -> bytes:
    """A .csv of plans; `first` changes its first row."""
    told = [plan_row("第0份预案", **first), *(plan_row(f"第{number}份预案") for number in range(1, rows))]
    return "\n".join(",".join(map(str, row)) for row in (PLAN_HEADS, *told)).encode()


def chosen(visitor: Visitor, content: bytes, name: str = "台账.csv") -> str:
    """The address of a file that was chosen."""
    response = visitor.post("/ledgers", {"file": (BytesIO(content), name)})
    return str(response.location).removesuffix("/columns")


def checked_by_worker(visitor: Visitor, content: bytes) -> str:
    """The address of a file that the worker has checked."""
    where = chosen(visitor, content)
    visitor.post(f"{where}/check")
    worked()
    return where


def worked() -> None:
    """All that waits for the worker done."""
    db.session.rollback()
    while work_once():
        pass


def plans() -> int:
    """How many plans there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Plan)) or 0


def imports_told() -> list[AuditEvent]:
    """What the trail says of imports."""
    db.session.rollback()
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.tag == Tag.LEDGER_IMPORT.value)))
