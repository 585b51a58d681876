"""Lists in pages, cut by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import g, has_request_context
from sqlalchemy import Select, func, select

from emergency.base.database import db

Row = TypeVar("Row")
PAGE_SIZE = 50
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: `number` from 1, `total` rows in all pages."""

    items: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number of the first row on the page, from 1; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return min(self.number * self.size, self.total)


def paginate(query: Select[Any], number: int = 1, size: int = PAGE_SIZE, *, scalars: bool = True) -> Page[Any]:
    """One page of a query: its rows' first values, or with `scalars=False` whole rows. Two queries."""
    number, size = _asked(number, size)
    total = db.session.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    wanted = min(max(number, 1), max(1, -(-total // size)), LAST_PAGE)
    result = db.session.execute(query.limit(size).offset((wanted - 1) * size))
    return Page(result.scalars().all() if scalars else result.all(), wanted, size, total)


def page_of(rows: Sequence[Row], number: int = 1, size: int = PAGE_SIZE) -> Page[Row]:
    """One page of rows already at hand."""
    number, size = _asked(number, size)
    wanted = min(max(number, 1), max(1, -(-len(rows) // size)))
    return Page(rows[(wanted - 1) * size : wanted * size], wanted, size, len(rows))


def _asked(number: int, size: int) -> tuple[int, int]:
    """The page and its size; where the whole list is wanted as Excel (base/tabled), all of it is one page."""
    whole: int = g.get("whole_list", 0) if has_request_context() else 0
    return (1, whole) if whole else (number, size)
