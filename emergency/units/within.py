"""Conditions on columns: lies in a region, was known at a moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from emergency.base.access import Role, Scope, prefix_of
from emergency.base.database import FAR_MOMENT
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.regionkinds import RegionKind

Column = InstrumentedAttribute[str] | ColumnElement[str]


def lies_in(column: Column, code: str) -> ColumnElement[bool]:
    """The column's code lies in the region: a range on the index, not a pattern."""
    low, high = bounds(code)
    return and_(column >= low, column < high)


def bounds(code: str) -> tuple[str, str]:
    """The first code of a region, and the first behind it."""
    prefix = prefix_of(code)
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def lies_in_any(column: Column, codes: tuple[str, ...]) -> ColumnElement[bool]:
    """The column's code lies in one of the regions; in none, when there are none."""
    return or_(*(lies_in(column, code) for code in codes)) if codes else false()


def unit_in_scope(scope: Scope, of: Any = Unit) -> ColumnElement[bool]:
    """The units that this viewer may see: own units, or regions × line; prisons only for the city office.

    `of` are the columns of the bare table where a statement is written without objects.
    """
    if scope.role is Role.UNIT:
        own: ColumnElement[bool] = of.id.in_(scope.unit_ids)
        return own
    conditions = [lies_in_any(of.region_code, scope.regions)]
    if scope.lines:
        conditions.append(of.line.in_(sorted(scope.lines)))
    if scope.role is not Role.CITY:
        conditions.append(of.restricted.is_(False))
    return and_(*conditions)


def region_in_scope(scope: Scope, of: Any = Region) -> ColumnElement[bool]:
    """The regions that this viewer may open; `of` as in `unit_in_scope`."""
    inside = lies_in_any(of.code, scope.regions)
    return inside if scope.role is Role.CITY else and_(inside, of.kind != RegionKind.PRISON.value)


def is_among(column: SQLColumnExpression[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """The column holds one of these numbers: one range where none is left out, as in a rebuild of everybody."""
    if numbers and len(numbers) == max(numbers) - min(numbers) + 1 == len(set(numbers)):
        return column.between(min(numbers), max(numbers))
    return column.in_(numbers)


def known_at(model: Any, moment: datetime | None) -> ColumnElement[bool]:
    """The rows of a versioned table that were known at a moment; None means now."""
    if moment is None:
        known: ColumnElement[bool] = model.known_until == FAR_MOMENT
        return known
    return and_(model.known_from <= moment, moment < model.known_until)


def holds_on(model: Any, day: date) -> ColumnElement[bool]:
    """The rows whose stretch of days holds this one."""
    return and_(model.valid_from <= day, day < model.valid_to)
