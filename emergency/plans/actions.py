"""Registering plans and versions, changing what was told of them, handing them in for 核对."""

from collections.abc import Mapping
from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.obligations.facts import BodyRole
from emergency.plans import rules
from emergency.plans.accepting import accept
from emergency.plans.checking import may_reclassify, recorded_at_once
from emergency.plans.dates import STARTING, started_on
from emergency.plans.ledger import announce, bind, dates_of, describe, set_dates
from emergency.plans.models import Plan, Revision
from emergency.plans.papers import Given, keep_papers
from emergency.plans.pictures import state_of, state_word, version_state
from emergency.plans.queries import (
    bodies_of,
    bound_unit_ids,
    code_of,
    default_approver,
    get_own_plan,
    get_plan,
    governments_over,
    holder_of,
    latest_revision,
    revision_of,
    title_of,
    unused_number,
)
from emergency.plans.queries_list import checker_of
from emergency.plans.rules import PlanDetails, RevisionDetails, Step
from emergency.plans.stated import Holding, checked_version
from emergency.plans.words import STATE_LABELS, Act, RevisionState
from emergency.units.behalf import is_on_behalf
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries import get_unit

TOLD = (Act.REVIEWED, *STARTING, Act.EFFECTIVE, Act.EXPIRES)
CHANGED = (
    "这份预案刚刚被别人修改过，您的修改没有保存，填写的内容还在下面。"
    "请先在新窗口核对最新内容；再次提交将以您填写的为准。"
)


def register(
    scope: Scope, unit_id: int, details: PlanDetails, told: RevisionDetails, papers: Given = (), *,
    submit: bool = True, sample: bool = False,
) -> Plan:  # fmt: skip
    """Enter a plan with its first version and papers, and hand it in; a village's is accepted by being recorded.

    Raises NotFound for a stranger's unit, Refusal beside the field that is wrong.
    """
    unit = get_unit(scope, unit_id)
    details = rules.checked_details(details)
    rules.check_holder(details.kinds, UnitKind(unit.kind))
    plan = Plan(
        id=unused_number(), unit_id=unit.id, region_code=unit.region_code, state=RevisionState.DRAFT.value, latest=0,
        sample=sample or unit.sample, on_behalf=is_on_behalf(scope, unit), registered_by=scope.name,
        registered_at=clock.now(), abolished=False, touched_at=clock.now(),
    )  # fmt: skip
    _fill(scope, plan, details)
    db.session.add(plan)
    db.session.flush()
    plan.code = code_of(plan.id)
    bind(scope, plan, _bodies(scope, plan, unit, details))
    trail.record(scope, Tag.PLAN_ADD, "plan", plan.id, f"{scope.name}为{unit.name}登记预案：{title_of(plan)}。",
                 after=state_of(plan))  # fmt: skip
    _add_version(scope, plan, unit, told, papers)
    if submit:
        hand_in(scope, plan, unit)
    return plan


def add_revision(
    scope: Scope, plan_id: int, told: RevisionDetails, papers: Given = (), *, submit: bool = True,
    seen: int | None = None,
) -> Revision:  # fmt: skip
    """Enter a new version of a plan; the old ones stay readable. Raises Refusal while another is under way."""
    plan, unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    _check_alive(plan)
    if latest_revision(plan).state != RevisionState.PASSED:
        raise Refusal(f"第{plan.latest}版还没有办结（{_word(plan)}）。请先办结或修改这一版，再登记新版。")
    revision = _add_version(scope, plan, unit, told, papers)
    if submit:
        hand_in(scope, plan, unit)
    return revision


def edit_plan(scope: Scope, plan_id: int, details: PlanDetails, *, seen: int | None = None) -> Plan:
    """Change what was told of the plan itself. Raises Conflict when somebody changed it since `seen`."""
    plan, unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    details, before = rules.checked_details(details), state_of(plan)
    plan.touched_at = clock.now()
    rules.check_holder(details.kinds, UnitKind(unit.kind))
    if rules.is_secret(plan.secrecy) != rules.is_secret(details.secrecy):
        raise Refusal("涉密、工作秘密与公开、内部之间不能直接改。请废止这条登记，按正确的密级重新登记。", "secrecy")
    _check_reclassifying(scope, plan, unit, details)
    _fill(scope, plan, details)
    db.session.flush()
    bind(scope, plan, _bodies(scope, plan, unit, details))
    describe(scope, plan, latest_revision(plan))
    announce(plan)
    slots.plan_described.call(scope, plan.id)
    trail.record(scope, Tag.PLAN_EDIT, "plan", plan.id, f"{scope.name}修改预案登记：{title_of(plan)}。", before,
                 state_of(plan))  # fmt: skip
    return plan


