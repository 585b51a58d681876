"""Files are kept under their hash, whole or not at all; what does not fit is said before it does harm."""

import io
import os
import resource
from datetime import UTC, datetime, timedelta

import pytest

from emergency.base.errors import NoSpace
from emergency.base.storage import LocalStore, TooLarge, open_store

TEXT = "应急预案".encode() * 1000


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "files", reserve=0)


def keep(store, content=TEXT):
    with store.staged(io.BytesIO(content), limit=1 << 20) as staged:
        staged.keep()
        return staged.sha256


def later(hours):
    return datetime.now(UTC) + timedelta(hours=hours)


def test_what_was_kept_reads_back_the_same(store):
    sha256 = keep(store)
    with store.open(sha256) as file:
        assert file.read() == TEXT
    assert store.verify(sha256)


def test_a_file_that_is_not_kept_leaves_nothing(store):
    with store.staged(io.BytesIO(TEXT), limit=1 << 20) as staged:
        assert staged.path.read_bytes() == TEXT
    assert list(store.root.iterdir()) == []


def test_the_same_bytes_twice_are_one_file(store):
    assert keep(store) == keep(store)
    assert len(list(store.hashes())) == 1


def test_a_file_over_the_limit_stops_at_the_limit(store):
    stream = io.BytesIO(bytes(5 << 20))
    with pytest.raises(TooLarge), store.staged(stream, limit=1 << 20):
        pass
    assert stream.tell() <= 2 << 20
    assert list(store.root.iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing(store):
    class Broken:
        def read(self, size):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError), store.staged(Broken(), limit=10):
        pass
    assert list(store.root.iterdir()) == []


def test_too_little_free_space_is_said_before_writing(tmp_path):
    store = LocalStore(tmp_path / "files", reserve=1 << 60)
    with pytest.raises(NoSpace), store.staged(io.BytesIO(TEXT), limit=1 << 20):
        pass


def test_the_room_for_the_announced_size_is_checked_first(store):
    stream = io.BytesIO(TEXT)
    with pytest.raises(NoSpace), store.staged(stream, limit=1 << 62, expected=1 << 60):
        pass
    assert stream.tell() == 0


def test_a_disk_that_fills_up_on_the_way_leaves_nothing(store):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(NoSpace), store.staged(io.BytesIO(TEXT), limit=1 << 20):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(store.root.iterdir()) == []


def test_a_purged_file_is_gone(store):
    sha256 = keep(store)
    assert store.purge(sha256)
    assert not store.has(sha256)
    assert not store.purge(sha256)


def test_the_bytes_are_overwritten_before_they_go(store, tmp_path):
    sha256 = keep(store)
    os.link(store.path(sha256), tmp_path / "another name")
    store.purge(sha256)
    assert (tmp_path / "another name").read_bytes() == bytes(len(TEXT))


def test_one_flipped_byte_is_noticed(store):
    sha256 = keep(store)
    store.path(sha256).write_bytes(TEXT[:-1] + b"x")
    assert not store.verify(sha256)


@pytest.mark.parametrize("name", ["../secret", "A" * 64, "", "0" * 63, "0" * 64 + "\n", "/etc/passwd"])
def test_only_a_hash_names_a_file(store, name):
    with pytest.raises(ValueError):
        store.path(name)


def test_the_sweep_takes_orphans_and_halves_but_not_what_is_wanted(store):
    wanted, orphan = keep(store), keep(store, b"orphan")
    (store.root / ".incoming-abc").write_bytes(b"half")
    swept = store.sweep({wanted}, later(hours=2), timedelta(hours=1))
    assert (swept.temporary, swept.orphans) == (1, (orphan,))
    assert list(store.hashes()) == [wanted]


def test_the_sweep_leaves_what_is_still_young(store):
    keep(store)
    assert store.sweep(set(), later(hours=0), timedelta(hours=1)).orphans == ()


def test_an_orphan_that_comes_again_is_young_again(store):
    sha256 = keep(store)
    os.utime(store.path(sha256), (0, 0))
    keep(store)
    assert store.sweep(set(), later(hours=0), timedelta(hours=1)).orphans == ()


def test_the_sweep_touches_no_file_that_is_not_ours(store):
    (store.root / "说明.txt").write_text("人放的")
    store.sweep(set(), later(hours=2), timedelta(hours=1))
    assert (store.root / "说明.txt").exists()


def test_files_are_readable_by_their_owner_alone(store):
    assert store.path(keep(store)).stat().st_mode & 0o077 == 0
    assert store.root.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_folder_is_a_store(tmp_path, form):
    assert open_store(form.format(tmp_path / "files")).root == tmp_path / "files"


def test_another_scheme_is_refused_by_its_name():
    with pytest.raises(ValueError, match="s3://"):
        open_store("s3://bucket")
