"""Runs one pure function in a bounded process of its own, so that a hostile file can kill only that."""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

ENTRY = Path(__file__).with_name("child_entry.py")
LARGEST_REQUEST = 60_000  # less than a pipe holds, so that writing it never waits
LARGEST_ANSWER = 4_000_000
ROOMS = threading.BoundedSemaphore(3)  # children at a time in one server process


@dataclass(frozen=True)
class Limits:
    """What one run may use at most; the file size is what it may write, nothing by default."""

    memory: int = 1 << 30
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    written: int = 0
    open_files: int = 64

    def as_request(self) -> dict[str, int]:
        """Return the limits under the names of setrlimit."""
        return {
            "RLIMIT_AS": self.memory,
            "RLIMIT_CPU": self.cpu_seconds,
            "RLIMIT_FSIZE": self.written,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CORE": 0,
        }


class Trouble(StrEnum):
    """Why a run gave no answer."""

    BUSY = "busy"
    TIME = "time"
    MEMORY = "memory"
    DEATH = "death"
    ERROR = "error"
    GARBAGE = "garbage"


SENTENCES = {
    Trouble.BUSY: "系统正在检查其他文件，请稍等片刻后再提交。",
    Trouble.TIME: "文件过于复杂，在规定时间内没有检查完。请压缩或拆分后再上传。",
    Trouble.MEMORY: "文件展开后占用内存过大，已停止检查。请压缩、降低扫描分辨率或拆分后再上传。",
    Trouble.DEATH: "文件内容异常，检查程序被迫中止。请用原软件打开后另存为新文件再上传。",
    Trouble.ERROR: "文件结构不规范，无法读取。请用原软件打开后另存为新文件再上传。",
    Trouble.GARBAGE: "文件内容异常，检查结果无法识别。请用原软件打开后另存为新文件再上传。",
}


@dataclass(frozen=True)
class Answer:
    """What the function returned, as JSON values; untrusted like the file it read."""

    value: Any


@dataclass(frozen=True)
class Failure:
    """Why there is no answer; `detail` (a signal or error name, never the file's text) may go to the log."""

    trouble: Trouble
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Return what is wrong and what to do, in Chinese."""
        return SENTENCES[self.trouble]


def run(function: Callable[[Any], Any], argument: object, limits: Limits | None = None) -> Answer | Failure:
    """Call `function(argument)` in a fresh interpreter; JSON goes in and comes out, a file goes by its path.

    The function must stand at the top of its module, and neither it nor its imports may need the web app.
    """
    limits = limits or Limits()
    request = _request(function, argument, limits)
    if not ROOMS.acquire(timeout=limits.wall_seconds):
        return Failure(Trouble.BUSY)
    try:
        child = _start()
        try:
            return _converse(child, request, time.monotonic() + limits.wall_seconds)
        finally:
            _end(child)
    finally:
        ROOMS.release()


def _request(function: Callable[[Any], Any], argument: object, limits: Limits) -> bytes:
    module = sys.modules[function.__module__]
    assert module.__file__ and "." not in function.__qualname__, "the child can only import a named function"
    folder = Path(module.__file__).parents[module.__name__.count(".")]
    request = {
        "module": module.__name__,
        "name": function.__qualname__,
        "folder": str(folder),
        "argument": argument,
        "limits": limits.as_request(),
    }
    text = json.dumps(request).encode()
    assert len(text) <= LARGEST_REQUEST, "large things go to the child as a file"
    return text


def _start() -> subprocess.Popen[bytes]:
    # An empty environment: the child needs neither the secret key nor the database's address.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own script
        [sys.executable, "-I", "-B", str(ENTRY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "TZ": "UTC"},
        cwd="/",
        start_new_session=True,
    )


def _converse(child: subprocess.Popen[bytes], request: bytes, deadline: float) -> Answer | Failure:
    assert child.stdin and child.stdout
    try:
        child.stdin.write(request)
        child.stdin.close()
    except BrokenPipeError:
        return Failure(Trouble.DEATH, "before the request")
    text = _read(child.stdout.fileno(), deadline)
    if text is None:
        return Failure(Trouble.TIME, "wall clock")
    if len(text) > LARGEST_ANSWER:
        return Failure(Trouble.GARBAGE, "too long")
    return _understand(text) if text else _cause_of_death(child.wait())


def _read(descriptor: int, deadline: float) -> bytes | None:
    """Return what is written until the pipe closes, cut a little above the largest answer; None when late."""
    text = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while len(text) <= LARGEST_ANSWER:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return None
            block = os.read(descriptor, 65_536)
            if not block:
                break
            text += block
    return bytes(text)


def _understand(text: bytes) -> Answer | Failure:
    try:
        answer = json.loads(text)
    except ValueError:
        return Failure(Trouble.GARBAGE, "not JSON")
    match answer:
        case {"value": value}:
            return Answer(value)
        case {"failure": "memory" | "error" as trouble, "detail": str(detail)}:
            return Failure(Trouble(trouble), detail)
        case _:
            return Failure(Trouble.GARBAGE, "not an answer")


def _cause_of_death(code: int) -> Failure:
    if code == -signal.SIGXCPU:
        return Failure(Trouble.TIME, "processor time")
    if code < 0:
        return Failure(Trouble.DEATH, signal.Signals(-code).name)
    return Failure(Trouble.DEATH, f"exit status {code}")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing behind: the whole group goes, also what the child itself started."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()
