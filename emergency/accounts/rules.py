"""When a sign-in is alive, when an account is locked, and what a password must be."""

import re
import secrets
import string
from collections.abc import Sequence
from datetime import datetime, timedelta

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
SEEN_AT_MOST_EVERY = timedelta(minutes=1)
TRIES = 5
LOCK_WINDOW = timedelta(minutes=15)
SHORTEST, LONGEST = 10, 128
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
CLASSES_NEEDED = 3
COMMON = ("password", "heihe", "yingji", "admin", "123456", "qwerty", "abc123", "111111", "888888")


def is_alive(now: datetime, *, began: datetime, seen: datetime, ended: datetime | None) -> bool:
    """Whether a sign-in still counts: idle 15 minutes at most, 12 hours in all, not ended."""
    return ended is None and now - seen < IDLE and now - began < ABSOLUTE


def locked_until(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when an account takes no further try: five failures within 15 minutes lock it until the oldest is past."""
    recent = sorted(moment for moment in failures if now - moment < LOCK_WINDOW)
    return recent[-TRIES] + LOCK_WINDOW if len(recent) >= TRIES else None


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes to wait, at least one."""
    return max(1, -(-int((until - now).total_seconds()) // 60))


def password_fault(password: str, login: str) -> str | None:
    """What is wrong with a password, as a Chinese sentence, or None (等保: 复杂度)."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"密码应为 {SHORTEST} 至 {LONGEST} 个字符。"
    if sum(bool(re.search(kind, password)) for kind in CLASSES) < CLASSES_NEEDED:
        return "密码应包含大写字母、小写字母、数字、其他符号中的至少三类。"
    lowered = password.lower()
    if login.lower() in lowered or any(word in lowered for word in COMMON):
        return "密码不能含有账号名或常见词语，请换一个。"
    return None


def new_password() -> str:
    """A random password of four groups that passes our own rule and reads aloud without doubt."""
    letters = "".join(sorted(set(string.ascii_lowercase) - set("ilo")))
    digits = "23456789"
    while True:
        groups = ["".join(secrets.choice(letters + digits) for _ in range(4)) for _ in range(4)]
        password = "-".join([groups[0].capitalize(), *groups[1:]])
        if password_fault(password, "\0") is None:
            return password


def login_fault(login: str) -> str | None:
    """What is wrong with a login, which must be such that it can be told over the telephone, or None."""
    fits = re.fullmatch(r"[A-Za-z0-9._-]{2,40}", login)
    return None if fits else "账号用 2 至 40 个字母、数字、点、横线。"


def safe_way_back(target: str | None) -> str:
    """An address of this site to go to after signing in; anything else leads home."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return "/"
    if any(ord(char) < 0x20 or char == "\\" for char in target):
        return "/"
    return target
