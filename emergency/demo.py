"""Loading the 示例 data into a register without any, and taking all of it out again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, and_, cast, or_, select

from emergency.accounts.models import Person, ScopePart, SignIn
from emergency.assessment.models import ChecklistEntry
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.slots import facts_changed
from emergency.coverage.actions import recompute_everything
from emergency.demo_campaigns import remove_campaigns, tell_campaigns
from emergency.demo_drills import tell_drills
from emergency.demo_life import tell_lives
from emergency.demo_plans import tell_plans
from emergency.demo_programme import remove_programmes, tell_programmes
from emergency.demo_records import tell_records
from emergency.demo_story import Story
from emergency.demo_texts import tell_template
from emergency.demo_triggers import tell_triggers
from emergency.demo_units import sample_units, tell_units
from emergency.drills.actions_feed import forget_feeds
from emergency.drills.models import Drill, DrillCredit, DrillDuty, DrillPlan, DrillUnit
from emergency.drills.models_documents import DrillDocument
from emergency.drills.models_findings import DrillFinding
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.models_report import DrillReport
from emergency.evidence.models import Paper
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.models_commission import PlanCommission
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.texts.models_likeness import KnownTemplate
from emergency.texts.models_remarks import PlanRemark
from emergency.units.actions_samples import remove_samples
from emergency.units.models import Unit


def holds_real_plans() -> bool:
    """Whether somebody has entered a plan that is not 示例: then no 示例 data is loaded beside it."""
    return db.session.scalar(select(Plan.id).where(Plan.sample.is_(False)).limit(1)) is not None


def load_demo() -> list[str]:
    """Tell the 示例 story, relative to today; does nothing where 示例 or real plans are there already."""
    if sample_units():
        return ["示例数据：已载入，未重复载入。"]
    if holds_real_plans():
        return ["示例数据：台账里已有正式预案，未载入示例数据。"]
    story = Story(clock.today())
    tell_units(story)
    told = story.tell()
    story.scenes.clear()
    tell_plans(story)
    tell_drills(story)
    tell_lives(story)
    tell_triggers(story)
    tell_records(story)
    told += story.tell()
    with committed():
        trail.record(system_scope("系统载入"), Tag.DEMO_LOAD, "demo", "demo", f"载入示例数据（{told} 项办理）。")
    recompute_everything()
    lines = tell_programmes()
    bodies = tell_campaigns()
    tell_template()
    units = len(sample_units())
    return [f"示例数据：{units} 个单位，{told} 项办理，两年的年度演练计划共 {lines} 项，三次考核 {bodies} 份。"]


def remove_demo() -> list[str]:
    """Take out every 示例 row: people, papers, drills, records, plans, units; the trail keeps that they were there.

    What somebody tried out on a 示例 unit goes with it; of what is real only the mention of a 示例 unit or plan goes.
    """
    with committed():
        samples = select(Unit.id).where(Unit.sample.is_(True))
        plans = set(db.session.scalars(select(Plan.id).where(or_(Plan.sample.is_(True), Plan.unit_id.in_(samples)))))
        of_samples = or_(Drill.sample.is_(True), Drill.organiser_id.in_(samples))
        drills = set(db.session.scalars(select(Drill.id).where(of_samples)))
        people = set(db.session.scalars(select(Person.id).where(Person.sample.is_(True))))
        remove_campaigns(samples)
        remove_programmes(samples, plans)
        _remove_drills(drills)
        _remove_records(or_(WorkRecord.sample.is_(True), WorkRecord.unit_id.in_(samples)))
        _remove(Paper, or_(Paper.sample.is_(True), Paper.unit_id.in_(samples)))
        _remove_mentions(samples, plans)
        _remove_plans(plans)
        _remove_people(people)
        units = remove_samples()
        facts_changed.send(_bound_units())
        sentence = f"移除示例数据：{units} 个单位、{len(plans)} 份预案、{len(drills)} 次演练、{len(people)} 个账号。"
        trail.record(system_scope(), Tag.DEMO_REMOVE, "demo", "demo", sentence)
    recompute_everything()
    return [sentence]


def _bound_units() -> list[int]:
    return list(db.session.scalars(select(Unit.id).where(Unit.represents.is_(True)).limit(1)))


def _remove_drills(ids: Iterable[int]) -> None:
    followed = select(DrillReport).where(DrillReport.drill_id.in_(ids))
    for row in db.session.scalars(followed.order_by(DrillReport.id.desc())):
        db.session.delete(row)
        db.session.flush()
    for model in (DrillCredit, DrillDuty, DrillPlan, DrillUnit, DrillFinding, DrillProposal, DrillDocument):
        _remove(model, model.drill_id.in_(ids))
    _remove(Drill, Drill.id.in_(ids))


def _remove_records(condition: Any) -> None:
    _remove(WorkRecordVersion, WorkRecordVersion.record_id.in_(select(WorkRecord.id).where(condition)))
    _remove(WorkRecord, condition)


def _remove_mentions(units: Any, plans: Iterable[int]) -> None:
    """Real drills no longer name 示例 units and plans, real plans neither."""
    _remove(DrillUnit, DrillUnit.unit_id.in_(units))
    for model in (DrillCredit, DrillDuty, DrillPlan):
        _remove(model, model.plan_id.in_(plans))
    for finding in db.session.scalars(select(DrillFinding).where(DrillFinding.plan_id.in_(plans))):
        finding.plan_id = finding.chapter = finding.revision_id = None
    _remove(PlanBody, PlanBody.unit_id.in_(units))
    _remove(ChecklistEntry, and_(ChecklistEntry.subject_kind == "unit", _text(ChecklistEntry.subject_id).in_(units)))
    for plan in db.session.scalars(select(Plan).where(Plan.superior_plan_id.in_(plans))):
        plan.superior_plan_id = None
    for told in db.session.scalars(select(WorkRecordVersion).where(WorkRecordVersion.plan_id.in_(plans))):
        told.plan_id = None
    db.session.flush()


def _text(column: Any) -> Any:
    """A number that is kept as text, as a number again."""
    return cast(column, Integer)


def _remove_plans(ids: Iterable[int]) -> None:
    """Milestones that supersede others go first, then what they stood on."""
    triggers = list(db.session.scalars(select(ReviewTrigger.id).where(ReviewTrigger.plan_id.in_(ids))))
    _remove(TriggerRow, TriggerRow.trigger_id.in_(triggers))
    _remove(ReviewTrigger, ReviewTrigger.id.in_(triggers))
    for row in db.session.scalars(select(Milestone).where(Milestone.plan_id.in_(ids)).order_by(Milestone.id.desc())):
        db.session.delete(row)
        db.session.flush()
    _remove(KnownTemplate, KnownTemplate.revision_id.in_(select(Revision.id).where(Revision.plan_id.in_(ids))))
    for model in (PlanRemark, PlanCommission, Revision, PlanBody):
        _remove(model, model.plan_id.in_(ids))
    _remove(Plan, Plan.id.in_(ids))


def _remove_people(ids: Iterable[int]) -> None:
    forget_feeds(ids)
    _remove(SignIn, SignIn.person_id.in_(ids))
    _remove(ScopePart, ScopePart.person_id.in_(ids))
    _remove(Person, Person.id.in_(ids))


def _remove(model: Any, condition: Any) -> None:
    for row in db.session.scalars(select(model).where(condition)):
        db.session.delete(row)
    db.session.flush()
