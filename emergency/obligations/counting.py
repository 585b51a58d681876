"""计算口径: how periods and terms are counted where the law is silent, dated and printed (pure)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property

from emergency.obligations.facts import FAR_DAY


@dataclass(frozen=True)
class Counting:
    """The counting rules the office can change, with their defaults."""

    soon_days: int = 30
    first_period_share: int = 3
    teaching_days: int = 10
    due_day_moves: bool = False
    one_drill_many_duties: bool = False

    @cached_property
    def least_left(self) -> Fraction:
        """The share of a first period that must be left for it to be owed."""
        return Fraction(1, self.first_period_share)


@dataclass(frozen=True)
class CountingSpan:
    """The counting rules of the days [valid_from, valid_to)."""

    counting: Counting
    valid_from: date
    valid_to: date = FAR_DAY


DEFAULT_COUNTING = (CountingSpan(Counting(), date.min),)


@dataclass(frozen=True)
class CountingQuestion:
    """One counting rule as the office reads it."""

    name: str
    question: str
    why: str
    unit: str = ""
    least: int = 0
    most: int = 1


QUESTIONS = (
    CountingQuestion("soon_days", "到期前多少天起标“即将到期”", "便于提前安排，条文没有规定。", "天", 1, 180),
    CountingQuestion(
        "first_period_share",
        "首个自然期剩余不足几分之一时，从下一期起算",
        "否则6月25日公布的预案,7月1日即显示逾期。",
        "分之一",
        1,
        12,
    ),
    CountingQuestion(
        "teaching_days",
        "部分在学期内的月份，至少有多少个教学日才应演练",
        "假期月份没有学生在校。",
        "个教学日",
        1,
        31,
    ),
    CountingQuestion(
        "due_day_moves",
        "期限末日是休息日的，是否顺延到下一工作日",
        "民法典第203条顺延，行政规定没有写明；默认不顺延。",
    ),
    CountingQuestion(
        "one_drill_many_duties",
        "一次演练可否经人确认抵多项义务",
        "各条文主体不同、互不吸收；默认只抵确认的一项。",
    ),
)

# These follow from the texts or from the design and are not for the office to change; they are printed all the same.
FIXED_SENTENCES = (
    "每月、每季、每半年、每年均按自然期计。",
    "每2年、每3年滚动计算：首次从印发日起，以后从上次演练（评估）日起；印发早于条文施行的，仍从印发日起算。",
    "错过的自然期记为缺演，以后的演练不能补上；逾期灯亮到下一次演练为止。",
    "期限从事件次日起算，事件当日不计（民法典第201条）。",
    "没有对应日的，以当月最后一日为期限末日（民法典第202条）。",
    "一般修订不重置演练周期；重要内容修订重新计算备案和公开期限。",
    "印发前的演练不计；实际处置不代替演练。",
    "单位在周期内撤销的，该期不计。",
    "没有预案的，只计应编未编，不另计备案、公开和演练；培训、年度总结等不以有预案为前提的另计，不早于台账启用日起算；未设台账启用日的，不早于单位登入台账之日。",
    "演练评估、情况报送、备案受理、修订情形等逐次事项，未办的一直列出，办结的列到当年年底。",
    "条文没有数字的不判逾期；通讯录每半年核对一次是本系统的口径，到期显示“应核对”。",
    "涉密预案登记即计为已编，不计公开。",
    "涉及放假安排未公布的年度，期限为暂定。",
)


def sentences(counting: Counting) -> tuple[str, ...]:
    """The counting rules in force as Chinese sentences, those that can be changed first."""
    return (
        f"到期前{counting.soon_days}天起标“即将到期”。",
        f"首个自然期剩余不足{counting.first_period_share}分之一的，从下一期起算。",
        f"部分在学期内的月份，有{counting.teaching_days}个以上教学日的应演练。",
        "期限末日是休息日的顺延。" if counting.due_day_moves else "期限末日是休息日的不顺延。",
        "一次演练经确认可抵多项义务。" if counting.one_drill_many_duties else "一次演练只抵一项义务。",
        *FIXED_SENTENCES,
    )


def counting_on(spans: tuple[CountingSpan, ...], day: date) -> Counting:
    """The counting rules of that day; the defaults where nothing was recorded."""
    found = (span.counting for span in spans if span.valid_from <= day < span.valid_to)
    return next(found, Counting())


def fault_in(name: str, value: object) -> str | None:
    """A Chinese sentence when a value cannot be a counting rule, else None."""
    question = next((each for each in QUESTIONS if each.name == name), None)
    if question is None:
        return f"没有名为“{name}”的计算口径。"
    default = next(each.default for each in fields(Counting) if each.name == name)
    if isinstance(default, bool):
        return None if isinstance(value, bool) else f"“{question.question}”只能填是或否。"
    if not isinstance(value, int) or isinstance(value, bool) or not question.least <= value <= question.most:
        return f"“{question.question}”应填{question.least}至{question.most}的整数。"
    return None
