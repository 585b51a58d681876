"""Which plans a viewer may see, one plan, its bodies and versions, and who may work on it."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from emergency.audit.queries import highest_number
from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.obligations.facts import BodyRole, PlanKind
from emergency.plans.checking import Holder
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.rules import shown_title
from emergency.plans.words import RevisionState
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries import get_unit
from emergency.units.rules import path_codes
from emergency.units.within import bounds, unit_in_scope

ONLY_LOOKING = "您可以查看这份预案，但它不是您管辖单位的预案，不能修改。"


def plan_ids_seen(scope: Scope) -> tuple[Select[int], Select[int]]:
    """The numbers of plans that bind a unit which the viewer may see, and of those handed to such a unit for 备案."""
    bound = select(PlanBody.plan_id).join(Unit, Unit.id == PlanBody.unit_id)
    handed = select(Milestone.plan_id).join(Unit, Unit.id == Milestone.receiver_id)
    return (
        bound.where(PlanBody.known_until == FAR_MOMENT, unit_in_scope(scope)),
        handed.where(Milestone.known_until == FAR_MOMENT, unit_in_scope(scope)),
    )


def plan_ids_from_elsewhere(scope: Scope) -> set[int]:
    """The plans of units outside an office's regions that it may see, for they bind or were handed to a unit of it."""
    ends = [bounds(code) for code in scope.regions]
    elsewhere = and_(*(or_(Plan.region_code < low, Plan.region_code >= high) for low, high in ends))
    if db.session.scalar(select(Plan.id).where(elsewhere).limit(1)) is None:
        return set()
    bound, handed = plan_ids_seen(scope)
    seen = (bound.join(Plan, Plan.id == PlanBody.plan_id), handed.join(Plan, Plan.id == Milestone.plan_id))
    return {number for query in seen for number in db.session.scalars(query.where(elsewhere))}


def plan_in_scope(scope: Scope) -> ColumnElement[bool]:
    """The plans that bind at least one unit which the viewer may see, or were handed to such a unit for 备案."""
    return or_(*(Plan.id.in_(seen) for seen in plan_ids_seen(scope)))


def is_seen(scope: Scope) -> ColumnElement[bool]:
    """The same asked of each plan in turn: for a question that looks at few, where listing all would be the work."""
    seen = unit_in_scope(scope)
    bound = select(PlanBody.id).join(Unit, Unit.id == PlanBody.unit_id).where(PlanBody.plan_id == Plan.id)
    handed = select(Milestone.id).join(Unit, Unit.id == Milestone.receiver_id).where(Milestone.plan_id == Plan.id)
    return or_(
        bound.where(PlanBody.known_until == FAR_MOMENT, seen).exists(),
        handed.where(Milestone.known_until == FAR_MOMENT, seen).exists(),
    )


def visible_plans(scope: Scope) -> Select[Plan]:
    """Every plan that the viewer may see."""
    return select(Plan).where(plan_in_scope(scope))


def get_plan(scope: Scope, plan_id: int) -> Plan:
    """One plan. Raises NotFound for an unknown one and for a stranger's alike."""
    plan = db.session.scalar(visible_plans(scope).where(Plan.id == plan_id))
    if plan is None:
        raise NotFound
    return plan


def get_own_plan(scope: Scope, plan_id: int) -> tuple[Plan, Unit]:
    """A plan to work on, with its unit. Raises NotFound; Forbidden where the viewer may only look."""
    plan = get_plan(scope, plan_id)
    if not owns(scope, plan):
        raise Forbidden(ONLY_LOOKING)
    return plan, get_unit(scope, plan.unit_id)


def owns(scope: Scope, plan: Plan) -> bool:
    """Whether the plan's own unit is the viewer's to work for."""
    seen = select(Unit.id).where(unit_in_scope(scope), Unit.id == plan.unit_id)
    return scope.may(Permission.PLAN_EDIT) and db.session.scalar(seen) is not None


