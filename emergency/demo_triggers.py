"""The 示例 circumstances for revision, one in each state: what the register saw, and what people made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import db
from emergency.demo_plans import number_of
from emergency.demo_story import Story, keeper, office
from emergency.demo_units import sample_units
from emergency.drills.actions_answers import PlanAnswer
from emergency.drills.actions_findings import FindingDetails, add_finding, close_finding
from emergency.drills.models import Drill
from emergency.drills.queries_findings import exercised
from emergency.drills.words import Resolution, State
from emergency.evidence.facts import Secrecy
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_check, actions_triggers
from emergency.plans.actions_triggers import Decision, Told
from emergency.plans.chapters import chapters_of
from emergency.plans.models import Plan
from emergency.plans.models_triggers import ReviewTrigger
from emergency.plans.queries import latest_revision
from emergency.plans.queries_concerned import in_force_since
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act, EventClass
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.lines import ContactRole
from emergency.units.models import Unit

CHECKER, OFFICE = "示例核对人", "示例应急管理机构"
SOURCE = "新增风险点，见风险评估报告（示例）"
SMALL = FindingDetails("集合用时偏长（示例）", major=False)
KEPT = PlanAnswer(Resolution.KEPT, reason="补充器材即可，预案内容不变（示例）", signed_by="示例负责人")
FINDING = FindingDetails("疏散通道被占用，应急广播听不清（示例）", major=True, responsible="示例安全科")


@dataclass
class Chosen:
    """The plans of the scenes, chosen once the register holds them."""

    plans: list[Plan] = field(default_factory=list)


def tell_triggers(story: Story) -> None:
    """Have heads change, risks grow, a superior plan revised, a drill go wrong; then confirm, dismiss and answer."""

    def day(back: int) -> date:
        return story.today - timedelta(days=back)

    chosen = Chosen()
    story.on(day(46), lambda: chosen.plans.extend(_steady(day(60))), 8)
    for number in range(4):
        story.on(day(45), _with(chosen, number, partial(_head, "示例负责人甲", day(45))), 9)
        story.on(day(40), _with(chosen, number, partial(_head, "示例负责人乙", day(41))), 9)
    story.on(day(38), _with(chosen, 1, _dismiss), 14)
    for number in (2, 3):
        story.on(day(38), _with(chosen, number, _confirm), 14)
    story.on(day(30), _with(chosen, 3, partial(_keep, day(31))), 14)
    for number in (4, 5):
        story.on(day(33), _with(chosen, number, partial(_record, day(34))), 10)
        story.on(day(12), _with(chosen, number, partial(_revise, day(13), passing=number == 4)), 10)
    story.on(day(25), lambda: _superior(day(26)), 10)
    story.on(day(3), lambda: _findings(day(10)), 17)


def _steady(before: date) -> list[Plan]:
    """Open plans of 示例 units in force since before a day, with no other version under way."""
    samples = [unit.id for unit in sample_units()]
    query = select(Plan).where(Plan.unit_id.in_(samples), Plan.secrecy == Secrecy.OPEN.value, Plan.state == "passed")
    plans = list(db.session.scalars(query.where(Plan.abolished.is_(False), Plan.latest == 1).order_by(Plan.id)))
    since = in_force_since([plan.id for plan in plans])
    # The first ones of the register may be revised by the rest of the story.
    return [plan for plan in plans if since.get(plan.id, before) < before][10:]


def _with(chosen: Chosen, number: int, act: Callable[[Plan], object]) -> Callable[[], object]:
    """The act on one of the chosen plans; nothing where the story has too few."""
    return lambda: act(chosen.plans[number]) if number < len(chosen.plans) else None


def _head(name: str, day: date, plan: Plan) -> None:
    details = ContactDetails(ContactRole.HEAD, name, "负责人", "0456-0000000", day)
    add_contact(office(OFFICE), db.session.get_one(Unit, plan.unit_id), details)


def _newest(plan: Plan) -> ReviewTrigger:
    query = select(ReviewTrigger).where(ReviewTrigger.plan_id == plan.id).order_by(ReviewTrigger.id.desc())
    return db.session.scalars(query.limit(1)).one()


def _confirm(plan: Plan) -> None:
    trigger = _newest(plan)
    actions_triggers.confirm_trigger(keeper(plan.unit_id), trigger.id, trigger.day)


def _dismiss(plan: Plan) -> None:
    actions_triggers.dismiss_trigger(keeper(plan.unit_id), _newest(plan).id, "负责人变更不影响指挥机构和职责（示例）")


def _keep(day: date, plan: Plan) -> None:
    told = Decision(day, "指挥机构按职务确定，预案不需改动（示例）", "示例负责人乙")
    actions_triggers.keep_plan(keeper(plan.unit_id), _newest(plan).id, told)


def _record(day: date, plan: Plan) -> None:
    actions_triggers.record_trigger(keeper(plan.unit_id), plan.id, Told(CircumstanceKind.RISK, day, SOURCE))


def _revise(day: date, plan: Plan, *, passing: bool) -> None:
    """A new version that names what it answers; one is passed, the other waits."""
    scope = keeper(plan.unit_id)
    _new_version(scope, plan, day)
    actions_triggers.name_answers(scope, plan, latest_revision(plan), [_newest(plan).id])
    if passing:
        actions_check.pass_revision(office(CHECKER), plan.id, plan.latest)


def _new_version(scope: Scope, plan: Plan, day: date) -> None:
    dates = {Act.ISSUED: day} if plan.line == PlanLine.GOVERNMENT else {Act.SIGNED: day, Act.PUBLISHED: day}
    number = number_of(db.session.get_one(Unit, plan.unit_id), day)
    actions.add_revision(scope, plan.id, RevisionDetails(dates, number, signed_by="示例", important_change=True))


def _superior(day: date) -> None:
    """A county's general plan is revised; two plans of its townships name it as their 上位预案."""
    query = select(Plan).where(Plan.sample.is_(True), Plan.abolished.is_(False), Plan.state == "passed")
    plans = list(db.session.scalars(query.order_by(Plan.id)))
    for upper in (plan for plan in plans if plan.kinds == [PlanKind.GENERAL.value] and plan.latest == 1):
        lower = [
            plan
            for plan in plans
            if plan.kinds == [PlanKind.TOWNSHIP.value] and plan.region_code.startswith(upper.region_code[:6])
        ]
        since = in_force_since([upper.id, *(plan.id for plan in lower)])
        older = [plan for plan in lower if since[plan.id] < day]
        if since[upper.id] < day and older and not upper.region_code.endswith("00000000"):
            for plan in older[:2]:
                actions.edit_plan(office(OFFICE), plan.id, _below(plan, upper))
            _new_version(office(OFFICE), upper, day)
            actions_check.pass_revision(office(CHECKER), upper.id, upper.latest)
            return


