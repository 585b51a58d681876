"""Verifying the whole house: the database as a file, the trail, every row, every received file, every duty."""

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import select

from emergency.audit.anchors import kept_anchors
from emergency.audit.verification import Finding, findings, table_names
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.base.snapshot import copy_database, database_file, integrity_faults, opened
from emergency.base.storage import LocalStore, open_store
from emergency.coverage.actions import differences
from emergency.coverage.models import Duty
from emergency.coverage.verification import tile_findings
from emergency.drills import calendar_kept
from emergency.units.queries_histories import all_unit_ids


def verify_all(settings: Settings) -> list[Finding]:
    """Everything that is not as it was left; reads a copy, so that nobody waits for it.

    Duties are derived from the rows, so they are rebuilt and compared only where the rows are sound; that each is as
    it was written is seen by its seal in any case, also where it is known only in the past.
    """
    database = database_file(settings.database_url)
    if not database.exists():
        return [Finding("database", "数据库文件不存在。")]
    store = open_store(settings.files_url)
    with tempfile.TemporaryDirectory(dir=settings.instance, prefix="verify-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            copy_database(database, copy)
            found = _of_database(copy, settings, store)
        except sqlite3.DatabaseError as error:
            found = [Finding("database", f"数据库文件已损坏，无法读取：{error}。请用 restore 恢复备份。")]
    sound = all(finding.place.startswith(("file ", "duty ")) for finding in found)
    return [*found, *_of_files(store), *(_of_duties() + _of_calendars() if sound else [])]


def _of_database(copy: Path, settings: Settings, store: LocalStore) -> list[Finding]:
    with opened(copy) as connection:
        faults = [Finding("database", f"数据库文件有损坏：{fault}。") for fault in integrity_faults(connection)]
        rows = [*findings(connection, kept_anchors(settings.instance)), *tile_findings(connection)]
        return [*faults, *rows, *_of_papers(connection, store)]


def _of_papers(connection: sqlite3.Connection, store: LocalStore) -> list[Finding]:
    """Files that must be there and are not, and bytes that were purged and are there again."""
    if "paper" not in table_names(connection):
        return []
    kept: set[str] = set()
    purged: set[str] = set()
    for sha256, purged_at in connection.execute("SELECT sha256, purged_at FROM paper ORDER BY id"):
        (kept if purged_at is None else purged).add(sha256)
    there = set(store.hashes())
    missing = [Finding(f"file {name}", f"文件 {name} 有登记而缺失。") for name in sorted(kept - there)]
    again = sorted((purged - kept) & there)
    return [*missing, *(Finding(f"file {name}", f"文件 {name} 已清除而仍在服务器上，请再次清除。") for name in again)]


def _of_files(store: LocalStore) -> list[Finding]:
    damaged = [name for name in sorted(store.hashes()) if not store.verify(name)]
    return [Finding(f"file {name}", f"文件 {name} 的内容与它的哈希不符。") for name in damaged]


def _of_duties() -> list[Finding]:
    """Tiles that a rebuild would change, also those of units that are not there."""
    named = db.session.scalars(select(Duty.unit_id).distinct())
    try:
        return [Finding("duty", f"{line}。") for line in differences(sorted({*all_unit_ids(), *named}))]
    except ValueError as error:  # a day or a basis that can't be read as what it was written as
        return [Finding("duty", f"义务表有无法读取的行（{error}），请重算义务。")]


def _of_calendars() -> list[Finding]:
    """Kept events of drills that are not what the register says."""
    return [Finding("calendar", f"{line}。") for line in calendar_kept.differences()]
