"""Whatever is changed in the trail itself is found and named."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from filled import flip

from emergency.audit.anchors import head_of
from emergency.audit.models import AuditDigest, AuditEvent
from emergency.audit.verification import Anchor, anchor_findings, chain_findings, findings
from emergency.base.snapshot import integrity_faults, opened

LINKS = [("audit_event", column.name) for column in AuditEvent.__table__.columns]
LINKS += [("audit_digest", column.name) for column in AuditDigest.__table__.columns]


@pytest.fixture
def raw(filled_file: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with opened(Path(shutil.copy(filled_file, tmp_path / "copy.db"))) as connection:
        yield connection


@pytest.mark.parametrize(("table", "column"), LINKS)
def test_one_flipped_bit_in_the_trail_is_found(raw: sqlite3.Connection, table: str, column: str) -> None:
    flip(raw, table, column)
    assert findings(raw)


def test_an_act_given_to_another_person_is_found(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER audit_event_update")
    raw.execute("UPDATE audit_event SET person_id = 5 WHERE id = 1")
    assert [finding.place for finding in chain_findings(raw)] == ["audit_event 1"]


def test_an_act_taken_out_of_the_middle_is_found(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER audit_event_delete")
    raw.execute("DELETE FROM audit_event WHERE id = 1")
    assert any("缺失" in finding.sentence for finding in chain_findings(raw))


def cut_off_the_last(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER audit_event_delete")
    raw.execute("DROP TRIGGER audit_digest_delete")
    last = raw.execute("SELECT max(id) FROM audit_event").fetchone()[0]
    raw.execute("DELETE FROM audit_digest WHERE event_id = ?", (last,))
    raw.execute("DELETE FROM audit_event WHERE id = ?", (last,))


def test_the_last_act_taken_off_is_found(raw: sqlite3.Connection) -> None:
    cut_off_the_last(raw)
    assert any("被删除" in finding.sentence for finding in chain_findings(raw))


def test_a_backup_remembers_an_end_that_was_cut_off_without_a_trace(raw: sqlite3.Connection) -> None:
    anchor = head_of(raw)
    assert anchor is not None
    cut_off_the_last(raw)
    raw.execute("UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM audit_event)")
    assert [finding.place for finding in anchor_findings(raw, [anchor])] == [f"audit_event {anchor.event_id}"]


def test_a_trail_written_anew_does_not_fit_its_anchor(raw: sqlite3.Connection) -> None:
    assert any("改写" in finding.sentence for finding in anchor_findings(raw, [Anchor(1, "0" * 64)]))


def test_a_byte_flipped_inside_a_chinese_character_is_found(filled_file: Path, tmp_path: Path) -> None:
    content = bytearray(filled_file.read_bytes())
    content[content.rindex("每个表各放一行".encode())] ^= 0x40
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content)
    with opened(damaged) as connection:
        assert findings(connection)


def test_a_page_of_rubbish_is_told_and_not_a_crash(filled_file: Path, tmp_path: Path) -> None:
    content = bytearray(filled_file.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content)
    with opened(damaged) as connection:
        assert integrity_faults(connection)
