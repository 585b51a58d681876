"""Rows with two times: laying a new stretch over known ones without losing what was known before."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import inspect, select

from emergency.base import clock
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.base.errors import Conflict, Refusal
from emergency.units.models import Unit, UnitFact, UnitVersion
from emergency.units.models_regions import Region, RegionVersion
from emergency.units.timeline import Stretch

Versioned = TypeVar("Versioned", RegionVersion, UnitVersion, UnitFact)


def lay_over(known: Iterable[Versioned], stretch: Stretch, moment: datetime) -> None:
    """Close every known row that shares a day with the stretch and put back what remains at its sides.

    Closed rows keep everything but `known_until`; the remains keep their source and who recorded them.
    """
    revise(known, stretch, moment, None)


def revise(known: Iterable[Versioned], stretch: Stretch, moment: datetime, changes: dict[str, Any] | None) -> None:
    """As lay_over, and within the stretch every row goes on with the changes; None ends it there."""
    for row in known:
        own = Stretch(row.valid_from, row.valid_to)
        if not own.meets(stretch):
            continue
        row.known_until = moment
        for rest in own.without(stretch):
            db.session.add(copied(row, moment, valid_from=rest.start, valid_to=rest.end))
        if changes is not None:
            inside = Stretch(max(own.start, stretch.start), min(own.end, stretch.end))
            db.session.add(copied(row, moment, valid_from=inside.start, valid_to=inside.end, **changes))


def copied(row: Versioned, moment: datetime, **changes: Any) -> Versioned:
    """A new row like this one, known from the moment on, but for the changes and its own number."""
    values = {
        attribute.key: getattr(row, attribute.key)
        for attribute in inspect(type(row)).column_attrs
        if attribute.key != "id"
    }
    return type(row)(**{**values, "known_from": moment, "known_until": FAR_MOMENT, **changes})


def known_unit_versions(unit_id: int) -> list[UnitVersion]:
    """The stretches of a unit's identity as known now, in order."""
    query = select(UnitVersion).where(UnitVersion.unit_id == unit_id, UnitVersion.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(UnitVersion.valid_from)))


def known_region_versions(code: str) -> list[RegionVersion]:
    """The stretches of a region as known now, in order."""
    query = select(RegionVersion).where(RegionVersion.region_code == code, RegionVersion.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(RegionVersion.valid_from)))


def known_facts(unit_id: int, name: str) -> list[UnitFact]:
    """The stretches of one fact as known now, in order."""
    query = select(UnitFact).where(
        UnitFact.unit_id == unit_id, UnitFact.name == name, UnitFact.known_until == FAR_MOMENT
    )
    return list(db.session.scalars(query.order_by(UnitFact.valid_from)))


def expect_version(row: Unit | Region, seen: int | None) -> None:
    """Raises Conflict when somebody changed the row after the form was opened."""
    if seen is not None and row.version != seen:
        raise Conflict("这条记录刚刚被别人修改过，您的修改没有保存。请刷新页面核对后重新提交。")


def from_day_on(since: date, field: str = "since") -> Stretch:
    """The stretch from a day on. Raises Refusal for a day that is still to come."""
    if since > clock.today():
        raise Refusal("生效日期不能晚于今天；到那一天再登记即可。", field)
    return Stretch(since, FAR_DAY)
