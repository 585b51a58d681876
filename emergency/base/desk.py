"""What rooms put on the desk: counters and notices, each with the way to what is behind it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counter:
    """A number on the desk, one click from its list. `tone`: danger, warn, quiet or empty; `rank` sorts, low first."""

    word: str
    number: int
    url: str
    tone: str = ""
    note: str = ""
    rank: int = 50


@dataclass(frozen=True)
class Notice:
    """A sentence on the desk that says what to do, such as a table that must be imported."""

    sentence: str
    url: str = ""
    action: str = ""
    tone: str = "warning"
