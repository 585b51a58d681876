"""The part of the register that a ledger may speak of, as plain values: regions, units, plans."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.drills.words import State
from emergency.ledgers.check_contacts import Contacts, KnownContact
from emergency.ledgers.check_drills import Drills, Known
from emergency.ledgers.names import Bodies, Body, Place, Places
from emergency.ledgers.plan_rows import Picture, Plans
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.queries import plan_in_scope
from emergency.plans.rules import shown_title
from emergency.plans.words import Act
from emergency.units.lines import ContactRole, SuccessionKind
from emergency.units.models import Contact, Unit
from emergency.units.models_regions import Region, RegionSuccession
from emergency.units.queries_details import reads_numbers
from emergency.units.queries_regions import STEP
from emergency.units.rules import path_codes
from emergency.units.within import region_in_scope, unit_in_scope

CHUNK = 500
TOLD = tuple(act.value for act in (Act.REVIEWED, Act.ISSUED, Act.PUBLISHED, Act.SIGNED, Act.EFFECTIVE, Act.EXPIRES))


def load_places(scope: Scope) -> Places:
    """The regions that the viewer may use, with the way to each and who took over those that ended.

    A unit may name the region that it stands in, for its own exports do.
    """
    own = db.session.scalars(select(Unit.region_code).where(Unit.id.in_(scope.unit_ids))).all()
    query = select(Region.code, Region.name, Region.valid_to).where(or_(region_in_scope(scope), Region.code.in_(own)))
    rows = db.session.execute(query).all()
    names = {row.code: row.name for row in rows}
    above = {step for code in (*scope.regions, *own) for step in path_codes(code)}
    found = db.session.execute(select(Region.code, Region.name).where(Region.code.in_(above)))
    names |= {row[0]: row[1] for row in found}
    merged = select(RegionSuccession.region_code, RegionSuccession.other_code)
    merged = merged.where(RegionSuccession.kind == SuccessionKind.MERGED.value)
    heirs = {row[0]: row[1] or "" for row in db.session.execute(merged)}
    today = clock.today()
    return Places(
        Place(
            row.code, row.name, STEP.join(names[code] for code in path_codes(row.code) if code in names),
            row.valid_to <= today, heirs.get(row.code, ""),
        )
        for row in rows
    )  # fmt: skip


def load_bodies(scope: Scope, agreed: Mapping[str, int]) -> Bodies:
    """The units that the viewer may see, to be found by name."""
    columns = (
        Unit.id, Unit.name, Unit.region_code, Unit.kind, Unit.line, Unit.uscc, Unit.represents, Unit.active_to,
        Unit.address, Unit.active_from,
    )  # fmt: skip
    today, bodies = clock.today(), Bodies(agreed=dict(agreed))
    for row in db.session.execute(select(*columns).where(unit_in_scope(scope)).order_by(Unit.id)):
        bodies.add(
            Body(
                row.id, row.name, row.region_code, row.kind, row.line, row.uscc or "", row.represents,
                row.active_to <= today, row.address, row.active_from, row.active_to,
            )
        )  # fmt: skip
    return bodies


def load_plans(scope: Scope, unit_ids: Iterable[int], codes: Iterable[str]) -> Plans:
    """The plans of these units and of these codes that the viewer may see, each with its newest version."""
    query = select(Plan, Revision).join(Revision, and_(Revision.plan_id == Plan.id, Revision.number == Plan.latest))
    columns = query.with_only_columns(
        Plan.id, Plan.unit_id, Plan.code, Plan.title, Plan.line, Plan.kinds, Plan.covers, Plan.event_class, Plan.hazard,
        Plan.secrecy, Plan.filing_target, Plan.latest, Plan.abolished, Revision.id.label("revision_id"),
        Revision.document_number, Revision.issuing_name, Revision.signed_by, Revision.state,
    ).where(plan_in_scope(scope))  # fmt: skip
    rows: dict[int, Any] = {}
    for column, wanted in ((Plan.unit_id, sorted({*unit_ids})), (Plan.code, sorted({*codes}))):
        for start in range(0, len(wanted), CHUNK):
            found = db.session.execute(columns.where(column.in_(wanted[start : start + CHUNK])))
            rows |= {row.id: row for row in found}
    dates, filed = _acts(rows.values())
    return Plans(_picture(row, dates[row.revision_id], filed[row.revision_id]) for row in rows.values())


def load_contacts(scope: Scope, unit_ids: Iterable[int]) -> Contacts:
    """The contacts of these units in use; those whose numbers the viewer may not read are told as closed."""
    wanted, closed = sorted({*unit_ids}), set[int]()
    for start in range(0, len(wanted), CHUNK):
        units = db.session.scalars(select(Unit).where(unit_in_scope(scope), Unit.id.in_(wanted[start : start + CHUNK])))
        closed |= {unit.id for unit in units if not reads_numbers(scope, unit)}
    return Contacts(known_contacts(wanted), closed)


def known_contacts(unit_ids: Iterable[int]) -> list[KnownContact]:
    """The contacts in use of units that were seen through a scope."""
    wanted, known = sorted({*unit_ids}), list[KnownContact]()
    for start in range(0, len(wanted), CHUNK):
        of_units = Contact.unit_id.in_(wanted[start : start + CHUNK])
        rows = db.session.scalars(select(Contact).where(of_units, Contact.ended_on.is_(None)).order_by(Contact.id))
        known += [
            KnownContact(
                row.id, row.unit_id, ContactRole(row.role), row.name, row.post, row.phone, row.mail or "",
                row.checked_on,
            )
            for row in rows
        ]  # fmt: skip
    return known


def load_drills(scope: Scope, unit_ids: Iterable[int]) -> Drills:
    """The drills that these units organise, as far as the viewer may see them."""
    query = visible_drills(scope).with_only_columns(
        Drill.id, Drill.organiser_id, Drill.title, Drill.starts_at, Drill.state, Drill.place, Drill.participants
    )
    wanted, rows = sorted({*unit_ids}), list[Any]()
    for start in range(0, len(wanted), CHUNK):
        block = query.where(Drill.organiser_id.in_(wanted[start : start + CHUNK]))
        rows += db.session.execute(block.order_by(None).order_by(Drill.starts_at, Drill.id)).all()
    return Drills(
        Known(
            row.id, row.organiser_id, row.title, clock.day_of(row.starts_at), State(row.state), row.place,
            row.participants,
        )
        for row in rows
    )  # fmt: skip


def _acts(rows: Iterable[Any]) -> tuple[dict[int, dict[Act, date]], dict[int, set[date]]]:
    """The stated days and the filings of versions, as known now."""
    dates: dict[int, dict[Act, date]] = defaultdict(dict)
    filed: dict[int, set[date]] = defaultdict(set)
    wanted = sorted(row.revision_id for row in rows)
    columns: tuple[Any, ...] = (Milestone.revision_id, Milestone.kind, Milestone.day)
    query: Select[Any] = select(*columns).order_by(Milestone.id)
    query = query.where(
        Milestone.known_until == FAR_MOMENT, or_(Milestone.kind.in_(TOLD), Milestone.kind == Act.FILED.value)
    )
    for start in range(0, len(wanted), CHUNK):
        block = wanted[start : start + CHUNK]
        for number, kind, day in db.session.execute(query.where(Milestone.revision_id.in_(block))):
            if kind == Act.FILED.value:
                filed[number].add(day)
            else:
                dates[number][Act(kind)] = day
    return dates, filed


def _picture(row: Any, dates: Mapping[Act, date], filed: Iterable[date]) -> Picture:
    return Picture(
        row.id, row.unit_id, row.code, row.title, shown_title(row.title, row.secrecy, row.code), row.line,
        frozenset(row.kinds), frozenset(row.covers), row.event_class, row.hazard, row.secrecy, row.filing_target,
        row.latest, row.document_number, row.issuing_name, row.signed_by, row.state, row.abolished, dict(dates),
        frozenset(filed),
    )  # fmt: skip
