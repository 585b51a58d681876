"""Questions about one unit: its facts, superiors, contacts and past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from emergency.base import clock
from emergency.base.access import Role, Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.errors import NotFound
from emergency.units.fact_catalogue import CATALOGUE, facts_for
from emergency.units.fact_text import fact_label, value_text
from emergency.units.facts import Fact, UnitKind
from emergency.units.lines import ContactRole, SuperiorKind, masked
from emergency.units.models import Contact, Unit, UnitFact, UnitSuccession, UnitSuperior, UnitVersion
from emergency.units.queries import get_unit
from emergency.units.within import holds_on, known_at, unit_in_scope


@dataclass(frozen=True)
class FactLine:
    """One recorded stretch of a fact as a page shows it."""

    name: str
    label: str
    text: str
    valid_from: date
    valid_to: date
    source: str
    recorded_by: str
    recorded_at: datetime
    current: bool

    @property
    def open_ended(self) -> bool:
        """Whether no end is known."""
        return self.valid_to == FAR_DAY


@dataclass(frozen=True)
class ContactLine:
    """One contact; `phone` is masked for whoever has no business calling."""

    id: int
    role: str
    name: str
    post: str
    phone: str
    checked_on: date
    mail: str = ""


def facts_of(scope: Scope, unit_id: int) -> list[FactLine]:
    """Every stretch of every fact as known now, in the order of the catalogue, the newest first."""
    get_unit(scope, unit_id)
    return known_facts_of(unit_id)


def known_facts_of(unit_id: int, moment: datetime | None = None) -> list[FactLine]:
    """As facts_of, as known at a moment (None: now), for a unit that was already seen through a scope."""
    order = {name: place for place, name in enumerate(CATALOGUE)}
    query = select(UnitFact).where(UnitFact.unit_id == unit_id, known_at(UnitFact, moment))
    rows = sorted(db.session.scalars(query), key=lambda row: (order.get(row.name, 999), -row.valid_from.toordinal()))
    today = clock.today()
    return [_fact_line(row, today) for row in rows]


def unrecorded_facts(scope: Scope, unit_id: int) -> list[Fact]:
    """The facts of the catalogue that fit the unit's kind and are not recorded for today."""
    unit = get_unit(scope, unit_id)
    query = select(UnitFact.name).where(
        UnitFact.unit_id == unit_id, known_at(UnitFact, None), holds_on(UnitFact, clock.today())
    )
    recorded = set(db.session.scalars(query))
    return [fact for fact in facts_for(UnitKind(unit.kind)) if fact.name not in recorded]


def get_fact(scope: Scope, unit_id: int, name: str) -> Fact:
    """A fact of the catalogue that can be asked of this unit. Raises NotFound."""
    unit = get_unit(scope, unit_id)
    fact = CATALOGUE.get(name)
    if fact is None or UnitKind(unit.kind) not in fact.kinds:
        raise NotFound
    return fact


def superiors_of(scope: Scope, unit_id: int) -> list[UnitSuperior]:
    """To whom the unit answers and answered, the newest first."""
    get_unit(scope, unit_id)
    query = select(UnitSuperior).where(UnitSuperior.unit_id == unit_id)
    order = list(SuperiorKind)
    rows = db.session.scalars(query.order_by(UnitSuperior.valid_from.desc(), UnitSuperior.id.desc()))
    return sorted(rows, key=lambda row: order.index(SuperiorKind(row.kind)))


def open_superior(unit_id: int, kind: SuperiorKind) -> UnitSuperior | None:
    """The superior of this kind without an end, of a unit that was already seen through a scope."""
    query = select(UnitSuperior).where(
        UnitSuperior.unit_id == unit_id, UnitSuperior.kind == kind.value, UnitSuperior.valid_to == FAR_DAY
    )
    return db.session.scalars(query.order_by(UnitSuperior.id.desc()).limit(1)).first()


def contacts_of(scope: Scope, unit_id: int) -> list[ContactLine]:
    """The contacts in force, with numbers as far as the viewer may read them."""
    unit = get_unit(scope, unit_id)
    query = select(Contact).where(Contact.unit_id == unit_id, Contact.ended_on.is_(None))
    order = list(ContactRole)
    rows = sorted(db.session.scalars(query), key=lambda row: (order.index(ContactRole(row.role)), row.id))
    open_numbers = reads_numbers(scope, unit)
    return [
        ContactLine(row.id, ContactRole(row.role).label, row.name, row.post,
                    row.phone if open_numbers else masked(row.phone), row.checked_on,
                    (row.mail or "") if open_numbers else "")
        for row in rows
    ]  # fmt: skip


def reads_numbers(scope: Scope, unit: Unit) -> bool:
    """Whether this viewer sees telephone numbers whole: the unit, its offices and its line department."""
    if scope.role is Role.UNIT:
        return unit.id in scope.unit_ids
    if scope.role is Role.LINE:
        return scope.covers(unit.region_code) and unit.line in scope.lines
    return scope.is_office and scope.covers(unit.region_code)


def get_contact(scope: Scope, unit_id: int, contact_id: int) -> Contact:
    """One contact of a visible unit, for editing. Raises NotFound."""
    unit = get_unit(scope, unit_id)
    row = db.session.get(Contact, contact_id)
    if row is None or row.unit_id != unit.id or row.ended_on is not None or not reads_numbers(scope, unit):
        raise NotFound
    return row


def unit_versions(scope: Scope, unit_id: int) -> list[UnitVersion]:
    """The unit's identity stretch by stretch, as known now, the newest first."""
    get_unit(scope, unit_id)
    return known_versions_of(unit_id)


def known_versions_of(unit_id: int, moment: datetime | None = None) -> list[UnitVersion]:
    """As unit_versions, as known at a moment (None: now), for a unit that was already seen through a scope."""
    query = select(UnitVersion).where(UnitVersion.unit_id == unit_id, known_at(UnitVersion, moment))
    return list(db.session.scalars(query.order_by(UnitVersion.valid_from.desc())))


def unit_successions(scope: Scope, unit_id: int) -> list[UnitSuccession]:
    """Renames, mergers, splits and endings that touched the unit, the newest first."""
    get_unit(scope, unit_id)
    query = select(UnitSuccession).where(or_(UnitSuccession.unit_id == unit_id, UnitSuccession.other_id == unit_id))
    return list(db.session.scalars(query.order_by(UnitSuccession.day.desc(), UnitSuccession.id.desc())))


def seen_names(scope: Scope, unit_ids: Sequence[int | None]) -> dict[int, str]:
    """The names of those of the units that the viewer may open."""
    wanted = {unit_id for unit_id in unit_ids if unit_id is not None}
    query = select(Unit.id, Unit.name).where(unit_in_scope(scope), Unit.id.in_(wanted))
    return {row[0]: row[1] for row in db.session.execute(query)} if wanted else {}


def _fact_line(row: UnitFact, today: date) -> FactLine:
    return FactLine(
        name=row.name,
        label=fact_label(row.name),
        text=value_text(row.name, row.value),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        recorded_by=row.recorded_by,
        recorded_at=row.known_from,
        current=row.valid_from <= today < row.valid_to,
    )
