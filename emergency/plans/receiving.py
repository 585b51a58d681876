"""What a receiving office answers to a filing, the term in which it must, and what its silence means (pure)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from emergency.base.errors import Refusal
from emergency.base.workdays import Deadline, WorkdayTable, add_working_days
from emergency.obligations.counting import CountingSpan, counting_on
from emergency.obligations.facts import Cover, PlanLine
from emergency.obligations.lawbook import LawBook
from emergency.obligations.rules import Rule

# The terms of 令88号 and of the environment's own filing; of government lines no article names one.
ENTERPRISE_RULE = "BA-11"
ENVIRONMENT_RULE = "BA-12b"
ENVIRONMENT_LINE = "生态环境"
# 令88号 art. 28 alone says that silence counts as filed; nothing of the kind was seen for the environment.
SILENCE_FILES = frozenset({ENTERPRISE_RULE})


class Answer(StrEnum):
    """What the receiving office said (令88号 art. 28: 齐全的出具备案登记表, 不齐的一次性告知)."""

    RECEIVED = "received"
    ASKED = "asked"
    RETURNED = "returned"


ANSWER_LABELS: Mapping[Answer, str] = {
    Answer.RECEIVED: "受理",
    Answer.ASKED: "一次告知补正",
    Answer.RETURNED: "退回",
}
# The papers were not complete, so that this handing over meets no term; the next one is entered anew.
INCOMPLETE = frozenset({Answer.ASKED, Answer.RETURNED})


@dataclass(frozen=True)
class Term:
    """The receiving office's term for one filing, under which rule."""

    rule: Rule
    deadline: Deadline

    @property
    def silence_files(self) -> bool:
        """Whether the plan counts as filed when the term passes in silence."""
        return self.rule.id in SILENCE_FILES


@dataclass(frozen=True)
class Standing:
    """How a filing stands on a day: answered or not, and what follows from silence. `word` is short, `told` whole."""

    word: str = ""
    told: str = ""
    deemed: bool = False
    tone: str = "plain"

    @property
    def stands_out(self) -> bool:
        """Whether a list should say it: silence that has a meaning, papers that were not complete."""
        return self.deemed or self.tone == "warn"


def answer_of(details: Mapping[str, Any]) -> tuple[Answer | None, date | None]:
    """The answer in the details of a filing and its day; entries of before there were answers know a 受理日期."""
    word, day = details.get("answer"), details.get("answered_on") or details.get("received_on")
    answer = Answer(word) if word else Answer.RECEIVED if day else None
    return answer, date.fromisoformat(day) if day else None


def counts_as_filed(details: Mapping[str, Any]) -> bool:
    """Whether a handing over meets the filer's duty: not when its papers were found incomplete."""
    return answer_of(details)[0] not in INCOMPLETE


def rule_for(line: PlanLine, covers: Collection[Cover], receiver_line: str | None) -> str | None:
    """The rule of the receiving office's term; None where none is named, or where it can't be told which."""
    environment = Cover.ENVIRONMENT in covers
    if receiver_line == ENVIRONMENT_LINE:
        return ENVIRONMENT_RULE if environment else None
    if line is PlanLine.ENTERPRISE and not (environment and receiver_line is None):
        return ENTERPRISE_RULE
    return None


def term_of(
    rule_id: str | None, filed_on: date, book: LawBook, workdays: WorkdayTable, counting: tuple[CountingSpan, ...]
) -> Term | None:
    """The term from the day of handing over, by the rule in force on it; its own day is not counted (民法典201)."""
    rule = book.in_force(rule_id, filed_on) if rule_id else None
    days = next((demand.working_days for _, demand in rule.demands if demand.working_days), None) if rule else None
    if rule is None or days is None:
        return None
    soon = counting_on(counting, filed_on).soon_days
    return Term(rule, add_working_days(filed_on, days, workdays, soon))


def standing(details: Mapping[str, Any], term: Term | None, today: date) -> Standing:
    """How a filing stands today. Silence is read from the term and never stored."""
    answer, day = answer_of(details)
    if answer is not None:
        tone = "good" if answer is Answer.RECEIVED else "warn"
        return Standing(f"备案{ANSWER_LABELS[answer]}", f"{day} {ANSWER_LABELS[answer]}", tone=tone)
    if term is None:
        return Standing("待受理", "还没有登记受理结果")
    due = f"{term.deadline.due_on}{'（暂定，放假安排未公布）' if term.deadline.provisional else ''}"
    if today < term.deadline.overdue_from:
        return Standing("待受理", f"受理部门应在 {due} 前核对并答复（依据{term.rule.article}）")
    since = term.deadline.due_on + timedelta(days=1)
    marks = "，暂定" if term.deadline.provisional else ""
    if term.silence_files:
        told = f"视为已备案（依据{term.rule.article}，自 {since} 起{marks}）：至 {due} 未见受理、补正或退回的登记"
        return Standing("视为已备案", told, deemed=True, tone="good")
    told = f"受理部门至 {due} 未答复（依据{term.rule.article}）；条文没有写明视为已备案，请向受理部门查询"
    return Standing("受理逾期未答复", told, tone="warn")


def check_answer(answer: Answer, on: date, filed_on: date, term: Term | None, field: str) -> None:
    """Raises Refusal for a day before the handing over, and for papers found wanting after the term has passed."""
    word = ANSWER_LABELS[answer]
    if on < filed_on:
        raise Refusal(f"{word}日期 {on} 早于报送日期 {filed_on}，请核对。", field)
    if answer in INCOMPLETE and term and term.silence_files and on >= term.deadline.overdue_from:
        raise Refusal(
            f"{on} 已超过受理期限 {term.deadline.due_on}，依据{term.rule.article}视为已备案，不能再登记{word}；"
            "确在期限内告知的，请按告知的日期登记。",
            field,
        )
