"""What the child is asked to do in tests: honest work, and every way of going wrong."""

import ctypes
import os
import sys
import threading
from pathlib import Path
from typing import Any


def count_bytes(argument: dict[str, Any]) -> int:
    return len(Path(argument["path"]).read_bytes())


def eat_memory(argument: Any) -> int:
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


def spin(argument: Any) -> None:
    while True:
        pass


def sleep_for_ever(argument: Any) -> None:
    threading.Event().wait()


def crash(argument: Any) -> None:
    ctypes.string_at(0)


def leave(argument: Any) -> None:
    os._exit(7)


def chatter(argument: Any) -> str:
    print("<html>噪声")
    os.write(1, b"\x00\xff")
    return "好"


def spoil_the_answer(argument: Any) -> None:
    os.write(sys.modules["__main__"].ANSWER, b"%PDF garbage")
    os._exit(0)


def flood(argument: Any) -> None:
    while True:
        os.write(sys.modules["__main__"].ANSWER, b"x" * 65_536)


def quote_the_file(argument: Any) -> None:
    raise ValueError("机密★十年")


def write_much(argument: dict[str, Any]) -> None:
    Path(argument["path"]).write_bytes(b"x" * 10_000)


def show_environment(argument: Any) -> list[str]:
    return sorted(os.environ)
