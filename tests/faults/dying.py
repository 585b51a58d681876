"""Runs a piece of work in a fork that kills itself at its n-th line, as a power cut would."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).parents[2]


def told_by(script: str, folder: Path) -> list[dict]:
    """What a script of this folder prints at its end: what was left after each kill."""
    command = [sys.executable, str(Path(__file__).with_name(script)), str(folder)]
    done = subprocess.run(command, capture_output=True, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"})
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def killed_at(line: int, app: Flask, watched: tuple[str, ...], work: Callable[[], None]) -> int:
    """Work until the n-th line of the watched files; gives how many lines were left (0: it was killed)."""
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        left = [line]

        def count(frame, event, argument):
            if not any(part in frame.f_code.co_filename for part in watched):
                return None
            if event == "line":
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return count

        with app.app_context():
            sys.settrace(count)
            work()
            sys.settrace(None)
        os.write(tell, str(left[0]).encode())
        os._exit(0)
    os.close(tell)
    os.waitpid(pid, 0)
    with os.fdopen(told) as answer:
        return int(answer.read() or 0)
