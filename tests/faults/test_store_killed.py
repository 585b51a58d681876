"""kill -9 at every single line of the store: a file is whole or absent, and doing it again completes it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from emergency.base.errors import NoSpace
from emergency.base.storage import LocalStore

ROOT = Path(__file__).parents[2]


def lives(act, folder):
    command = [sys.executable, str(Path(__file__).with_name("dying_store.py")), act, str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONPATH": str(ROOT)})
    return json.loads(done.stdout)


def test_a_killed_upload_is_whole_or_absent(tmp_path):
    runs = lives("keep", tmp_path)
    assert len(runs) > 20
    assert {run["left"] for run in runs} == {"whole", "absent"}


def test_after_a_killed_upload_the_sweep_leaves_nothing_and_another_try_succeeds(tmp_path):
    runs = lives("keep", tmp_path)
    assert all(run["strays"] == [] and run["again"] == "whole" for run in runs)


def test_a_killed_purge_is_finished_by_the_next(tmp_path):
    assert all(run["strays"] == [] and run["again"] == "absent" for run in lives("purge", tmp_path))


@pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 能挂载小磁盘；磁盘写满另有一项不需要 root 的检查")
def test_a_full_disk_refuses_and_heals(tmp_path):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1M", "tmpfs", str(tmp_path)], check=True)
    try:
        store = LocalStore(tmp_path / "files", reserve=0)
        (tmp_path / "ballast").write_bytes(bytes(900_000))
        with pytest.raises(NoSpace), store.staged(io.BytesIO(bytes(500_000)), 1 << 20):
            pass
        assert list(store.root.iterdir()) == []
        (tmp_path / "ballast").unlink()
        with store.staged(io.BytesIO(bytes(500_000)), 1 << 20) as staged:
            staged.keep()
        assert store.verify(staged.sha256)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
