"""Asking for a subscribed calendar: whose token it is, how the calendar stands, its bytes; one statement each."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, true, type_coerce
from sqlalchemy.orm import joinedload
from sqlalchemy.types import NullType

from emergency.accounts.models import Person
from emergency.accounts.queries import scope_of
from emergency.base import clock
from emergency.base.access import Permission, Role, Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.periods import add_months
from emergency.drills.calendar import NO_CHANGE
from emergency.drills.feed_places import FeedPlace, Kind, read_place
from emergency.drills.models import DrillUnit
from emergency.drills.models_feed import CalendarFeed, DrillEvent, FeedFetch
from emergency.drills.rules_days import MONTHS_AHEAD, MONTHS_BACK
from emergency.drills.words import Part
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.within import lies_in, region_in_scope, unit_in_scope

OWN_NAME, WATCHED = "本人负责范围", "（观摩）"


@dataclass(frozen=True, slots=True)
class Opened:
    """A feed whose token was shown; `scope` is None when its person may no longer see drills."""

    feed_id: int
    place: FeedPlace | None
    scope: Scope | None
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a calendar stands: its name, how many drills, the newest change, and the sums of their marks."""

    name: str
    count: int
    newest: datetime
    first: int
    second: int


def hashed(token: str) -> str:
    """What is kept of an address's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def opened(token: str) -> Opened | None:
    """The feed of a token; None for an unknown one."""
    query = (
        select(CalendarFeed, Person, FeedFetch.fetched_at)
        .join(Person, Person.id == CalendarFeed.person_id)
        .outerjoin(FeedFetch, FeedFetch.feed_id == CalendarFeed.id)
        .options(joinedload(Person.parts))
        .where(CalendarFeed.token_hash == hashed(token))
    )
    row = db.session.execute(query).unique().one_or_none()
    if row is None:
        return None
    feed, person, fetched_at = row
    scope = scope_of(person)
    allowed = person.ended_on is None and scope.may(Permission.DRILL_VIEW)
    return Opened(feed.id, read_place(feed.place), scope if allowed else None, fetched_at)


def standing(scope: Scope, place: FeedPlace) -> Standing | None:
    """How the calendar of a place stands for this viewer; None when the place is no longer the viewer's."""
    event = DrillEvent
    sums = (func.coalesce(func.sum(event.first_mark), 0), func.coalesce(func.sum(event.second_mark), 0))
    query = select(_name(scope, place), func.count(), func.max(event.changed_at), *sums)
    name, count, newest, first, second = db.session.execute(query.select_from(event).where(_shown(scope, place))).one()
    return None if name is None else Standing(f"{name}应急演练", count, newest or NO_CHANGE, int(first), int(second))


def events(scope: Scope, place: FeedPlace) -> list[bytes]:
    """The kept events of a calendar, in the order of their drills."""
    # Put in order here and taken as they are: the database would move all of the bytes once more to sort them.
    content: ColumnElement[Any] = type_coerce(DrillEvent.content, NullType())
    query = select(DrillEvent.drill_id, content).where(_shown(scope, place))
    rows: list[Any] = sorted(db.session.connection().execute(query).all(), key=itemgetter(0))
    return [row[1] for row in rows]


def feeds_of(scope: Scope) -> list[tuple[CalendarFeed, datetime | None]]:
    """One's own subscriptions with the moment of their last fetch."""
    query = select(CalendarFeed, FeedFetch.fetched_at).outerjoin(FeedFetch, FeedFetch.feed_id == CalendarFeed.id)
    found = db.session.execute(query.where(CalendarFeed.person_id == scope.person_id).order_by(CalendarFeed.id))
    return [(feed, fetched_at) for feed, fetched_at in found]


def own_feed(scope: Scope, feed_id: int) -> CalendarFeed:
    """One's own subscription. Raises NotFound for another person's."""
    query = select(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.person_id == scope.person_id)
    feed = db.session.scalar(query)
    if feed is None:
        raise NotFound
    return feed


def name_of(scope: Scope, place: FeedPlace) -> str | None:
    """What a place is called; None for one that this viewer may not open."""
    name: str | None = db.session.scalar(select(_name(scope, place)))
    return name


def names_of(scope: Scope, places: Sequence[FeedPlace]) -> dict[str, str]:
    """What these places are called, by key; those that this viewer may not open are left out."""
    codes = [place.name for place in places if place.kind is Kind.REGION]
    found = select(Region.code, Region.name).where(Region.code.in_(codes), region_in_scope(scope))
    regions = {row.code: row.name for row in db.session.execute(found)}
    numbers = {place.unit_id for place in places if place.unit_id}
    units = {row.id: row.name for row in db.session.execute(_units(scope, numbers))}
    named: dict[str, str] = {}
    for place in places:
        name = regions.get(place.name) if place.kind is Kind.REGION else units.get(place.unit_id)
        name = OWN_NAME if place.kind is Kind.OWN else name
        if name is not None:
            named[place.key] = name + (WATCHED if place.kind is Kind.OBSERVER else "")
    return named


def _units(scope: Scope, numbers: Iterable[int]) -> Select[int, str]:
    return select(Unit.id, Unit.name).where(Unit.id.in_(numbers), unit_in_scope(scope))


def _name(scope: Scope, place: FeedPlace) -> Any:
    """The name of the place within scope; the words for all that one sees."""
    if place.kind is Kind.REGION:
        return select(Region.name).where(Region.code == place.name, region_in_scope(scope)).scalar_subquery()
    if place.unit_id:
        named = select(Unit.name + WATCHED if place.kind is Kind.OBSERVER else Unit.name)
        return named.where(Unit.id == place.unit_id, unit_in_scope(scope)).scalar_subquery()
    return select(literal(OWN_NAME)).scalar_subquery()


def _shown(scope: Scope, place: FeedPlace) -> ColumnElement[bool]:
    """Drills of the place, seen by this viewer, from 13 months ago until 24 months ahead."""
    today = clock.today()
    return and_(
        DrillEvent.starts_at >= _midnight(add_months(today, -MONTHS_BACK)),
        DrillEvent.starts_at < _midnight(add_months(today, MONTHS_AHEAD)),
        DrillEvent.shown_until > _midnight(today),
        _seen_by(scope, place),
        _of(place),
    )


def _seen_by(scope: Scope, place: FeedPlace) -> ColumnElement[bool]:
    """As `queries.visible_drills`, of published drills alone: a unit in scope organises, takes part or looks on."""
    if scope.role is Role.CITY and place.kind is Kind.REGION:
        # Whoever organises a drill in a region of the city's is seen by the city: nothing is left to be asked.
        return true()
    with_unit = select(DrillUnit.drill_id).join(Unit, Unit.id == DrillUnit.unit_id)
    return DrillEvent.drill_id.in_(with_unit.where(unit_in_scope(scope)))


def _of(place: FeedPlace) -> ColumnElement[bool]:
    if place.kind is Kind.REGION:
        return lies_in(DrillEvent.region_code, place.name)
    if not place.unit_id:
        return true()
    with_unit = select(DrillUnit.drill_id).where(DrillUnit.unit_id == place.unit_id)
    if place.kind is Kind.OBSERVER:
        with_unit = with_unit.where(DrillUnit.part == Part.OBSERVER)
    return DrillEvent.drill_id.in_(with_unit)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)
