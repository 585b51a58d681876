"""The cells of a file as they are kept: what a page needs stands first, a far heading is found, nothing is lost."""

import json

import pytest

from emergency.ledgers.facts import Sheet
from emergency.ledgers.kept import read_sheets, read_tops, write_sheets


@pytest.fixture
def kept(tmp_path):
    """The lines of two sheets, one of them long."""
    long = Sheet("长表", [(number, [f"第{number}行", "甲" * 300]) for number in range(1, 1001)], secret=frozenset({7}))
    write_sheets(tmp_path / "kept", [long, Sheet("短表", [(3, ["题"])], True)])
    return (tmp_path / "kept").read_bytes().splitlines(keepends=True)


def test_every_row_comes_back(kept):
    long, short = read_sheets(kept)
    assert [number for number, _cells in long.rows] == list(range(1, 1001)) and long.secret == {7}
    assert len(long.rows[999][1][1]) == 300 and short == Sheet("短表", [[3, ["题"]]], True)


def test_the_beginning_says_how_much_there_is(kept):
    long, short = read_tops(kept[:1])
    assert (long.count, len(long.rows), short.count, len(short.rows)) == (1000, 30, 1, 1)
    assert len(long.rows[0][1][1]) == 200


def test_a_far_heading_is_found_with_the_rows_under_it(kept):
    long, _short = read_tops(kept, [399, 0], 4)
    assert [row[0] for row in long.rows[30:]] == [399, 400, 401, 402, 403]


def test_a_heading_at_the_end_of_the_beginning_has_its_rows_once(kept):
    long, _short = read_tops(kept, [29], 4)
    assert [row[0] for row in long.rows[28:]] == [29, 30, 31, 32, 33]


def test_a_file_that_an_earlier_version_kept_is_still_read():
    rows = [[number, ["行"]] for number in range(1, 61)]
    line = json.dumps([{"name": "表", "rows": rows, "since_1904": False, "secret": []}]).encode()
    assert len(read_sheets([line])[0].rows) == 60 and read_tops([line], [2], 4)[0].count == 60
