"""Anchors: the trail's newest act as each backup saw it, kept outside the database, so that a cut-off end shows."""

import json
import os
import sqlite3
from pathlib import Path

from emergency.audit.verification import Anchor

NAME = "trail-anchors.jsonl"


def head_of(connection: sqlite3.Connection) -> Anchor | None:
    """The newest act of a database; nothing for an empty trail."""
    row = connection.execute("SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1").fetchone()
    return Anchor(row[0], row[1]) if row else None


def keep_anchor(folder: Path, anchor: Anchor) -> None:
    """Write one more anchor beside the database."""
    path = folder / NAME
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps({"event": anchor.event_id, "hash": anchor.hash}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def kept_anchors(folder: Path) -> list[Anchor]:
    """All anchors kept so far, each once; a line cut off by a crash is passed over."""
    path = folder / NAME
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        found.append(Anchor(row["event"], row["hash"]))
    return list(dict.fromkeys(found))
