"""What workers are asked to do in tests: honest work, and every way of going wrong."""

import errno
import os
import signal
import time

from emergency.base.errors import Refusal

KNOWN: list[str] = []


def known(_task: int) -> list[str]:
    return KNOWN


def halve(number: int) -> float:
    return number / 2


def misbehave(how: str) -> str:
    if how == "refuse":
        raise Refusal("这一份不能打印。")
    if how == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "dawdle":
        time.sleep(60)
    if how == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    if how == "eat":
        return str(len([bytearray(50_000_000) for _ in range(100)]))
    if how == "break":
        return str(1 // 0)
    return how
