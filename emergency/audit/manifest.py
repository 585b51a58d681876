"""The list that comes with a backup: what is in it, to the byte."""

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from emergency.audit.anchors import head_of
from emergency.audit.verification import Anchor, stored_digests, table_names
from emergency.base.canonical import canonical
from emergency.base.errors import Refusal

FORMAT = 1
DATABASE, FILES, LIST, LIST_HASH = "database.sqlite", "files", "manifest.json", "manifest.sha256"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the database by hash, table by table, and the files by hash and size."""

    made_at: str
    revision: str
    database: str
    tables: dict[str, dict[str, Any]]
    head: Anchor | None
    files: dict[str, int]


def describe(connection: sqlite3.Connection, database: Path, files: dict[str, int], made_at: datetime) -> Manifest:
    """The list of a database copy and the files that were copied with it."""
    tables = {name: table_summary(connection, name) for name in table_names(connection)}
    head = head_of(connection)
    return Manifest(made_at.isoformat(), revision_of(connection), sha256_of(database), tables, head, files)


def table_summary(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """How many rows a table has, and one digest over all of them."""
    lines = sorted(f"{key}\t{digest}" for key, digest in stored_digests(connection, table))
    return {"rows": len(lines), "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


def revision_of(connection: sqlite3.Connection) -> str:
    """The schema's revision; empty text for a database that was never migrated."""
    if "alembic_version" not in table_names(connection):
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the list and its own hash into a backup."""
    text = canonical({"format": FORMAT, **asdict(manifest)})
    (folder / LIST).write_text(text, encoding="utf-8")
    (folder / LIST_HASH).write_text(hashlib.sha256(text.encode()).hexdigest() + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The list of a backup. Raises Refusal when there is none, it is damaged or of a newer form."""
    try:
        raw, sealed = (folder / LIST).read_bytes(), (folder / LIST_HASH).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Refusal(f"{folder} 不是本系统的备份：缺少 {Path(error.filename).name}。没有恢复任何内容。") from error
    if hashlib.sha256(raw).hexdigest() != sealed.strip():
        raise Refusal(f"备份的清单 {LIST} 已损坏。没有恢复任何内容，请换一份备份。")
    values = json.loads(raw)
    if values.pop("format") != FORMAT:
        raise Refusal("这份备份由更新版本的程序制作。没有恢复任何内容，请先升级程序。")
    head = values.pop("head")
    return Manifest(**values, head=Anchor(**head) if head else None)
