"""A backup is whole or absent, and knows to the byte what it holds."""

import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from emergency.audit import trail
from emergency.audit.anchors import kept_anchors
from emergency.audit.backup import make_backup
from emergency.audit.manifest import read_manifest
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.storage import open_store


def keep_file(settings: Settings, content: bytes) -> str:
    with open_store(settings.files_url).staged(BytesIO(content), limit=1000) as staged:
        staged.keep()
        return staged.sha256


def test_a_backup_lists_rows_files_and_the_newest_act(settings: Settings, tmp_path: Path) -> None:
    name = keep_file(settings, b"a plan")
    make_backup(settings, tmp_path / "one")
    manifest = read_manifest(tmp_path / "one")
    assert manifest.tables["region"]["rows"] > 0
    assert manifest.files == {name: 6}
    assert kept_anchors(settings.instance) == [manifest.head]


def test_a_backup_is_not_written_over_another(settings: Settings, tmp_path: Path) -> None:
    make_backup(settings, tmp_path / "one")
    with pytest.raises(Refusal, match="已存在"):
        make_backup(settings, tmp_path / "one")


def test_a_failed_backup_leaves_nothing(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emergency.audit.backup.write_manifest", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_backup(settings, tmp_path / "one")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_told_while_backing_up(settings: Settings, tmp_path: Path) -> None:
    name = keep_file(settings, b"a plan")
    open_store(settings.files_url).path(name).write_bytes(b"a pl@n")
    _manifest, damaged = make_backup(settings, tmp_path / "one")
    assert damaged == [name]


def test_a_backup_holds_one_moment_while_others_write(settings: Settings, tmp_path: Path) -> None:
    with committed():
        trail.record(system_scope(), Tag.SEED, "test", 1, "备份之前。")
    make_backup(settings, tmp_path / "one")
    with committed():
        trail.record(system_scope(), Tag.SEED, "test", 1, "备份之后。")
    copy = sqlite3.connect(tmp_path / "one" / "database.sqlite")
    sentences = [row[0] for row in copy.execute("SELECT sentence FROM audit_event ORDER BY id DESC LIMIT 1")]
    copy.close()
    assert sentences == ["备份之前。"]


def test_only_a_file_database_is_backed_up_here(app: Flask, tmp_path: Path) -> None:
    elsewhere = Settings(tmp_path, "postgresql://localhost/x", f"file://{tmp_path}/files", "sqlite://", "key")
    with pytest.raises(Refusal, match="PostgreSQL"):
        make_backup(elsewhere, tmp_path / "one")
    db.session.remove()