def _below(plan: Plan, upper: Plan) -> PlanDetails:
    return PlanDetails(
        PlanLine(plan.line), frozenset(PlanKind(kind) for kind in plan.kinds), plan.title,
        frozenset(Cover(cover) for cover in plan.covers), EventClass(plan.event_class) if plan.event_class else None,
        plan.hazard, Secrecy(plan.secrecy), superior_plan_id=upper.id, filing_target=plan.filing_target,
    )  # fmt: skip


def _findings(day: date) -> None:
    """Three of the latest drills brought something to light; one of it was mended."""
    query = select(Drill).where(Drill.sample.is_(True), Drill.state == State.HELD.value, Drill.held_on < day)
    for number, drill in enumerate(db.session.scalars(query.order_by(Drill.held_on.desc(), Drill.id).limit(3))):
        scope = keeper(drill.organiser_id)
        plan = next(iter(exercised(drill)), None) if number < 2 else None
        chapter = chapters_of(plan.line, plan.kinds)[0] if plan else ""
        told = FINDING if number < 2 else SMALL
        told = replace(told, responsible="示例负责人", due_on=day, plan_id=plan.id if plan else None, chapter=chapter)
        finding = add_finding(scope, drill.id, told)
        if number:
            answer = KEPT if plan else None
            signed = replace(answer, signed_on=day) if answer else None
            close_finding(scope, finding.id, day, "已整改并复查（示例）", answer=signed)