def _check_reclassifying(scope: Scope, plan: Plan, unit: Unit, details: PlanDetails) -> None:
    """What an accepted plan is decides what is owed: nobody changes it past the desk that 核对s the unit."""
    if plan.in_force is None or may_reclassify(holder_of(unit), checker_of(scope)):
        return
    told = (details.line.value, sorted(details.kinds), sorted(details.covers))
    bound = {(role, body.id) for role, units in bodies_of([plan.id])[plan.id].items() for body in units}
    if told != (plan.line, sorted(plan.kinds), sorted(plan.covers)) or bound != set(
        _bodies(scope, plan, unit, details)
    ):
        raise Refusal(
            "预案已核对通过，线别、类别、涵盖和责任单位只能由核对它的机构修改。名称、灾种等可以修改；"
            "确需改动类别的，请联系上级管理机构。",
            "kinds",
        )


def edit_revision(scope: Scope, plan_id: int, told: RevisionDetails, *, seen: int | None = None) -> Revision:
    """Change what was told of the newest version while it is a draft or was returned."""
    plan, unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    revision = latest_revision(plan)
    if revision.state not in (RevisionState.DRAFT, RevisionState.RETURNED):
        raise Refusal(f"第{revision.number}版处于“{_word(plan)}”，不能直接修改。日期有误时请用“更正日期”。")
    told, before = _checked(plan, unit, told), version_state(revision)
    _check_order(plan, told.dates)
    _tell(revision, told)
    plan.touched_at = clock.now()
    set_dates(scope, plan, revision, told.dates, TOLD)
    sentence = f"{scope.name}修改{title_of(plan)}第{revision.number}版。"
    trail.record(scope, Tag.PLAN_EDIT, "plan", plan.id, sentence, before, version_state(revision))
    return revision


def add_papers(scope: Scope, plan_id: int, number: int, papers: Given) -> Revision:
    """补传材料: further papers of a version; a new text takes the place of the old one. Raises Refusal."""
    plan, unit = get_own_plan(scope, plan_id)
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    if not papers:
        raise Refusal("请选择要上传的文件。", "papers")
    keep_papers(scope, plan, unit, revision, papers)
    plan.touched_at = clock.now()
    sentence = f"{scope.name}为{title_of(plan)}第{number}版补传 {len(papers)} 个文件。"
    after = {"number": number, "papers": [[role.value, file.sha256] for role, file in papers]}
    trail.record(scope, Tag.PLAN_EDIT, "plan", plan.id, sentence, after=after)
    announce(plan)
    return revision


def submit(scope: Scope, plan_id: int, *, seen: int | None = None) -> Revision:
    """Hand the newest version in for 核对; a village's is accepted by this."""
    plan, unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    return hand_in(scope, plan, unit)


def hand_in(scope: Scope, plan: Plan, unit: Unit) -> Revision:
    """Submit, or record where recording is the acceptance. Raises Refusal when what duties need is missing."""
    revision = latest_revision(plan)
    _check_alive(plan)
    if started_on(dates_of(revision)) is None:
        raise Refusal(
            "提交前请填写印发（公布、签署发布）日期中的至少一个；日期不详时请先保存为草稿，查明后再提交。", "issued"
        )
    recording, before = recorded_at_once(holder_of(unit)), state_word(revision)
    step = Step.RECORD if recording else Step.SUBMIT
    revision.state = rules.after(RevisionState(revision.state), step).value
    revision.submitted_by, revision.submitter, revision.submitted_at = scope.person_id, scope.name, clock.now()
    revision.return_reason = ""
    plan.state = revision.state
    if recording:
        revision.recorded = True
        accept(scope, plan, revision)
    word = "收存" if recording else "提交核对"
    sentence = f"{scope.name}{word}：{title_of(plan)}第{revision.number}版。"
    trail.record(scope, Tag.PLAN_SUBMIT, "plan", plan.id, sentence, before, state_word(revision))
    return revision


