"""What the receiving office says to a filing: 受理, 一次告知补正 or 退回; and who may file with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.evidence.facts import PaperRole, Received
from emergency.obligations.facts import BodyRole
from emergency.plans import rules, secret_words
from emergency.plans.dates import check_day
from emergency.plans.ledger import add_act, announce
from emergency.plans.models import Milestone, Plan
from emergency.plans.papers import keep_papers
from emergency.plans.queries import (
    ONLY_LOOKING,
    bodies_of,
    get_milestone,
    get_own_plan,
    get_plan,
    owns,
    revisions_of,
    title_of,
    unit_of,
)
from emergency.plans.queries_filings import may_answer, may_file, receivers_for, term_for
from emergency.plans.receiving import ANSWER_LABELS, INCOMPLETE, Answer, answer_of, check_answer
from emergency.plans.words import Act
from emergency.units.models import Unit

NOT_A_PARTY = "所选单位不是这份联合预案的编制单位，请从名单中选择。"
NOT_YOURS = "只能登记本单位或所管辖单位的备案；其他编制单位的备案由该单位或其管理机构登记。"
OUTSIDE = "所选受理单位不是本单位所在地区或上级地区的政府和部门，请从名单中选择，或在“报送对象”里写明。"


@dataclass(frozen=True)
class Reply:
    """What became of a filing: the answer, its day, the number of the 登记表, and what is missing or why not."""

    answer: Answer
    on: date
    number: str = ""
    told: str = ""


def add_receipt(scope: Scope, plan_id: int, milestone_id: int, received_on: date, receipt: str = "") -> Milestone:
    """补登受理: the receiver's day and number, which came after the handing over."""
    return answer_filing(scope, plan_id, milestone_id, Reply(Answer.RECEIVED, received_on, receipt))


def answer_filing(scope: Scope, plan_id: int, milestone_id: int, reply: Reply) -> Milestone:
    """Enter the answer to a filing, or another in its place; the earlier entry stays readable.

    Raises NotFound, Forbidden for who is neither filer nor receiver, Refusal beside the field that is wrong.
    """
    plan, row = get_milestone(scope, plan_id, milestone_id)
    if row.kind != Act.FILED:
        raise NotFound
    if not may_answer(scope, plan, row):
        raise Forbidden(ONLY_LOOKING)
    _check(plan, row, reply)
    revision = next(one for one in revisions_of(plan) if one.id == row.revision_id)
    details = {**row.details, **answered(reply.answer, reply.on, reply.number, reply.told)}
    word = ANSWER_LABELS[reply.answer]
    new = add_act(scope, plan, revision, Act.FILED, row.day, details, on_behalf=row.on_behalf, replaces=row,
                  reason=f"登记{word}")  # fmt: skip
    sentence = f"{scope.name}登记备案受理结果：{title_of(plan)}第{revision.number}版于 {reply.on} {word}。"
    trail.record(scope, Tag.PLAN_FILE, "plan", plan.id, sentence, row.details, details)
    announce(plan)
    return new


def keep_receipt(scope: Scope, plan_id: int, row: Milestone, files: Sequence[Received]) -> None:
    """The papers that came with a filing or with its answer become papers of the version. Raises Refusal."""
    if not files:
        return
    plan = get_plan(scope, plan_id)
    revision = next(one for one in revisions_of(plan) if one.id == row.revision_id)
    keep_papers(scope, plan, unit_of(plan), revision, [(PaperRole.RECEIPT, file) for file in files])


def answered(answer: Answer | None, on: date | None, number: str = "", told: str = "") -> dict[str, str]:
    """The part of a filing's details that says what became of it; empty words while nothing did."""
    day = on.isoformat() if on else ""
    received = day if answer is Answer.RECEIVED else ""
    return {
        "received_on": received, "number": number, "answer": answer.value if answer else "", "answered_on": day,
        "told": told,
    }  # fmt: skip


def party_filing(scope: Scope, plan_id: int, party_id: int | None) -> tuple[Plan, Unit]:
    """The plan, and the unit that files it: its own, or of a 联合预案 the party that is named.

    Raises NotFound, Forbidden, and Refusal for who is no party or not the viewer's.
    """
    plan = get_plan(scope, plan_id)
    if not plan.joint:
        return get_own_plan(scope, plan_id)
    leads = {unit.id: unit for unit in bodies_of([plan.id])[plan.id][BodyRole.LEAD]}
    party = leads.get(party_id) if party_id else unit_of(plan)
    if party is None:
        raise Refusal(NOT_A_PARTY, "party")
    if not may_file(scope, plan, party):
        if party_id is None and not owns(scope, plan):
            raise Forbidden(ONLY_LOOKING)
        raise Refusal(NOT_YOURS, "party")
    return plan, party


def receiver_named(plan: Plan, party: Unit, receiver_id: int | None) -> Unit | None:
    """The receiving body as a unit of the register. Raises Refusal for one outside the filer's regions."""
    if receiver_id is None:
        return None
    if rules.is_secret(plan.secrecy):
        raise Refusal(secret_words.ONLY_DATES, "receiver")
    found = next((unit for unit in receivers_for(party) if unit.id == receiver_id), None)
    if found is None:
        raise Refusal(OUTSIDE, "receiver")
    return found


def filing_target(plan: Plan, receiver: Unit | None, typed: str) -> str:
    """To whom it was handed over, in words. Raises Refusal when nobody was named."""
    if rules.is_secret(plan.secrecy):
        return rules.SECRET_CHANNEL
    if receiver is not None:
        return receiver.name
    if not typed:
        raise Refusal("请选择受理单位，或填写报送对象，例如“市人民政府（径送市应急管理局）”。", "target")
    return typed


def _check(plan: Plan, row: Milestone, reply: Reply) -> None:
    check_day(Act.RECEIVED, reply.on, clock.today(), field="received_on")
    check_answer(reply.answer, reply.on, row.day, term_for(plan, row), "received_on")
    for text, field in ((reply.number, "number"), (reply.told, "told")):
        secret_words.check_silence(plan.secrecy, text, field)
    if reply.answer in INCOMPLETE and not reply.told and not rules.is_secret(plan.secrecy):
        raise Refusal(f"请写明{ANSWER_LABELS[reply.answer]}的内容：缺什么材料，或为什么退回。", "told")
    if reply.answer in INCOMPLETE and reply.number:
        raise Refusal("没有受理的备案没有编号，请清空编号。", "number")
    same = (row.details.get("number", ""), row.details.get("told", "")) == (reply.number, reply.told)
    if same and answer_of(row.details) == (reply.answer, reply.on):
        raise Refusal("受理结果没有变化，无需重复登记。", "received_on")
