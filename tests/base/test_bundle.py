"""A zip for Windows: flags, times, order, the same bytes; nothing is left of one that failed."""

import errno
import hashlib
import zipfile
from datetime import date
from io import BytesIO

import pytest

from emergency.base.bundle import bundling
from emergency.base.errors import NoSpace

DAY = date(2026, 11, 21)


def build(path, entries=(("二.txt", b"2"), ("一/甲.txt", b"1"))):
    with bundling(path, DAY) as made:
        for name, content in entries:
            made.add(name, content)
    return path.read_bytes()


def test_two_builds_are_equal_byte_for_byte(tmp_path):
    assert build(tmp_path / "a.zip") == build(tmp_path / "b.zip")


def test_names_are_marked_as_utf8_and_times_are_the_day(tmp_path):
    build(tmp_path / "a.zip")
    for entry in zipfile.ZipFile(tmp_path / "a.zip").infolist():
        assert entry.flag_bits & 0x800 and entry.date_time == (2026, 11, 21, 0, 0, 0)


def test_entries_stay_in_the_order_in_which_they_came(tmp_path):
    build(tmp_path / "a.zip")
    assert zipfile.ZipFile(tmp_path / "a.zip").namelist() == ["二.txt", "一/甲.txt"]


def test_a_copied_file_tells_its_hash_and_stays_as_it_is(tmp_path):
    with bundling(tmp_path / "a.zip", DAY) as made:
        told = made.copy("大.bin", BytesIO(b"x" * (3 << 20)))
    assert told == hashlib.sha256(b"x" * (3 << 20)).hexdigest()
    assert zipfile.ZipFile(tmp_path / "a.zip").read("大.bin") == b"x" * (3 << 20)


def test_names_that_windows_takes_for_one_are_refused(tmp_path):
    with pytest.raises(ValueError, match="one name"):
        build(tmp_path / "a.zip", [("A.txt", b""), ("a.TXT", b"")])
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_runs_full_leaves_nothing_and_says_so(tmp_path):
    with pytest.raises(NoSpace, match="没有留下不完整的文件"), bundling(tmp_path / "a.zip", DAY) as made:
        made.add("一.txt", b"1")
        raise OSError(errno.ENOSPC, "full")
    assert list(tmp_path.iterdir()) == []


def test_more_than_there_is_room_for_is_not_begun(tmp_path):
    with pytest.raises(NoSpace), bundling(tmp_path / "a.zip", DAY, 1 << 60):
        raise AssertionError
    assert list(tmp_path.iterdir()) == []


def test_the_file_before_stays_until_the_new_one_is_whole(tmp_path):
    before = build(tmp_path / "a.zip")
    with pytest.raises(RuntimeError), bundling(tmp_path / "a.zip", DAY) as made:
        made.add("一.txt", b"1")
        raise RuntimeError
    assert (tmp_path / "a.zip").read_bytes() == before