def owns_plan(scope: Scope, plan_id: int) -> bool:
    """Whether a plan that was already seen is the viewer's to work on."""
    return owns(scope, db.session.get_one(Plan, plan_id))


def unit_of(plan: Plan) -> Unit:
    """The unit of a plan that was already seen through a scope."""
    return db.session.get_one(Unit, plan.unit_id)


def holder_of(unit: Unit) -> Holder:
    """What the rules of 核对 ask of a unit."""
    return Holder(UnitKind(unit.kind), unit.region_code, unit.line)


def title_of(plan: Plan) -> str:
    """What the plan is called on a page or on the trail: of a secret one only the code."""
    return shown_title(plan.title, plan.secrecy, plan.code)


def get_revision(scope: Scope, plan_id: int, number: int) -> tuple[Plan, Revision]:
    """One version of a visible plan. Raises NotFound."""
    plan = get_plan(scope, plan_id)
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    return plan, revision


def revision_of(plan: Plan, number: int | None) -> Revision | None:
    """A version by number of a plan that was already seen."""
    query = select(Revision).where(Revision.plan_id == plan.id, Revision.number == number)
    return None if number is None else db.session.scalar(query)


def latest_revision(plan: Plan) -> Revision:
    """The newest version of a plan that was already seen."""
    query = select(Revision).where(Revision.plan_id == plan.id, Revision.number == plan.latest)
    return db.session.scalars(query).one()


def is_untouched_draft(plan: Plan, revision: Revision) -> bool:
    """Whether nobody was ever shown this version: the only thing that may be thrown away."""
    return revision.state == RevisionState.DRAFT and revision.submitted_at is None and not plan.abolished


def revisions_of(plan: Plan) -> list[Revision]:
    """All versions of a plan that was already seen, the newest first."""
    query = select(Revision).where(Revision.plan_id == plan.id).order_by(Revision.number.desc())
    return list(db.session.scalars(query))


