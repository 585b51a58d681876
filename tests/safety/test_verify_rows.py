"""Whatever is changed in a row behind the trail is found and named."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from filled import CELLS, flip

from emergency.audit.verification import findings, row_findings
from emergency.base.snapshot import opened


@pytest.fixture
def raw(filled_file: Path) -> Iterator[sqlite3.Connection]:
    with opened(filled_file) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("BEGIN")
        yield connection
        connection.execute("ROLLBACK")


def test_an_untouched_database_has_no_findings(raw: sqlite3.Connection) -> None:
    assert findings(raw) == []


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_one_flipped_bit_in_any_column_is_found_and_named(raw: sqlite3.Connection, table: str, column: str) -> None:
    flip(raw, table, column)
    found = list(row_findings(raw, table))
    assert found
    assert all(finding.place.startswith(f"{table} ") for finding in found)


def test_a_row_added_behind_the_trail_is_found(raw: sqlite3.Connection) -> None:
    raw.execute("INSERT INTO unit SELECT * FROM unit WHERE 0")
    columns = [row[1] for row in raw.execute("PRAGMA table_info(unit)") if row[1] != "id"]
    names = ", ".join(f'"{name}"' for name in columns)
    raw.execute(f"INSERT INTO unit (id, {names}) SELECT 999999, {names} FROM unit LIMIT 1")
    assert [finding.place for finding in row_findings(raw, "unit")] == ['unit ["999999"]']


def test_a_row_deleted_behind_the_trail_is_found(raw: sqlite3.Connection) -> None:
    number = raw.execute("SELECT min(id) FROM unit").fetchone()[0]
    raw.execute("DELETE FROM unit WHERE id = ?", (number,))
    assert [finding.place for finding in row_findings(raw, "unit")] == [f'unit ["{number}"]']
