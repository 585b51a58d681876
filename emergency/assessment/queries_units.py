"""Who is counted on the day of the assessment, by kind, and whose contacts were checked in time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, select

from emergency.assessment.facts import Figure, Subject
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.periods import add_months
from emergency.coverage.overview import holds_samples
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole
from emergency.units.models import Contact, Unit, UnitVersion
from emergency.units.within import holds_on, known_at, lies_in, unit_in_scope

CHECKED_WITHIN_MONTHS = 12


def counted_units(scope: Scope, subject: Subject, on: date) -> dict[UnitKind, set[int]]:
    """The visible units of the subject that count on the day, by kind; 另列 ones are left out.

    For a unit's own sheet the unit alone, whether or not it counts.
    """
    query = (
        select(UnitVersion.kind, Unit.id)
        .join(Unit, Unit.id == UnitVersion.unit_id)
        .where(unit_in_scope(scope), holds_on(UnitVersion, on), known_at(UnitVersion, None))
    )
    if subject.unit_id is None:
        query = query.where(lies_in(UnitVersion.region_code, subject.region_code), UnitVersion.counted.is_(True))
    else:
        query = query.where(Unit.id == subject.unit_id)
    found: dict[UnitKind, set[int]] = defaultdict(set)
    for kind, unit_id in db.session.execute(query):
        found[UnitKind(kind)].add(unit_id)
    return found


def contacts_named(subject: Subject, departments: Collection[int], on: date, href: str = "") -> Figure:
    """Departments of the region's own level whose 应急联络员 is named and was checked within twelve months."""
    level = select(Unit.id).where(Unit.id.in_(departments), Unit.region_code == subject.region_code)
    checked = exists().where(
        Contact.unit_id == Unit.id,
        Contact.role == ContactRole.LIAISON.value,
        Contact.name != "",
        Contact.ended_on.is_(None),
        Contact.checked_on >= add_months(on, -CHECKED_WITHIN_MONTHS),
        Contact.checked_on <= on,
    )
    owed = set(db.session.scalars(level))
    done = set(db.session.scalars(level.where(checked)))
    return Figure(done=len(done), owed=len(owed), href=href)


def has_samples(scope: Scope, subject: Subject) -> bool:
    """Whether 示例 units, plans or drills are among those of which the sheet speaks."""
    return holds_samples(scope, subject.region_code, subject.unit_id)
