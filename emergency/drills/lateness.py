"""The days between a drill and the receipt of its record, counted by the database as `rules.days_late` does."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from emergency.drills.models import Drill

GRACE = 7


class days_until(GenericFunction[int]):
    """Days from a day to the Shanghai day of a moment."""

    type = Integer()
    inherit_cache = True


@compiles(days_until, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    day, moment = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday(date({moment}, '+8 hours')) - julianday({day}) AS INTEGER)"


@compiles(days_until, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    day, moment = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({moment} AT TIME ZONE 'Asia/Shanghai' AS date) - {day})"


def entered_late() -> ColumnElement[bool]:
    """The record of the drill is 补录: received more than a week after the drill."""
    return and_(Drill.held_on.isnot(None), days_until(Drill.held_on, Drill.recorded_at) > GRACE)
