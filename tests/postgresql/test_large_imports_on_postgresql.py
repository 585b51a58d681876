"""A ledger of 600 rows is taken in by the worker on PostgreSQL row by row as on SQLite; a package of sheets is made."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from covered import seed_covered
from flask import Flask
from large_cast import account, worked
from ledger_cast import PLAN_HEADS, brought, plan_row
from places import CITY, HEIHE
from sqlalchemy import func, select

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.ledgers.actions_dispatch import ask_dispatch
from emergency.ledgers.actions_jobs import ask_check, ask_take
from emergency.ledgers.facts import Status
from emergency.ledgers.models_issues import LedgerIssue
from emergency.ledgers.queries import get_import
from emergency.ledgers.queries_dispatch import READY, file_of
from emergency.ledgers.queries_jobs import is_large, kept_report
from emergency.units.queries import UnitFilter

pytestmark = pytest.mark.xdist_group("postgresql")
ROWS = 600
UNITS = ("幸福乡人民政府", "长江乡人民政府", "花园街道办事处")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def large() -> bytes:
    """A .csv of plans of three units, every third one filed, the last one without a day."""
    rows = [
        plan_row(
            f"第{number}份预案", UNITS[number % 3], 发布时间=f"2024年{number % 12 + 1}月{number % 28 + 1}日",
            备案时间=f"2025.{number % 12 + 1}.{number % 28 + 1}" if number % 3 == 0 else "",
        )
        for number in range(ROWS - 1)
    ]  # fmt: skip
    told = [*rows, plan_row("没有写到日的预案", 发布时间="2024年5月")]
    return "\n".join(",".join(map(str, row)) for row in (PLAN_HEADS, *told)).encode()


def asked(content: bytes) -> int:
    """The number of a file that the worker has checked."""
    number = brought(content, "台账.csv").id
    assert is_large(get_import(CITY, number))
    with committed():
        ask_check(CITY, get_import(CITY, number))
    worked()
    return number


def counts(number: int) -> dict[Status, int]:
    """How many rows of each outcome the worker found."""
    return dict(kept_report(get_import(CITY, number)).counts)


def taken_in() -> dict[str, Any]:
    """The ledger taken in by the worker: what then stands in tables that were empty, on the trail and as duties."""
    seed_covered()
    account()
    empty = [table for table in db.metadata.sorted_tables if not rows_of(table)]
    number = asked(large())
    assert counts(number) == {Status.NEW: ROWS - 1, Status.CHANGED: 0, Status.UNCHANGED: 0, Status.WRONG: 1}
    with committed():
        ask_take(CITY, get_import(CITY, number))
    worked()
    told = select(AuditEvent.tag, AuditEvent.person_name, AuditEvent.sentence, AuditEvent.after).order_by(AuditEvent.id)
    acts = [tuple(row) for row in db.session.execute(told)]
    business = {table.name: rows_of(table) for table in empty if not table.info.get("operational")}
    # Tiles are numbered as they come; what they say is the same.
    duties = sorted(repr(row[1:]) for row in rows_of(db.metadata.tables["duty"]))
    return business | {"acts": acts, "duty": duties}


def rows_of(table: Any) -> list[Any]:
    """All rows of a table, by its key."""
    return [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key.columns))]


def test_the_worker_takes_in_the_same_as_on_sqlite(app: Flask, fresh: Flask) -> None:
    ours = taken_in()
    again = asked(large())
    assert counts(again) == {Status.NEW: 0, Status.CHANGED: 0, Status.UNCHANGED: ROWS - 1, Status.WRONG: 1}
    with app.app_context():
        theirs = taken_in()
        assert (fresh.config["SETTINGS"].database_url[:10], db.engine.name) == ("postgresql", "sqlite")
        db.session.remove()
    assert [len(ours[name]) for name in ("plan", "revision", "milestone", "acts")] == [599, 599, 1398, 603]
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_package_of_sheets_is_made_by_the_worker(fresh: Flask) -> None:
    seed_covered()
    with committed():
        dispatch = ask_dispatch(CITY, UnitFilter(region=HEIHE), 14, "https://test/filled-sheet/TOKEN")
    worked()
    db.session.expire_all()
    package = ZipFile(BytesIO(file_of(dispatch).read_bytes()))
    issued = db.session.scalar(select(func.count()).select_from(LedgerIssue))
    assert dispatch.state == READY and len(package.namelist()) - 1 == issued == dispatch.whole > 20
