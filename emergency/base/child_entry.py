"""The bounded process itself, started by child.py: takes limits on, runs one function, answers in JSON."""

import json
import os
import pkgutil
import resource
import sys
from pathlib import Path
from types import ModuleType, TracebackType

RESERVE = bytearray(1 << 20)


def take_limits(limits: dict[str, int]) -> None:
    """Bound memory, processor time, written files and open descriptors for good; leave no core dump."""
    for name, value in limits.items():
        # The signal of spent time can be told from a kill only while the hard limit lies a little higher.
        hard = value + 1 if name == "RLIMIT_CPU" else value
        resource.setrlimit(getattr(resource, name), (value, hard))


def stand_in(package: str, folder: str) -> None:
    """Let `package.room.file` be imported without the package's own __init__, which brings the web app."""
    stub = ModuleType(package)
    stub.__path__ = [str(Path(folder) / package)]
    sys.modules[package] = stub


def report_death(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say only which kind of error ended us: its message may quote the file, and the file may be secret."""
    RESERVE.clear()
    answer({"failure": "memory" if issubclass(kind, MemoryError) else "error", "detail": kind.__name__})


def answer(value: object) -> None:
    """Write the one line of JSON and leave at once: whatever a parser registered for the end must not run."""
    text = json.dumps(value).encode()
    while text:
        text = text[os.write(ANSWER, text) :]
    os._exit(0)


def main() -> None:
    """Read the request, bind ourselves, and only then import and call what was asked for."""
    request = json.load(sys.stdin)
    take_limits(request["limits"])
    top, dot, _ = request["module"].partition(".")
    if dot:
        stand_in(top, request["folder"])
    else:
        sys.path.append(request["folder"])
    function = pkgutil.resolve_name(f"{request['module']}:{request['name']}")
    answer({"value": function(request["argument"])})


if __name__ == "__main__":
    # What a library prints must not mix with the answer: it goes where its errors go, to nobody.
    ANSWER = os.dup(1)
    os.dup2(2, 1)
    sys.excepthook = report_death
    main()
