"""The verbs of the safety net speak Chinese and answer with 0 done, 1 refused or findings."""

import json
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from test_backup import keep_file

from emergency import doctor
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.schema import keep_before_upgrade, refuse_newer
from emergency.base.storage import open_store


def test_verify_of_a_sound_register_is_done(app: Flask, settings: Settings) -> None:
    done = app.test_cli_runner().invoke(args=["verify"])
    assert (done.exit_code, done.output) == (0, "核对完毕：没有发现问题。\n")


def test_verify_names_a_damaged_file(app: Flask, settings: Settings) -> None:
    name = keep_file(settings, b"a plan")
    open_store(settings.files_url).path(name).write_bytes(b"a pl@n")
    done = app.test_cli_runner().invoke(args=["verify", "--json"])
    assert done.exit_code == 1
    assert [row["place"] for row in json.loads(done.output)["findings"]] == [f"file {name}"]


def test_verify_tells_of_a_file_that_is_no_database(app: Flask, settings: Settings) -> None:
    db.engine.dispose()
    (settings.instance / "emergency.db").write_bytes(b"rubbish " * 1000)
    done = app.test_cli_runner().invoke(args=["verify"])
    assert (done.exit_code, "无法读取" in done.output) == (1, True)


def newer(settings: Settings, revision: str) -> None:
    live = sqlite3.connect(settings.instance / "emergency.db")
    live.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    live.commit()
    live.close()


def test_a_database_of_a_newer_program_is_refused_at_start(app: Flask, settings: Settings) -> None:
    newer(settings, "9999")
    with pytest.raises(Refusal, match="比本程序新"):
        refuse_newer(settings)
    done = app.test_cli_runner().invoke(args=["migrate"])
    assert (done.exit_code, "比本程序新" in done.output) == (1, True)


@pytest.mark.parametrize("verb", [["seed"], ["people", "list"], ["sweep"], ["coverage", "--region", "231100000000"]])
def test_no_verb_reads_or_writes_a_newer_database(app: Flask, settings: Settings, verb: list[str]) -> None:
    newer(settings, "9999")
    done = app.test_cli_runner().invoke(args=verb)
    assert (done.exit_code, "比本程序新" in done.output) == (1, True)


def test_an_upgrade_keeps_the_database_as_it_was(app: Flask, settings: Settings) -> None:
    assert keep_before_upgrade(settings) is None
    newer(settings, "0001")
    copy = keep_before_upgrade(settings)
    assert copy is not None
    assert copy.name.startswith("before-upgrade-0001-")


def test_doctor_looks_at_all_and_answers_in_json(app: Flask, settings: Settings) -> None:
    done = app.test_cli_runner().invoke(args=["doctor", "--json"])
    names = {check["name"] for check in json.loads(done.output)["checks"]}
    assert {"SQLite", "数据库", "打印与字体", "节假日表", "磁盘", "密钥", "备份"} <= names


def test_doctor_refuses_a_key_that_others_can_read(app: Flask, settings: Settings) -> None:
    key = settings.instance / "secret-key"
    key.write_text("a key")
    key.chmod(0o644)
    assert [check.name for check in doctor.examine(settings) if check.state == doctor.BAD] == ["密钥"]


def test_doctor_refuses_demo_accounts_on_an_open_address(tmp_path: Path) -> None:
    open_to_all = Settings(tmp_path, "sqlite://", "file://", "sqlite://", "key", host="0.0.0.0")
    assert doctor._address(open_to_all).state == doctor.BAD
