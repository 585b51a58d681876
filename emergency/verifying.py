"""Verifying the whole house: the database as a file, the trail, every row, every received file."""

import sqlite3
import tempfile
from pathlib import Path

from emergency.audit.anchors import kept_anchors
from emergency.audit.verification import Finding, findings
from emergency.base.config import Settings
from emergency.base.snapshot import copy_database, database_file, integrity_faults, opened
from emergency.base.storage import open_store


def verify_all(settings: Settings) -> list[Finding]:
    """Everything that is not as it was left; reads a copy, so that nobody waits for it."""
    database = database_file(settings.database_url)
    if not database.exists():
        return [Finding("database", "数据库文件不存在。")]
    with tempfile.TemporaryDirectory(dir=settings.instance, prefix="verify-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            copy_database(database, copy)
            found = _of_database(copy, settings)
        except sqlite3.DatabaseError as error:
            found = [Finding("database", f"数据库文件已损坏，无法读取：{error}。请用 restore 恢复备份。")]
    return [*found, *_of_files(settings)]


def _of_database(copy: Path, settings: Settings) -> list[Finding]:
    with opened(copy) as connection:
        faults = [Finding("database", f"数据库文件有损坏：{fault}。") for fault in integrity_faults(connection)]
        return [*faults, *findings(connection, kept_anchors(settings.instance)), *_of_papers(connection, settings)]


def _of_papers(connection: sqlite3.Connection, settings: Settings) -> list[Finding]:
    """Files that must be there and are not, and bytes that were purged and are there again."""
    if "paper" not in {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}:
        return []
    store = open_store(settings.files_url)
    kept: set[str] = set()
    purged: set[str] = set()
    for sha256, purged_at in connection.execute("SELECT sha256, purged_at FROM paper ORDER BY id"):
        (kept if purged_at is None else purged).add(sha256)
    missing = [Finding(f"file {name}", f"文件 {name} 有登记而缺失。") for name in sorted(kept) if not store.has(name)]
    again = [name for name in sorted(purged - kept) if store.has(name)]
    return [*missing, *(Finding(f"file {name}", f"文件 {name} 已清除而仍在服务器上，请再次清除。") for name in again)]


def _of_files(settings: Settings) -> list[Finding]:
    store = open_store(settings.files_url)
    return [
        Finding(f"file {name}", f"文件 {name} 的内容与它的哈希不符。")
        for name in sorted(store.hashes())
        if not store.verify(name)
    ]
