"""Whose contacts are to be checked in this half year, what was checked when, and the acts for the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db, plain_rows
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.units.checks import Standing, half_of, standing_of
from emergency.units.models import Contact, Unit
from emergency.units.models_checks import ContactCheck
from emergency.units.queries import get_unit
from emergency.units.queries_details import reads_numbers
from emergency.units.within import is_among, known_at, lies_in, unit_in_scope


@dataclass(frozen=True)
class CheckFilter:
    """What a list of the task asks for; an empty standing asks for all."""

    region: str = ""
    text: str = ""
    standing: str = Standing.TODO.value


@dataclass(frozen=True)
class CheckRow:
    """One unit in the list: how many contacts, the day on which the longest unchecked was checked."""

    unit: Unit
    number: int
    oldest: date | None
    newest: date | None

    @property
    def standing(self) -> Standing:
        """Where the unit stands today."""
        return standing_of(self.number, self.oldest, clock.today())


def tasks_by(scope: Scope, wanted: CheckFilter) -> Any:
    """(Unit, number, oldest, newest) of the visible units that exist, by region; for `paginate(…, scalars=False)`."""
    held = _held()
    query = _units(held).where(unit_in_scope(scope), *_there())
    if wanted.region:
        query = query.where(lies_in(Unit.region_code, wanted.region))
    if wanted.text:
        query = query.where(Unit.name.contains(wanted.text, autoescape=True))
    if wanted.standing:
        query = query.where(_stands(held, Standing(wanted.standing)))
    return query.order_by(Unit.region_code, Unit.id)


def list_tasks(scope: Scope, wanted: CheckFilter, page: int = 1) -> Page[CheckRow]:
    """One page of the units that fit; two questions however many there are."""
    found = paginate(tasks_by(scope, wanted), page, scalars=False)
    return Page(_rows(found.items), found.number, found.size, found.total)


def all_tasks(scope: Scope, wanted: CheckFilter) -> list[CheckRow]:
    """Every unit that fits, for the Excel."""
    return _rows(db.session.execute(tasks_by(scope, wanted)).all())


def task_of(unit_id: int) -> CheckRow:
    """Where a unit stands that was already seen through a scope."""
    return _rows([db.session.execute(_units(_held()).where(Unit.id == unit_id)).one()])[0]


def open_contacts(unit_id: int) -> list[Contact]:
    """The contacts in use of a unit that was already seen, in the order of their entry."""
    query = select(Contact).where(Contact.unit_id == unit_id, Contact.ended_on.is_(None)).order_by(Contact.id)
    return list(db.session.scalars(query))


def unit_to_check(scope: Scope, unit_id: int) -> Unit:
    """A unit whose numbers the viewer may read whole. Raises NotFound."""
    unit = get_unit(scope, unit_id)
    if not reads_numbers(scope, unit):
        raise NotFound
    return unit


def checks_of(unit_id: int) -> list[ContactCheck]:
    """When all contacts of a unit that was already seen had been checked, as known now, the newest first."""
    query = select(ContactCheck).where(ContactCheck.unit_id == unit_id, known_at(ContactCheck, None))
    return list(db.session.scalars(query.order_by(ContactCheck.day.desc(), ContactCheck.id.desc())))


def check_acts(unit_ids: Sequence[int], moment: datetime | None = None) -> list[tuple[int, int, date]]:
    """(id, unit, day) of every check of these units as known at a moment (None: now); for the engine."""
    query = select(ContactCheck.id, ContactCheck.unit_id, ContactCheck.day)
    query = query.where(is_among(ContactCheck.unit_id, unit_ids), known_at(ContactCheck, moment))
    return [(row[0], row[1], row[2]) for row in plain_rows(query.order_by(ContactCheck.day, ContactCheck.id))]


def check_on(unit_id: int, day: date) -> ContactCheck | None:
    """The check of a unit on a day, as known now."""
    query = select(ContactCheck).where(
        ContactCheck.unit_id == unit_id, ContactCheck.day == day, ContactCheck.known_until == FAR_MOMENT
    )
    return db.session.scalars(query.limit(1)).first()


def _held() -> Any:
    query = select(
        Contact.unit_id, func.count().label("number"), func.min(Contact.checked_on).label("oldest"),
        func.max(Contact.checked_on).label("newest"),
    )  # fmt: skip
    return query.where(Contact.ended_on.is_(None)).group_by(Contact.unit_id).subquery()


def _units(held: Any) -> Any:
    query = select(Unit, func.coalesce(held.c.number, 0).label("number"), held.c.oldest, held.c.newest)
    return query.outerjoin(held, held.c.unit_id == Unit.id)


def _there() -> tuple[ColumnElement[bool], ...]:
    """The unit exists today and nobody still has to confirm it."""
    return (Unit.active_to > clock.today(), Unit.active_from <= clock.today(), Unit.confirmed.is_(True))


def _stands(held: Any, standing: Standing) -> ColumnElement[bool]:
    begun = half_of(clock.today()).starts
    wanted: dict[Standing, ColumnElement[bool]] = {
        Standing.NONE: held.c.number.is_(None),
        Standing.DONE: held.c.oldest >= begun,
        Standing.TODO: held.c.oldest < begun,
    }
    return wanted[standing]


def _rows(found: Sequence[Any]) -> list[CheckRow]:
    return [CheckRow(row.Unit, row.number, row.oldest, row.newest) for row in found]
