"""Which texts are to be scanned, and the marks of those that were."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import plan_in_scope
from emergency.texts.facts import Part, TextState
from emergency.texts.models import PlanText
from emergency.texts.models_likeness import PlanSketch
from emergency.units.within import lies_in

SCANNER = 6  # Raised when the program looks at texts in another way.
LISTS = [Path(__file__).resolve().parents[2] / "seeds" / "reference" / name for name in ("texts", "chapters")]


@cache
def scanner() -> int:
    """Tells one way of scanning from another: the program's and that of the lists it reads.

    Texts that were scanned in another way are scanned again: by the worker after an upgrade, or by `texts scan`.
    """
    told = sha256(str(SCANNER).encode())
    for path in sorted(path for folder in LISTS for path in folder.iterdir()):
        told.update(path.name.encode() + path.read_bytes())
    return int(told.hexdigest()[:7], 16)


def newest_text(revision_id: int) -> int | None:
    """The text of the plan itself, where the version is the newest one and has a text that could be read."""
    query = select(PlanText.id).join(Revision, Revision.id == PlanText.revision_id)
    query = query.join(Plan, Plan.id == Revision.plan_id).where(_scannable(), PlanText.revision_id == revision_id)
    return db.session.scalar(query)


def to_scan(scope: Scope, region_code: str | None = None, *, again: bool = False) -> list[int]:
    """The newest texts of plans that were not scanned yet, or in another way."""
    query = select(PlanText.id).join(Revision, Revision.id == PlanText.revision_id)
    query = query.join(Plan, Plan.id == Revision.plan_id).where(_scannable(), plan_in_scope(scope))
    query = query.outerjoin(PlanSketch, PlanSketch.text_id == PlanText.id)
    if region_code is not None:
        query = query.where(lies_in(Plan.region_code, region_code))
    if not again:
        query = query.where(or_(PlanSketch.text_id.is_(None), PlanSketch.scanner != scanner()))
    return list(db.session.scalars(query.order_by(PlanText.id)))


def scanned() -> list[int]:
    """Every text whose marks are kept."""
    return list(db.session.scalars(select(PlanSketch.text_id).order_by(PlanSketch.text_id)))


def sketches(*, but: int | None = None) -> Sequence[Any]:
    """Text, unit, region and marks of every scanned text, those of one unit left out; for the scan."""
    query = select(PlanSketch.text_id, PlanSketch.unit_id, PlanSketch.region_code, PlanSketch.marks)
    if but is not None:
        query = query.where(PlanSketch.unit_id != but)
    return db.session.execute(query.order_by(PlanSketch.text_id)).all()


def _scannable() -> ColumnElement[bool]:
    read = and_(PlanText.state == TextState.READ.value, PlanText.part == Part.BODY.value)
    return and_(read, Revision.number == Plan.latest)
