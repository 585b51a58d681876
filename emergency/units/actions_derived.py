"""What follows from a unit's kind, place and first day: facts and a superior that no person enters."""

from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.units.bodies import plain_facts
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.fact_text import fact_label
from emergency.units.facts import UnitKind
from emergency.units.lines import SuperiorKind
from emergency.units.models import Unit, UnitFact, UnitSuperior
from emergency.units.queries import representing_unit
from emergency.units.queries_details import open_superior
from emergency.units.timeline import Stretch
from emergency.units.versions import copied, known_facts, lay_over

FROM_KIND = "由单位类别得出"
FROM_REGION_KIND = "由行政区域的性质得出"
FROM_PLACE = "由所在地区得出"
FROM_TREE = "由行政区域得出"


def insert_fact(scope: Scope, unit_id: int, name: str, value: Any, days: Stretch, source: str) -> None:
    """One stretch of a fact, known from now on; what it covers was closed before."""
    db.session.add(
        UnitFact(
            unit_id=unit_id,
            name=name,
            value=value,
            valid_from=days.start,
            valid_to=days.end,
            source=source,
            recorded_by=scope.name,
            known_from=clock.now(),
        )
    )


def insert_superior(
    scope: Scope, unit: Unit, kind: SuperiorKind, superior: Unit | str, since: date, source: str
) -> None:
    """One link upwards from a day on, to a unit of the register or to a name; without the trail."""
    known = None if isinstance(superior, str) else superior
    db.session.add(
        UnitSuperior(
            unit_id=unit.id,
            kind=kind.value,
            superior_id=known.id if known else None,
            superior_name=known.name if known else superior,
            valid_from=since,
            source=source,
            recorded_by=scope.name,
        )
    )


def insert_plain_facts(scope: Scope, unit: Unit, since: date) -> None:
    """The facts that follow from the unit's kind alone, from a day on; what they cover was closed before."""
    for name, value in plain_facts(UnitKind(unit.kind)).items():
        insert_fact(scope, unit.id, name, value, Stretch(since, FAR_DAY), FROM_KIND)


def insert_seat(scope: Scope, unit: Unit, since: date) -> None:
    """The 属地 superior that follows from where the unit lies, where somebody answers for the place."""
    seat = representing_unit(scope, unit.region_code)
    if seat is not None:
        insert_superior(scope, unit, SuperiorKind.TERRITORY, seat, since, FROM_PLACE)


def begin_earlier(unit: Unit, day: date) -> None:
    """Bring what held from the unit's first day on, by its kind and place, to an earlier first day."""
    moment = clock.now()
    for row in _known_rows(unit.id):
        if row.source in (FROM_KIND, FROM_REGION_KIND) and day < row.valid_from <= unit.active_from < row.valid_to:
            before = (other.valid_to for other in known_facts(unit.id, row.name) if other.valid_to <= row.valid_from)
            row.known_until = moment
            db.session.add(copied(row, moment, valid_from=max([day, *before])))
    query = select(UnitSuperior).where(
        UnitSuperior.unit_id == unit.id,
        UnitSuperior.source.in_((FROM_PLACE, FROM_TREE)),
        UnitSuperior.valid_from == unit.active_from,
    )
    for seat in db.session.scalars(query):
        seat.valid_from = day


def follow_kind(scope: Scope, unit: Unit, since: date) -> list[str]:
    """Let the facts follow a changed kind from a day on: those that do not fit it end, those of the old kind too.

    Gives the labels of what a person had entered and ended so.
    """
    ended, kind = set(), UnitKind(unit.kind)
    for row in _known_rows(unit.id):
        fact = CATALOGUE.get(row.name)
        fits = fact is not None and kind in fact.kinds
        if row.valid_to <= since or (fits and row.source != FROM_KIND and row.name not in plain_facts(kind)):
            continue
        if not fits and row.source != FROM_KIND:
            ended.add(fact_label(row.name))
        lay_over([row], Stretch(since, FAR_DAY), clock.now())
    insert_plain_facts(scope, unit, since)
    return sorted(ended)


def follow_place(scope: Scope, unit: Unit, since: date) -> None:
    """Let the 属地 superior follow a move from a day on, unless a person named another."""
    before = open_superior(unit.id, SuperiorKind.TERRITORY)
    if before is None or before.source not in (FROM_PLACE, FROM_TREE):
        return
    before.valid_to = max(since, before.valid_from)
    insert_seat(scope, unit, before.valid_to)
    if before.valid_to == before.valid_from:
        # It never held: the unit lay in the new place from its first day on.
        db.session.delete(before)


def _known_rows(unit_id: int) -> list[UnitFact]:
    query = select(UnitFact).where(UnitFact.unit_id == unit_id, UnitFact.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(UnitFact.name, UnitFact.valid_from)))