def check_unchanged(plan: Plan, seen: int | None) -> None:
    """Raises Conflict when the plan was changed since the form was opened; None asks nothing."""
    if seen is not None and plan.version != seen:
        raise Conflict(CHANGED)


def _check_alive(plan: Plan) -> None:
    if plan.abolished:
        raise Refusal("这份预案已经废止，不能再办理新版。需要时请重新登记一份预案。")


def _add_version(scope: Scope, plan: Plan, unit: Unit, told: RevisionDetails, papers: Given) -> Revision:
    told = _checked(plan, unit, told)
    _check_order(plan, told.dates)
    revision = Revision(
        plan_id=plan.id, number=plan.latest + 1, state=RevisionState.DRAFT.value, on_behalf=is_on_behalf(scope, unit),
        entered_by=scope.name, entered_at=clock.now(), recorded=False,
    )  # fmt: skip
    _tell(revision, told)
    db.session.add(revision)
    plan.latest, plan.state = revision.number, revision.state
    db.session.flush()
    describe(scope, plan, revision)
    set_dates(scope, plan, revision, told.dates, TOLD)
    keep_papers(scope, plan, unit, revision, papers)
    if revision.number > 1:
        trail.record(scope, Tag.PLAN_ADD, "plan", plan.id, f"{scope.name}登记{title_of(plan)}第{revision.number}版。",
                     after=version_state(revision))  # fmt: skip
    return revision


def _checked(plan: Plan, unit: Unit, told: RevisionDetails) -> RevisionDetails:
    holding = Holding(unit.name, unit.active_from, unit.active_to)
    return checked_version(told, holding, plan.secrecy, rules.is_official(plan.line, plan.kinds), clock.today())


def _check_order(plan: Plan, dates: Mapping[Act, date]) -> None:
    """A new version can't be issued before the one that it replaces."""
    older = revision_of(plan, plan.in_force)
    before, start = started_on(dates_of(older)) if older else None, started_on(dates)
    if before and start and start < before:
        raise Refusal(
            f"新版的印发（公布、签署）日期 {start} 早于现行第{plan.in_force}版的日期 {before}，请核对。", "issued"
        )


def _tell(revision: Revision, told: RevisionDetails) -> None:
    revision.document_number, revision.issuing_name = told.document_number, told.issuing_name
    revision.signed_by, revision.summary = told.signed_by, told.summary
    revision.important_change = told.important_change


def _fill(scope: Scope, plan: Plan, details: PlanDetails) -> None:
    if details.superior_plan_id is not None:
        if details.superior_plan_id == plan.id:
            raise Refusal("上位预案不能是这份预案自己。", "superior_plan_id")
        if details.superior_plan_id != plan.superior_plan_id:
            get_plan(scope, details.superior_plan_id)
    plan.title, plan.line, plan.secrecy = details.title, details.line.value, details.secrecy.value
    plan.kinds, plan.covers = (sorted(kind.value for kind in kinds) for kinds in (details.kinds, details.covers))
    plan.event_class, plan.hazard = details.event_class.value if details.event_class else "", details.hazard
    plan.superior_plan_id, plan.joint = details.superior_plan_id, details.joint or bool(details.lead_ids)
    plan.filing_target = rules.SECRET_CHANNEL if rules.is_secret(details.secrecy) else details.filing_target


def _bodies(scope: Scope, plan: Plan, unit: Unit, details: PlanDetails) -> list[tuple[BodyRole, int]]:
    """Who is bound: the unit and its partners lead; who approves and issues follows from the kind unless told.

    Nobody binds a body that the viewer can't see, but the governments above and who is bound already.
    """
    approver = details.approver_id or default_approver(unit, details.kinds).id
    issuer = details.issuer_id or unit.id
    leads = [unit.id, *details.lead_ids]
    near = {unit.id, *(body.id for body in governments_over(unit)), *bound_unit_ids(plan.id)}
    for unit_id in {*leads, approver, issuer} - near:
        get_unit(scope, unit_id)
    return [*((BodyRole.LEAD, lead) for lead in leads), (BodyRole.APPROVER, approver), (BodyRole.ISSUER, issuer)]


def _word(plan: Plan) -> str:
    return STATE_LABELS[RevisionState(plan.state)]
