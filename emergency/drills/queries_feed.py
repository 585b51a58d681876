"""Asking for a subscribed calendar: whose token it is, how the calendar stands, its bytes; one statement each."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, true, type_coerce
from sqlalchemy.types import NullType

from emergency.accounts.models import Person, ScopePart
from emergency.accounts.queries import scope_of_rows
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
from emergency.units.within import bounds, lies_in, region_in_scope, unit_in_scope

# Written on the bare tables: a program asks every hour, and objects cost more than the answer.
FEED, FETCH, EVENT = CalendarFeed.__table__, FeedFetch.__table__, DrillEvent.__table__
PERSON, PART, UNIT, REGION = Person.__table__, ScopePart.__table__, Unit.__table__, Region.__table__
TAKING = DrillUnit.__table__
_PERSON = (PERSON.c.id, PERSON.c.role, PERSON.c.name, PERSON.c.ended_on, PERSON.c.must_change_password)
MOST_OF = 3
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
    """How a calendar stands: its name, how many drills, the newest change, the sums of their marks.

    `is_most` where its drills are the most of all whose events are kept.
    """

    name: str
    count: int
    newest: datetime
    first: int
    second: int
    is_most: bool = False


def hashed(token: str) -> str:
    """What is kept of an address's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def opened(token: str) -> Opened | None:
    """The feed of a token; None for an unknown one."""
    parts = (PART.c.region_code, PART.c.line, PART.c.unit_id)
    query = (
        select(*_PERSON, FEED.c.id.label("feed_id"), FEED.c.place, FETCH.c.fetched_at, *parts)
        .select_from(
            FEED.join(PERSON, PERSON.c.id == FEED.c.person_id)
            .outerjoin(FETCH, FETCH.c.feed_id == FEED.c.id)
            .outerjoin(PART, PART.c.person_id == PERSON.c.id)
        )
        .where(FEED.c.token_hash == hashed(token))
        .order_by(PART.c.id)
    )
    rows = db.session.connection().execute(query).all()
    if not rows:
        return None
    person = rows[0]
    scope = scope_of_rows(person, rows)
    allowed = person.ended_on is None and scope.may(Permission.DRILL_VIEW)
    return Opened(person.feed_id, read_place(person.place), scope if allowed else None, person.fetched_at)


def standing(scope: Scope, place: FeedPlace) -> Standing | None:
    """How the calendar of a place stands for this viewer; None when the place is no longer the viewer's."""
    sums = (func.coalesce(func.sum(EVENT.c.first_mark), 0), func.coalesce(func.sum(EVENT.c.second_mark), 0))
    last = select(func.max(EVENT.c.drill_id)).scalar_subquery()
    query = select(_name(scope, place), func.count(), func.max(EVENT.c.changed_at), *sums, last).select_from(EVENT)
    found = db.session.connection().execute(query.where(_shown(scope, place))).one()
    name, count, newest, first, second, most = found
    if name is None:
        return None
    is_most = count * MOST_OF > (most or 0)
    return Standing(f"{name}应急演练", count, newest or NO_CHANGE, int(first), int(second), is_most)


def events(scope: Scope, place: FeedPlace, *, is_most: bool = False) -> list[bytes]:
    """The kept events of a calendar, in the order of their drills.

    Where they are the most of all that is kept, the table is read once from its beginning to its end, not picked from.
    """
    # Put in order here and taken as they are: the database would move all of the bytes once more to sort them.
    content: ColumnElement[Any] = type_coerce(EVENT.c.content, NullType())
    query = select(EVENT.c.drill_id, content).where(_shown(scope, place, picked=not is_most))
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
        within = region_in_scope(scope, REGION.c)
        return select(REGION.c.name).where(REGION.c.code == place.name, within).scalar_subquery()
    if place.unit_id:
        named = select(UNIT.c.name + WATCHED if place.kind is Kind.OBSERVER else UNIT.c.name)
        return named.where(UNIT.c.id == place.unit_id, unit_in_scope(scope, UNIT.c)).scalar_subquery()
    return select(literal(OWN_NAME)).scalar_subquery()


def _shown(scope: Scope, place: FeedPlace, *, picked: bool = True) -> ColumnElement[bool]:
    """Drills of the place, seen by this viewer, from 13 months ago until 24 months ahead."""
    today = clock.today()
    return and_(
        EVENT.c.starts_at >= _midnight(add_months(today, -MONTHS_BACK)),
        EVENT.c.starts_at < _midnight(add_months(today, MONTHS_AHEAD)),
        EVENT.c.shown_until > _midnight(today),
        _seen_by(scope, place),
        _of(place, picked=picked),
    )


def _seen_by(scope: Scope, place: FeedPlace) -> ColumnElement[bool]:
    """As `queries.visible_drills`, of published drills alone: a unit in scope organises, takes part or looks on."""
    if scope.role is Role.CITY and place.kind is Kind.REGION:
        return EVENT.c.drill_id.not_in(_gone_from(scope))
    return EVENT.c.drill_id.in_(_with_unit(unit_in_scope(scope, UNIT.c)))


def _gone_from(scope: Scope) -> Select[int]:
    """Drills whose organiser left the city, and in which none of the city's units takes part: hardly ever any.

    All others of the city's regions are seen by it, which need not be asked drill by drill.
    """
    ours, mine = UNIT.alias(), TAKING.alias()
    with_us = select(mine.c.id).join(ours, ours.c.id == mine.c.unit_id).where(
        mine.c.drill_id == TAKING.c.drill_id, unit_in_scope(scope, ours.c)
    )  # fmt: skip
    # Two ranges of the index, empty as a rule; the contrary of one range would be looked for in every row.
    edges = [bounds(code) for code in scope.regions]
    outside = and_(*(or_(UNIT.c.region_code < low, UNIT.c.region_code >= high) for low, high in edges))
    left = TAKING.c.unit_id.in_(select(UNIT.c.id).where(outside))
    return select(TAKING.c.drill_id).where(left, TAKING.c.part == Part.ORGANISER, ~with_us.exists())


def _with_unit(condition: ColumnElement[bool]) -> Select[int]:
    taking_part = select(TAKING.c.drill_id).select_from(UNIT.join(TAKING, UNIT.c.id == TAKING.c.unit_id))
    return taking_part.where(condition)


def _of(place: FeedPlace, *, picked: bool) -> ColumnElement[bool]:
    if place.kind is Kind.REGION:
        return lies_in(EVENT.c.region_code if picked else func.coalesce(EVENT.c.region_code, ""), place.name)
    if not place.unit_id:
        return true()
    with_unit = select(TAKING.c.drill_id).where(TAKING.c.unit_id == place.unit_id)
    if place.kind is Kind.OBSERVER:
        with_unit = with_unit.where(TAKING.c.part == Part.OBSERVER)
    return EVENT.c.drill_id.in_(with_unit)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)
