"""What rooms put on the desk: counters and notices, each with the way to what is behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select

from emergency.base.database import db


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
class Tally:
    """A counter whose number is still to be asked; the desk asks for all tallies in one statement."""

    word: str
    number: ScalarSelect[int]
    url: str
    tone: str = ""
    note: str = ""
    rank: int = 50
    shows_zero: bool = True


def rows_of(query: Select[Any]) -> ScalarSelect[int]:
    """How many rows a query has, as the number of a tally."""
    return select(func.count()).select_from(query.order_by(None).subquery()).scalar_subquery()


def counted(found: Iterable[Counter | Tally]) -> list[Counter]:
    """The counters with their numbers, by rank; one statement for all tallies."""
    given = list(found)
    tallies = [one for one in given if isinstance(one, Tally)]
    numbers = db.session.execute(select(*(one.number for one in tallies))).one() if tallies else ()
    counters = [one for one in given if isinstance(one, Counter)]
    counters += [
        Counter(one.word, number, one.url, one.tone, one.note, one.rank)
        for one, number in zip(tallies, numbers, strict=True)
        if number or one.shows_zero
    ]
    return sorted(counters, key=lambda counter: counter.rank)


@dataclass(frozen=True)
class Notice:
    """A sentence on the desk that says what to do, such as a table that must be imported."""

    sentence: str
    url: str = ""
    action: str = ""
    tone: str = "warning"
