"""Who is counted on the day of the assessment, by kind."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from emergency.assessment.facts import Subject
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.coverage.overview import holds_samples
from emergency.units.facts import UnitKind
from emergency.units.models import Unit, UnitVersion
from emergency.units.within import holds_on, known_at, lies_in, unit_in_scope


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


def has_samples(scope: Scope, subject: Subject) -> bool:
    """Whether 示例 units, plans or drills are among those of which the sheet speaks."""
    return holds_samples(scope, subject.region_code, subject.unit_id)
