"""Runs a piece of work in a fork that kills itself at its n-th line, as a power cut would."""

import os
import signal
import sys
from collections.abc import Callable

from flask import Flask


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
