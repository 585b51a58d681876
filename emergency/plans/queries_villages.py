"""The villages of a township with the state of their plans, for the one page that enters them all."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.obligations.facts import PlanKind
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.words import Act
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.queries import visible_units
from emergency.units.queries_regions import get_region
from emergency.units.regionkinds import Level
from emergency.units.within import lies_in


@dataclass(frozen=True)
class Village:
    """A village and its plan, where it has one."""

    unit: Unit
    plan: Plan | None
    word: str


def township(scope: Scope, code: str) -> Region:
    """A township that the viewer may open. Raises NotFound for another level too."""
    region = get_region(scope, code)
    if region.level != Level.TOWNSHIP.value:
        raise NotFound
    return region


def villages_of(scope: Scope, code: str) -> list[Village]:
    """The living villages of a township, each with its present plan. Two questions."""
    query = visible_units(scope).where(lies_in(Unit.region_code, code), Unit.kind == UnitKind.VILLAGE.value)
    units = list(db.session.scalars(query.where(Unit.active_to > clock.today()).order_by(Unit.region_code, Unit.id)))
    plans = _plans([unit.id for unit in units])
    return [Village(unit, *plans.get(unit.id, (None, "尚未登记"))) for unit in units]


def village_plan(unit_id: int) -> Plan | None:
    """The living plan of a village that was already seen."""
    return _plans([unit_id]).get(unit_id, (None, ""))[0]


def _plans(unit_ids: list[int]) -> dict[int, tuple[Plan, str]]:
    """The newest living plan of each village, with its newest version in words."""
    newest = and_(Revision.plan_id == Plan.id, Revision.number == Plan.latest)
    issued = and_(
        Milestone.revision_id == Revision.id, Milestone.kind == Act.ISSUED.value, Milestone.known_until == FAR_MOMENT
    )
    query = select(Plan, Revision, Milestone.day).join(Revision, newest).outerjoin(Milestone, issued)
    query = query.where(Plan.unit_id.in_(unit_ids), Plan.abolished.is_(False)).order_by(Plan.id)
    rows = [row for row in db.session.execute(query) if PlanKind.VILLAGE.value in row.Plan.kinds]
    return {row.Plan.unit_id: (row.Plan, _word(row.Revision, row.day)) for row in rows}


def _word(revision: Revision, issued: date | None) -> str:
    text = "，未见文本" if revision.without_text else ""
    return f"第{revision.number}版，{issued or '日期不详'}{text}"
