"""What happens to a plan after it is issued: 备案, 公开, 预案评估, corrections of days, 废止."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import NotFound, Refusal
from emergency.plans import rules, secret_words
from emergency.plans.actions import TOLD, check_unchanged
from emergency.plans.actions_raise import raise_from_abolition, raise_from_evaluation
from emergency.plans.actions_receiving import answered, filing_target, party_filing, receiver_named
from emergency.plans.dates import STARTING, check_after, check_dates, check_day, started_on
from emergency.plans.ledger import add_act, announce, dates_of, open_acts
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.queries import (
    get_milestone,
    get_own_plan,
    revision_of,
    revisions_of,
    title_of,
    unit_of,
)
from emergency.plans.queries_lines import filing_lines
from emergency.plans.receiving import ANSWER_LABELS, Answer, answer_of, check_answer, counts_as_filed
from emergency.plans.words import ACT_LABELS, CONCLUSION_LABELS, Act, Conclusion, RevisionState
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

CORRECTABLE = frozenset({*TOLD, Act.FILED, Act.DISCLOSED, Act.EVALUATED, Act.ABOLISHED})
NEVER_PUBLIC = "涉密和工作秘密预案不公开，也没有公开义务。经批准公开的简本请作为“简本”上传。"


@dataclass(frozen=True)
class Filing:
    """备案: handed over on a day to somebody; receipt and number come later or never (government lines).

    `receiver_id` names the receiving body as a unit of the register, `party_id` who files where several must,
    `rule_ids` which lines of filing it answers where several speak of the plan.
    """

    submitted_on: date
    target: str
    received_on: date | None = None
    number: str = ""
    receiver_id: int | None = None
    party_id: int | None = None
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """预案评估: who looked (of a secret plan that is not kept), and whether the plan is to be revised.

    `members` of the group, `methods` and what was found of each of the `elements` are kept as far as they were told.
    """

    on: date
    who: str
    conclusion: Conclusion
    members: str = ""
    methods: tuple[str, ...] = ()
    elements: Mapping[str, str] = field(default_factory=dict)

    @property
    def details(self) -> dict[str, Any]:
        """The evaluation as its entry keeps it; what was not told is left out."""
        more = {"members": self.members, "methods": list(self.methods), "elements": dict(self.elements)}
        told = {name: value for name, value in more.items() if value}
        return {"who": self.who, "conclusion": self.conclusion.value, **told}


def file_plan(scope: Scope, plan_id: int, number: int, filing: Filing) -> Milestone:
    """报送备案: timeliness is judged by the day on which the complete papers were handed over."""
    plan, party = party_filing(scope, plan_id, filing.party_id)
    revision = _stated(plan, number)
    receiver = receiver_named(plan, party, filing.receiver_id)
    target = filing_target(plan, receiver, filing.target)
    _check(revision, Act.FILED, filing.submitted_on, "submitted_on")
    if filing.received_on is not None:
        check_day(Act.RECEIVED, filing.received_on, clock.today(), field="received_on")
        check_answer(Answer.RECEIVED, filing.received_on, filing.submitted_on, None, "received_on")
    secret_words.check_silence(plan.secrecy, filing.number, "number")
    who = {**({"unit_id": party.id} if plan.joint else {}), **_lines(plan, revision, filing.rule_ids)}
    _check_once(revision, filing.submitted_on, {"target": target, **who})
    answer = Answer.RECEIVED if filing.received_on else None
    details = {"target": target, **who, **answered(answer, filing.received_on, filing.number)}
    row = _add(scope, plan, revision, Act.FILED, filing.submitted_on, details, party, receiver)
    sentence = f"{scope.name}登记备案：{title_of(plan)}第{number}版于 {filing.submitted_on} 报送{target}。"
    trail.record(scope, Tag.PLAN_FILE, "plan", plan.id, sentence, after={"day": row.day, **details})
    return row


def disclose(scope: Scope, plan_id: int, number: int, on: date, method: str, address: str = "") -> Milestone:
    """公开: the day, and how or where."""
    plan, revision = _issued(scope, plan_id, number)
    if rules.is_secret(plan.secrecy):
        raise Refusal(NEVER_PUBLIC)
    if not (method or address):
        raise Refusal("请填写公开方式（例如“政府网站”“公示栏”）或网址。", "method")
    _check(revision, Act.DISCLOSED, on, "on")
    details = {"method": method, "address": address}
    row = _add(scope, plan, revision, Act.DISCLOSED, on, details)
    sentence = f"{scope.name}登记公开：{title_of(plan)}第{number}版于 {on} 公开（{method or address}）。"
    trail.record(scope, Tag.PLAN_DISCLOSE, "plan", plan.id, sentence, after={"day": on, **details})
    return row


def evaluate(scope: Scope, plan_id: int, number: int, told: Evaluation) -> Milestone:
    """预案评估, with its conclusion 修订 or 不修订 (国办发〔2024〕5号 art. 34, 令88号 art. 35)."""
    plan, revision = _issued(scope, plan_id, number)
    _check(revision, Act.EVALUATED, told.on, "on")
    for text, place in ((told.who, "who"), (told.members, "members"), ("".join(told.elements.values()), "who")):
        secret_words.check_silence(plan.secrecy, text, place)
    details = told.details
    row = _add(scope, plan, revision, Act.EVALUATED, told.on, details)
    word = CONCLUSION_LABELS[told.conclusion]
    sentence = f"{scope.name}登记预案评估：{title_of(plan)}第{number}版，{told.on}，结论：{word}。"
    trail.record(scope, Tag.PLAN_EVALUATE, "plan", plan.id, sentence, after={"day": told.on, **details})
    if told.conclusion is Conclusion.REVISE:
        raise_from_evaluation(scope, plan, told.on, row.id)
    return row


def correct_act(scope: Scope, plan_id: int, milestone_id: int, on: date, reason: str) -> Milestone:
    """Correct the day of an act by a superseding row; the first entry stays readable. Raises Refusal."""
    get_own_plan(scope, plan_id)
    plan, row = get_milestone(scope, plan_id, milestone_id)
    act, revision = Act(row.kind), _version(plan, row)
    if act not in CORRECTABLE:
        raise NotFound
    if not reason.strip():
        raise Refusal("请写明更正的原因，更正前后的日期都会保留。", "reason")
    secret_words.check_words(plan.secrecy, reason.strip(), secret_words.CORRECTIONS, "reason")
    if on == row.day:
        raise Refusal("日期没有变化，无需更正。", "on")
    check_day(act, on, clock.today(), field="on")
    _check_against_others(revision, act, on)
    _check_other_versions(plan, revision, started_on({**dates_of(revision), act: on}))
    answer, answered_on = answer_of(row.details) if act is Act.FILED else (None, None)
    if answer and answered_on and answered_on < on:
        raise Refusal(f"报送日期晚于已登记的{ANSWER_LABELS[answer]}日期 {answered_on}，请核对。", "on")
    new = add_act(
        scope, plan, revision, act, on, row.details, on_behalf=row.on_behalf, replaces=row, reason=reason.strip()
    )
    if act in STARTING:
        _move_superseded(scope, plan, revision)
    version, word = f"{title_of(plan)}第{revision.number}版", ACT_LABELS[act]
    sentence = f"{scope.name}更正{version}的{word}日期：{row.day} 改为 {on}。原因：{reason.strip()}"
    trail.record(scope, Tag.PLAN_MILESTONE, "plan", plan.id, sentence, {"day": row.day}, {"day": on})
    announce(plan)
    return new


def state_day(scope: Scope, plan_id: int, number: int, act: Act, on: date) -> Milestone:
    """补填日期: a day of a version that was not stated when it was handed in. Raises Refusal, NotFound."""
    plan, _unit = get_own_plan(scope, plan_id)
    revision = revision_of(plan, number)
    if revision is None or act not in TOLD:
        raise NotFound
    if open_acts(revision, act):
        raise Refusal(f"第{number}版已经登记{ACT_LABELS[act]}日期，有误时请用“更正”。", "kind")
    check_day(act, on, clock.today(), field="on")
    _check_against_others(revision, act, on)
    _check_other_versions(plan, revision, started_on({**dates_of(revision), act: on}))
    row = _add(scope, plan, revision, act, on, {})
    if act in STARTING:
        _move_superseded(scope, plan, revision)
    plan.touched_at = clock.now()
    sentence = f"{scope.name}补填{title_of(plan)}第{number}版的{ACT_LABELS[act]}日期：{on}。"
    trail.record(scope, Tag.PLAN_MILESTONE, "plan", plan.id, sentence, after={act.value: on})
    return row


def abolish(scope: Scope, plan_id: int, on: date, paper: str, *, seen: int | None = None) -> Plan:
    """废止: the plan binds nobody from that day; its record stays."""
    plan, _unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    if plan.abolished:
        raise Refusal("这份预案已经废止。")
    if not paper.strip():
        raise Refusal("请写明废止的文件或原因。", "paper")
    secret_words.check_words(plan.secrecy, paper.strip(), secret_words.ABOLISHMENTS, "paper")
    revision = revision_of(plan, plan.in_force or plan.latest)
    if revision is None:
        raise NotFound
    _check(revision, Act.ABOLISHED, on, "on")
    _add(scope, plan, revision, Act.ABOLISHED, on, {"paper": paper.strip()})
    plan.abolished, plan.touched_at = True, clock.now()
    sentence = f"{scope.name}登记废止：{title_of(plan)}自 {on} 起废止（{paper.strip()}）。"
    trail.record(scope, Tag.PLAN_ABOLISH, "plan", plan.id, sentence, after={"day": on, "paper": paper.strip()})
    raise_from_abolition(scope, plan, on)
    return plan


def _lines(plan: Plan, revision: Revision, rule_ids: tuple[str, ...]) -> dict[str, str]:
    """The lines that a filing answers, as its details keep them. Raises Refusal for one that does not speak of it."""
    if not rule_ids:
        return {}
    if not set(rule_ids) <= {line.rule.id for line in filing_lines(plan, revision)}:
        raise Refusal("请从给出的条文中勾选。", "lines")
    return {"rule_id": ",".join(rule_ids)}


def _issued(scope: Scope, plan_id: int, number: int) -> tuple[Plan, Revision]:
    """A version on which something is recorded. Raises NotFound, Refusal while it states no day of issue."""
    plan, _unit = get_own_plan(scope, plan_id)
    return plan, _stated(plan, number)


def _stated(plan: Plan, number: int) -> Revision:
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    if started_on(dates_of(revision)) is None:
        raise Refusal("这一版还没有印发（公布、签署发布）日期，请先补填日期再登记。")
    return revision


def _check_once(revision: Revision, day: date, wanted: dict[str, Any]) -> None:
    """The same handing over is entered once; after papers were found incomplete it may be entered again."""
    for row in open_acts(revision, Act.FILED):
        same = all(row.details.get(name) == value for name, value in wanted.items())
        if same and row.day == day and counts_as_filed(row.details):
            raise Refusal("同一天报送同一对象的备案已经登记过，无需重复登记。", "submitted_on")


def _add(
    scope: Scope, plan: Plan, revision: Revision, act: Act, day: date, details: dict[str, Any],
    party: Unit | None = None, receiver: Unit | None = None,
) -> Milestone:  # fmt: skip
    unit = party or unit_of(plan)
    if day >= unit.active_to:
        raise Refusal(
            f"{unit.name}已于 {unit.active_to} 撤销或并入其他单位，之后的{ACT_LABELS[act]}请登记到承接单位的预案。"
        )
    row = add_act(
        scope, plan, revision, act, day, details, on_behalf=is_on_behalf(scope, unit),
        receiver_id=receiver.id if receiver else None,
    )  # fmt: skip
    announce(plan)
    return row


def _check(revision: Revision, act: Act, day: date, field: str) -> None:
    check_day(act, day, clock.today(), field=field)
    start = started_on(dates_of(revision))
    if start is not None:
        check_after(act, day, start, field=field)


def _check_against_others(revision: Revision, act: Act, on: date) -> None:
    """The corrected day must hold with every other day of the version."""
    for other in (Act.FILED, Act.DISCLOSED, Act.EVALUATED, Act.ABOLISHED):
        for row in open_acts(revision, other):
            check_dates({**dates_of(revision), act: on, other: on if act is other else row.day}, clock.today())
    check_dates({**dates_of(revision), act: on}, clock.today())


def _check_other_versions(plan: Plan, revision: Revision, start: date | None) -> None:
    """Versions begin in the order of their numbers, or one of them would never have been in force."""
    for other in revisions_of(plan):
        begun = started_on(dates_of(other)) if other.state == RevisionState.PASSED else None
        if begun is None or start is None or other.number == revision.number:
            continue
        if (begun > start) if other.number < revision.number else (begun < start):
            raise Refusal(f"第{other.number}版的印发（公布、签署）日期是 {begun}，版次与日期先后不符，请核对。", "on")


def _move_superseded(scope: Scope, plan: Plan, revision: Revision) -> None:
    """Older versions end where this one begins."""
    start = started_on(dates_of(revision))
    for older in revisions_of(plan):
        for row in open_acts(older, Act.SUPERSEDED):
            if row.details["by"] == revision.number and start is not None and row.day != start:
                add_act(scope, plan, older, Act.SUPERSEDED, start, row.details, replaces=row, reason="随新版日期更正")


def _version(plan: Plan, row: Milestone) -> Revision:
    return next(revision for revision in revisions_of(plan) if revision.id == row.revision_id)
