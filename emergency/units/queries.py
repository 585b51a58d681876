"""Questions about units: who is visible, the list by filter, names on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.units.facts import UnitKind
from emergency.units.models import Unit, UnitVersion
from emergency.units.within import holds_on, known_at, lies_in, unit_in_scope


@dataclass(frozen=True)
class UnitFilter:
    """What a list of units asks for; an empty part asks nothing. `counted` is "yes" or "no"."""

    region: str = ""
    kind: str = ""
    line: str = ""
    counted: str = ""
    text: str = ""
    state: str = "active"


def visible_units(scope: Scope) -> Select[Unit]:
    """Every unit that the viewer may see, ended ones included."""
    return select(Unit).where(unit_in_scope(scope))


def get_unit(scope: Scope, unit_id: int) -> Unit:
    """One unit. Raises NotFound for an unknown one and for a stranger alike."""
    unit = db.session.scalar(visible_units(scope).where(Unit.id == unit_id))
    if unit is None:
        raise NotFound
    return unit


def find_unit(scope: Scope, key: str) -> Unit:
    """One unit by number, credit code, or the region code that it answers for. Raises NotFound."""
    words = key.strip().upper()
    fits = [Unit.uscc == words, (Unit.region_code == words) & Unit.represents.is_(True)]
    # A credit code of eighteen digits is no number of ours.
    if words.isascii() and words.isdigit() and len(words) < 12:
        fits.append(Unit.id == int(words))
    query = visible_units(scope).where(or_(*fits)).order_by(Unit.active_to.desc(), Unit.id)
    unit = db.session.scalars(query.limit(1)).first()
    if unit is None:
        raise NotFound
    return unit


def units_by(scope: Scope, wanted: UnitFilter) -> Select[Unit]:
    """The visible units that fit the filter, by region and kind."""
    query = visible_units(scope)
    if wanted.region:
        query = query.where(lies_in(Unit.region_code, wanted.region))
    if wanted.kind:
        query = query.where(Unit.kind == wanted.kind)
    if wanted.line:
        query = query.where(Unit.line == wanted.line)
    if wanted.counted:
        query = query.where(Unit.counted.is_(wanted.counted == "yes"))
    return _by_state(_by_text(query, wanted.text), wanted.state).order_by(Unit.region_code, Unit.id)


def list_units(scope: Scope, wanted: UnitFilter, page: int = 1) -> Page[Unit]:
    """One page of the visible units that fit the filter."""
    return paginate(units_by(scope, wanted), page)


def representing_unit(scope: Scope, region_code: str) -> Unit | None:
    """The unit that answers for a region, if the viewer may see it and it still exists."""
    query = visible_units(scope).where(
        Unit.region_code == region_code, Unit.represents.is_(True), Unit.active_to > clock.today()
    )
    return db.session.scalars(query.order_by(Unit.id).limit(1)).first()


def namesakes(scope: Scope, name: str, region_code: str, kind: UnitKind) -> list[Unit]:
    """Visible active units of the same name and kind in the same region."""
    query = visible_units(scope).where(
        Unit.name == name,
        Unit.region_code == region_code,
        Unit.kind == kind.value,
        Unit.active_to > clock.today(),
    )
    return list(db.session.scalars(query))


def unit_names_on(unit_ids: Iterable[int], on: date, moment: datetime | None = None) -> dict[int, str]:
    """What units, already seen through a scope, were called on a day, as known at a moment (None: now)."""
    query = select(UnitVersion.unit_id, UnitVersion.name).where(
        UnitVersion.unit_id.in_(set(unit_ids)), holds_on(UnitVersion, on), known_at(UnitVersion, moment)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _by_text(query: Select[Unit], text: str) -> Select[Unit]:
    words = text.strip()
    if not words:
        return query
    fits = [Unit.name.contains(words, autoescape=True)]
    if words.isascii():
        fits += [
            Unit.initials.startswith(words.lower(), autoescape=True),
            Unit.uscc.startswith(words.upper(), autoescape=True),
            Unit.region_code.startswith(words.upper(), autoescape=True),
        ]
    return query.where(or_(*fits))


def _by_state(query: Select[Unit], state: str) -> Select[Unit]:
    if state == "active":
        return query.where(Unit.active_to > clock.today())
    return query.where(Unit.active_to <= clock.today()) if state == "ended" else query
