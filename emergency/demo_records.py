"""The 示例 records: trainings in time and late, corrected, withdrawn; contacts checked; papers of the offices."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.demo_papers import SampleText, word_text
from emergency.demo_story import Story, keeper, office
from emergency.demo_units import sample_units
from emergency.evidence.facts import PaperRole
from emergency.plans.actions_commission import add_commission
from emergency.plans.models import Plan
from emergency.plans.rules_commission import CommissionDetails, Expert, Purpose
from emergency.records import actions
from emergency.records.models import WorkRecord
from emergency.records.queries import details_of, get_record
from emergency.records.queries_incidents import open_incidents
from emergency.records.rules import RecordDetails
from emergency.records.words import RecordKind
from emergency.units.actions_checks import check_contacts
from emergency.units.checks import Answer, Outcome
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_checks import open_contacts

ROLES = {
    RecordKind.YEARLY_SUMMARY: PaperRole.TEXT,
    RecordKind.REVISION_PROGRAMME: PaperRole.TEXT,
    RecordKind.INCIDENT_EVALUATION: PaperRole.EVALUATION,
}
EVERY = 4  # Three units in four trained their people.
LATE = 19  # Days after which every fifth record comes in.
PLAN = RecordDetails(
    date.min, "学习本单位应急预案，讲解报警、疏散和避险要点（示例）", "会议室", "示例讲师", "全体人员", headcount=30,
    result="问答合格（示例）",
)  # fmt: skip
FIRE = replace(PLAN, content="灭火器使用、初起火灾扑救和疏散引导（示例）", place="院内", expected=30)


def tell_records(story: Story) -> None:
    """Have trainings registered by the 示例 units, a summary and a programme by the emergency offices."""
    for number, unit in enumerate(sample_units()):
        if number % 3:
            story.on(story.today - timedelta(days=20 + number % 10), partial(_check, unit), 14)
        if number % EVERY == 3:
            continue
        late = LATE if number % 5 == 4 else 1
        first = RecordKind.STAFF_TRAINING if unit.kind == UnitKind.ENTERPRISE else RecordKind.PLAN_TRAINING
        for kind, told, ago in ((first, PLAN, 150), (RecordKind.FIRE_TRAINING, FIRE, 75)):
            day = story.today - timedelta(days=ago + number % 20)
            bare = number % 7 == 6
            entering = partial(_register, keeper(unit.id), unit, kind, replace(told, held_on=day), bare=bare)
            story.on(day + timedelta(days=late), entering, 15)
        if number == 1:
            story.on(story.today - timedelta(days=30), partial(_correct, unit), 9)
        if number == 2:
            story.on(story.today - timedelta(days=29), partial(_withdraw, unit), 9)
        if unit.kind == UnitKind.ENTERPRISE and number % 2:
            _tell_incident(story, unit, evaluated=bool(number % 3))
    for unit in _offices():
        _tell_office(story, unit)
    story.on(story.today - timedelta(days=60), partial(_commission, story.today), 11)


def _tell_incident(story: Story, unit: Unit, *, evaluated: bool) -> None:
    """A small fire that was put out; some looked afterwards at how the plan served."""
    ended = story.today - timedelta(days=45)
    told = RecordDetails(ended, "仓库线路短路起火，员工扑灭，无人受伤（示例）", "仓库", source="示例值班记录")
    story.on(
        ended + timedelta(days=1), partial(_register, keeper(unit.id), unit, RecordKind.INCIDENT, told, bare=True), 10
    )
    if evaluated:
        story.on(ended + timedelta(days=9), partial(_evaluate, unit, ended + timedelta(days=8)), 10)


def _evaluate(unit: Unit, on: date) -> None:
    (number, _name) = open_incidents(unit.id)[0]
    told = RecordDetails(
        on, "报警、疏散按预案进行，灭火器材取用较慢（示例）", attendees="厂长、安全员", result="预案不需修订（示例）",
        about_id=number,
    )  # fmt: skip
    _register(keeper(unit.id), unit, RecordKind.INCIDENT_EVALUATION, told, bare=False)


def _offices() -> list[Unit]:
    query = select(Unit).where(Unit.kind == UnitKind.DEPARTMENT.value, Unit.line == "应急").order_by(Unit.id)
    return list(db.session.scalars(query.limit(3)))


def _tell_office(story: Story, unit: Unit) -> None:
    year = story.today.year
    reported, approved = date(year, 1, 15), date(year, 3, 20)
    summary = RecordDetails(reported, "预案备案、演练和评估情况（示例）", year=year - 1, target="上一级应急管理部门")
    programme = RecordDetails(
        approved, "当年修订的专项预案和编制单位（示例）", year=year, until_year=year + 2, target="本级人民政府",
        copies="上一级应急管理部门",
    )  # fmt: skip
    scope = office("示例应急管理机构")
    for kind, told in ((RecordKind.YEARLY_SUMMARY, summary), (RecordKind.REVISION_PROGRAMME, programme)):
        day = told.held_on + timedelta(days=2)
        if day < story.today:
            story.on(day, partial(_register, scope, unit, kind, told, bare=False), 16)


def _register(scope: Scope, unit: Unit, kind: RecordKind, told: RecordDetails, *, bare: bool) -> None:
    role = ROLES.get(kind)
    text = SampleText(f"{unit.name}工作记录材料", unit.name, told.held_on, chapters=(told.content,))
    papers = [] if bare else [(role or PaperRole.TRAINING_RECORD, word_text(text))]
    actions.register(scope, unit.id, kind, told, papers, sample=True)


def _check(unit: Unit) -> None:
    answers = [
        Answer(one.id, Outcome.SAME, one.name, one.post, one.phone, one.version) for one in open_contacts(unit.id)
    ]
    check_contacts(keeper(unit.id), unit, clock.today(), answers, "打通电话（示例）")


def _commission(today: date) -> None:
    """Two firms had their plans drafted by somebody; one expert stood aside."""
    scope = office("示例应急管理机构")
    told = CommissionDetails(
        Purpose.DRAFTING, "示例安全咨询公司", today - timedelta(days=200), today + timedelta(days=30), "示例合同01",
        experts=(Expert("示例专家甲", "示例大学"), Expert("示例专家乙", "示例安全咨询公司", True, "受聘于受托机构")),
    )  # fmt: skip
    firms = select(Plan.id).join(Unit, Unit.id == Plan.unit_id).where(Unit.kind == UnitKind.ENTERPRISE.value)
    firms = firms.where(Plan.sample.is_(True), Plan.secrecy == "open", Plan.abolished.is_(False))
    for plan_id in db.session.scalars(firms.order_by(Plan.id).limit(2)):
        add_commission(scope, plan_id, told)


def _correct(unit: Unit) -> None:
    scope, record = keeper(unit.id), _newest(unit)
    told = details_of(get_record(scope, record).told)
    actions.correct(scope, record, replace(told, headcount=28), "参加人数核对后更正（示例）")


def _withdraw(unit: Unit) -> None:
    actions.withdraw(keeper(unit.id), _newest(unit), "误登为本单位（示例）")


def _newest(unit: Unit) -> int:
    query = select(WorkRecord.id).where(WorkRecord.unit_id == unit.id).order_by(WorkRecord.id.desc())
    return db.session.scalars(query.limit(1)).one()