def bodies_of(plan_ids: Iterable[int]) -> dict[int, dict[BodyRole, list[Unit]]]:
    """The units bound by plans that were already seen, as known now, by role."""
    query = select(PlanBody, Unit).join(Unit, Unit.id == PlanBody.unit_id).order_by(PlanBody.id)
    query = query.where(PlanBody.plan_id.in_(set(plan_ids)), PlanBody.known_until == FAR_MOMENT)
    found: dict[int, dict[BodyRole, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for row in db.session.execute(query):
        found[row.PlanBody.plan_id][BodyRole(row.PlanBody.role)].append(row.Unit)
    return found


def bound_unit_ids(plan_id: int) -> set[int]:
    """Whose duties a plan touches; for the announcement."""
    query = select(PlanBody.unit_id).where(PlanBody.plan_id == plan_id, PlanBody.known_until == FAR_MOMENT)
    return set(db.session.scalars(query))


def open_milestones(plan_id: int) -> list[Milestone]:
    """The dated acts of a plan as known now, in the order of their entry."""
    query = select(Milestone).where(Milestone.plan_id == plan_id, Milestone.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(Milestone.id)))


def get_milestone(scope: Scope, plan_id: int, milestone_id: int) -> tuple[Plan, Milestone]:
    """One dated act as known now of a visible plan. Raises NotFound, also for one corrected meanwhile."""
    plan = get_plan(scope, plan_id)
    row = db.session.get(Milestone, milestone_id)
    if row is None or row.plan_id != plan.id or row.known_until != FAR_MOMENT:
        raise NotFound
    return plan, row


def governments_over(unit: Unit) -> list[Unit]:
    """The governments of the unit's region and of those above it, nearest first; their names are public."""
    codes = [code for code in path_codes(unit.region_code) if not code[6:].strip("0") or code == unit.region_code]
    kinds = [UnitKind.CITY.value, UnitKind.COUNTY.value, UnitKind.TOWNSHIP.value]
    query = select(Unit).where(Unit.region_code.in_(codes), Unit.represents.is_(True), Unit.kind.in_(kinds))
    return list(db.session.scalars(query.where(Unit.active_to > clock.today()).order_by(Unit.region_code.desc())))


def default_approver(unit: Unit, kinds: Iterable[PlanKind]) -> Unit:
    """Who approves: of a 专项 the government of the same level, else the unit itself (国办发〔2024〕5号 art. 25)."""
    if PlanKind.SPECIAL not in kinds or unit.kind != UnitKind.DEPARTMENT:
        return unit
    own = [government for government in governments_over(unit) if government.region_code == unit.region_code]
    return own[0] if own else unit


def plan_by_code(scope: Scope, code: str, known: int | None = None) -> int | None:
    """The number of a visible plan by its code, or of the one known already; None for no code. Raises Refusal."""
    if not code:
        return None
    if known is not None and code.upper() == code_of(known):
        return known
    query = select(Plan.id).where(plan_in_scope(scope), Plan.code == code.upper())
    plan_id = db.session.scalar(query)
    if plan_id is None:
        raise Refusal(f"没有找到代号为“{code}”的预案，或它不在您的管辖范围内。请核对后重填或留空。", "superior")
    return plan_id


def unused_number() -> int:
    """A number, and so a code, that no plan ever had, not even one that was thrown away."""
    return max(highest_number("plan"), db.session.scalar(select(func.max(Plan.id))) or 0) + 1


def code_of(plan_id: int) -> str:
    """The neutral code of a plan."""
    return f"YA{plan_id:06d}"


def units_named(scope: Scope, names: Iterable[str], known: Iterable[Unit] = ()) -> tuple[int, ...]:
    """The visible active units of these full names, or those known already. Raises Refusal naming the one amiss."""
    found: list[int] = []
    bound = {unit.name: unit.id for unit in known}
    for name in names:
        if name in bound:
            found.append(bound[name])
            continue
        query = select(Unit.id).where(unit_in_scope(scope), Unit.name == name, Unit.active_to > clock.today())
        ids = list(db.session.scalars(query.limit(2)))
        if len(ids) != 1:
            what = "没有找到" if not ids else "有多个名称相同的"
            raise Refusal(f"{what}单位“{name}”（须写全称且在您的管辖范围内），请核对。", "leads")
        found.append(ids[0])
    return tuple(found)


def other_leads(plan: Plan) -> list[Unit]:
    """The further 编制牵头单位 of a joint plan that was already seen."""
    return [unit for unit in bodies_of([plan.id])[plan.id][BodyRole.LEAD] if unit.id != plan.unit_id]


def revision_open(scope: Scope, revision_id: int) -> bool:
    """Whether the viewer may open the papers of a version, as the page of its plan shows them."""
    plan_id = db.session.scalar(select(Revision.plan_id).where(Revision.id == revision_id))
    return plan_id is not None and db.session.scalar(visible_plans(scope).where(Plan.id == plan_id)) is not None


def versions_with_plans(revision_ids: Iterable[int]) -> list[tuple[Revision, Plan]]:
    """Versions with their plans, whose papers the caller has already seen through a scope."""
    query = select(Revision, Plan).join(Plan, Plan.id == Revision.plan_id).where(Revision.id.in_(set(revision_ids)))
    return [(row.Revision, row.Plan) for row in db.session.execute(query)]


def plans_of_units(scope: Scope, unit_ids: Iterable[int]) -> list[Plan]:
    """The visible plans in force that bind any of the units, for choosing what a drill exercises."""
    bound = select(PlanBody.plan_id).where(PlanBody.unit_id.in_(set(unit_ids)), PlanBody.known_until == FAR_MOMENT)
    query = visible_plans(scope).where(Plan.id.in_(bound), Plan.in_force.isnot(None), Plan.abolished.is_(False))
    return list(db.session.scalars(query.order_by(Plan.unit_id, Plan.id)))
