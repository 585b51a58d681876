"""A few processes that do the same thing to many tasks; one that fails, dies or dawdles costs only its task."""

import errno
import gc
import os
import resource
import time
import warnings
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkServerContext
from pathlib import Path
from typing import Any

from emergency.base.errors import DomainError
from emergency.base.log import log_error

# Pango keeps threads for its fonts since 1.52, which a fork of a process that has drawn does not have: it waits for
# them for ever. So whoever draws comes from a server that has only imported, never drawn.
CLEAN = get_context("forkserver")
CLEAN.set_forkserver_preload([__name__])
HEIR = get_context("fork")
FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_SPACE = "磁盘空间不足"
GATHER_EVERY = 10


@dataclass(frozen=True)
class Bounds:
    """What one worker may use: bytes of memory for itself, seconds for a task."""

    memory: int = 1 << 30
    seconds: float = 180.0


@dataclass(frozen=True)
class Done:
    """What the function gave for a task."""

    task: Any
    result: Any


@dataclass(frozen=True)
class Failed:
    """Why there is no result; `full` when the disk had no room, which no other task will change."""

    task: Any
    sentence: str
    full: bool = False


class _Worker:
    """One process, and the task that it has."""

    def __init__(self, function: Callable[[Any], Any], bounds: Bounds, *, heir: bool) -> None:
        context: ForkContext | ForkServerContext = HEIR if heir else CLEAN
        self.pipe, theirs = context.Pipe()
        # What was forked holds our end too, and must let go of it to hear that we are gone.
        others = self.pipe if heir else None
        told = (theirs, others, function, bounds.memory, dict(os.environ))
        self.process = context.Process(target=_serve, args=told, daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of forking beside threads; an heir reads the database and never draws.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        theirs.close()
        self.task: Any = None
        self.until = float("inf")

    def give(self, task: Any, seconds: float) -> None:
        """Hand a task over."""
        self.task, self.until = task, time.monotonic() + seconds
        self.pipe.send(task)

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.process.close()


def work(
    function: Callable[[Any], Any],
    tasks: Iterable[Any],
    jobs: int,
    bounds: Bounds | None = None,
    *,
    heir: bool = False,
) -> Generator[Done | Failed, None, None]:
    """Yield what became of each task, in the order in which they end; tasks are drawn as workers get free.

    The processes know of this one only its environment and import the function, which must stand at the top of its
    module. An `heir` is a copy of this process with its application; it must never draw, and the caller must have
    closed what two processes may not share, such as the database.
    """
    bounds, waiting = bounds or Bounds(), iter(tasks)
    free = [_Worker(function, bounds, heir=heir) for _ in range(jobs)]
    busy: list[_Worker] = []
    try:
        while True:
            while free and (task := next(waiting, None)) is not None:
                free[-1].give(task, bounds.seconds)
                busy.append(free.pop())
            if not busy:
                return
            for worker in _ready(busy):
                busy.remove(worker)
                outcome, alive = _outcome(worker)
                if not alive:
                    worker.end()
                    worker = _Worker(function, bounds, heir=heir)
                free.append(worker)
                yield outcome
    finally:
        for worker in (*free, *busy):
            worker.end()


def _ready(busy: list[_Worker]) -> list[_Worker]:
    """Those who have answered, died, or used up their time; waits until there is one."""
    nearest = min(worker.until for worker in busy) - time.monotonic()
    spoken = wait([worker.pipe for worker in busy], max(0.0, nearest))
    return [worker for worker in busy if worker.pipe in spoken or worker.until <= time.monotonic()]


def _outcome(worker: _Worker) -> tuple[Done | Failed, bool]:
    if not worker.pipe.poll():
        return Failed(worker.task, "超过规定时间没有完成，已中止"), False
    try:
        good, answer, full = worker.pipe.recv()
    except EOFError:
        return Failed(worker.task, "打印进程意外终止（可能内存不足）"), False
    return (Done(worker.task, answer) if good else Failed(worker.task, answer, full)), True


def _serve(
    pipe: Connection,
    others: Connection | None,
    function: Callable[[Any], Any],
    memory: int,
    environment: dict[str, str],
) -> None:
    if others is not None:
        others.close()
    os.environ.clear()
    os.environ.update(environment)
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What the parent made stays for ever: the collector need not look through it after every few boxes.
    gc.freeze()
    gc.disable()
    number = 0
    while True:
        try:
            task = pipe.recv()
        except (EOFError, ConnectionResetError):
            return
        pipe.send(_answer(function, task))
        number += 1
        if number % GATHER_EVERY == 0:
            gc.collect()


def _answer(function: Callable[[Any], Any], task: Any) -> tuple[bool, Any, bool]:
    try:
        return True, function(task), False
    except DomainError as error:
        return False, error.sentence, False
    except MemoryError:
        return False, "内容过多，超出打印进程的内存上限", False
    except OSError as error:
        full = error.errno in FULL_DISK
        return False, NO_SPACE if full else f"无法写入文件：{error.strerror}", full
    except Exception as error:  # A fault in one paper must not stop the others; the log keeps the whole of it.
        log_error("a task of a worker failed")
        return False, f"程序错误：{type(error).__name__}", False


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
