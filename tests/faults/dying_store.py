"""Keeps or purges a file again and again, each time killed one line later; prints what is left."""

import io
import json
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from emergency.base import storage

CONTENT = b"plan" * 1000
SOURCE = storage.__file__


def keep(store):
    with store.staged(io.BytesIO(CONTENT), limit=1 << 20) as staged:
        staged.keep()


def purge(store):
    store.purge(sha256)


def killed_at(line, act, store):
    """Run the act in a fork that kills itself at its n-th line; tell whether it got to the end."""
    pid = os.fork()
    if pid == 0:
        left = [line]

        def count(frame, event, argument):
            if frame.f_code.co_filename == SOURCE and event == "line":
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return count

        sys.settrace(count)
        act(store)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def state(store):
    if not store.has(sha256):
        return "absent"
    return "whole" if store.verify(sha256) else "half"


def report(act, root):
    lines, done = [], False
    while not done:
        store = storage.LocalStore(root / f"{len(lines)}", reserve=0)
        if act is purge:
            keep(store)
        done = killed_at(len(lines) + 1, act, store)
        left = state(store)
        store.sweep({sha256}, datetime.now(UTC) + timedelta(days=1), timedelta(0))
        strays = [entry.name for entry in store.root.iterdir() if entry.name != sha256]
        act(store)
        lines.append({"left": left, "strays": strays, "again": state(store)})
    return lines


with storage.LocalStore(Path(sys.argv[2]) / "first", reserve=0).staged(io.BytesIO(CONTENT), 1 << 20) as first:
    sha256 = first.sha256
print(json.dumps(report({"keep": keep, "purge": purge}[sys.argv[1]], Path(sys.argv[2]))))
