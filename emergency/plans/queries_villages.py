"""The villages of a township with the state of their plans, for the one page that enters them all."""

from dataclasses import dataclass

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.obligations.facts import PlanKind
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan
from emergency.plans.queries import revision_of
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
    """The living villages of a township, each with its present plan."""
    query = visible_units(scope).where(lies_in(Unit.region_code, code), Unit.kind == UnitKind.VILLAGE.value)
    units = list(db.session.scalars(query.where(Unit.active_to > clock.today()).order_by(Unit.region_code, Unit.id)))
    plans = _plans([unit.id for unit in units])
    return [Village(unit, plans.get(unit.id), _word(plans.get(unit.id))) for unit in units]


def village_plan(unit_id: int) -> Plan | None:
    """The living plan of a village that was already seen."""
    return _plans([unit_id]).get(unit_id)


def _plans(unit_ids: list[int]) -> dict[int, Plan]:
    query = select(Plan).where(Plan.unit_id.in_(unit_ids), Plan.abolished.is_(False)).order_by(Plan.id)
    return {plan.unit_id: plan for plan in db.session.scalars(query) if PlanKind.VILLAGE.value in plan.kinds}


def _word(plan: Plan | None) -> str:
    if plan is None:
        return "尚未登记"
    revision = revision_of(plan, plan.latest)
    issued = dates_of(revision).get(Act.ISSUED) if revision else None
    text = "，未见文本" if revision and revision.without_text else ""
    return f"第{plan.latest}版，{issued or '日期不详'}{text}"
