"""A backup replaces what is there only when it is whole and known; the old is kept aside."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from test_backup import keep_file

from emergency.audit import manifest as manifests
from emergency.audit.backup import make_backup
from emergency.audit.manifest import read_manifest
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.base.storage import open_store
from emergency.verifying import verify_all


@pytest.fixture
def backup(settings: Settings, tmp_path: Path) -> Path:
    """A backup of a register with one file, after which the register went on."""
    keep_file(settings, b"an old plan")
    make_backup(settings, tmp_path / "backup")
    change_the_live(settings)
    return tmp_path / "backup"


def change_the_live(settings: Settings) -> None:
    live = sqlite3.connect(settings.instance / "emergency.db")
    live.execute("UPDATE region SET name = '改动之后' WHERE code = (SELECT min(code) FROM region)")
    live.commit()
    live.close()


def region_names(settings: Settings) -> list[str]:
    live = sqlite3.connect(settings.instance / "emergency.db")
    names = [row[0] for row in live.execute("SELECT name FROM region ORDER BY code")]
    live.close()
    return names


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("part", ["database.sqlite", "manifest.json", "manifest.sha256", "files/*"])
@pytest.mark.parametrize("harm", [shorten, flip_a_bit, Path.unlink])
def test_a_damaged_backup_changes_nothing(
    app: Flask, settings: Settings, backup: Path, part: str, harm: Callable[[Path], None]
) -> None:
    harm(next(backup.glob(part)))
    done = app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert done.exit_code == (0 if (part, harm) == ("manifest.sha256", shorten) else 1)
    assert ("没有恢复任何内容" in done.output) is bool(done.exit_code)
    assert ("改动之后" in region_names(settings)) is bool(done.exit_code)


def test_a_backup_of_a_newer_program_changes_nothing(app: Flask, settings: Settings, backup: Path) -> None:
    with sqlite3.connect(backup / "database.sqlite") as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    copy.close()
    values = json.loads((backup / manifests.LIST).read_text("utf-8"))
    values["head"] = manifests.Anchor(**values["head"])
    values.pop("format")
    newer = {**values, "revision": "9999", "database": manifests.sha256_of(backup / "database.sqlite")}
    manifests.write_manifest(backup, manifests.Manifest(**newer))
    done = app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert (done.exit_code, "比本程序新" in done.output) == (1, True)
    assert "改动之后" in region_names(settings)


def test_a_folder_that_is_no_backup_is_refused(app: Flask, settings: Settings, tmp_path: Path) -> None:
    done = app.test_cli_runner().invoke(args=["restore", str(tmp_path)])
    assert (done.exit_code, "不是本系统的备份" in done.output) == (1, True)


def test_restoring_brings_rows_and_files_back_and_keeps_the_old(app: Flask, settings: Settings, backup: Path) -> None:
    open_store(settings.files_url).purge(next(iter(read_manifest(backup).files)))
    done = app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert done.exit_code == 0, done.output
    assert "改动之后" not in region_names(settings)
    assert all(open_store(settings.files_url).verify(name) for name in read_manifest(backup).files)
    aside = next(settings.instance.glob("before-restore-*"))
    old = sqlite3.connect(aside / "database.sqlite")
    assert old.execute("SELECT count(*) FROM region WHERE name = '改动之后'").fetchone() == (1,)
    old.close()


def test_a_restored_register_verifies_and_says_so_on_its_trail(app: Flask, settings: Settings, backup: Path) -> None:
    app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert verify_all(settings) == []
    sentence = db.session.connection().exec_driver_sql("SELECT sentence FROM audit_event ORDER BY id DESC").scalar()
    assert "的备份恢复" in str(sentence)


def test_a_database_that_is_rubbish_can_be_restored(app: Flask, settings: Settings, backup: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    (settings.instance / "emergency.db").write_bytes(b"rubbish " * 1000)
    done = app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert done.exit_code == 0, done.output
    assert verify_all(settings) == []
