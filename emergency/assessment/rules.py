"""Scoring: an item, the register's figure and a person's answer in, a verdict out (pure, no clock)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from emergency.assessment.facts import Answer, Figure, Grade, Item, Partial, Scoring

NO_SOURCE = "本版尚无登记"
NOTHING_OWED = "无应办对象"
BY_FINDINGS = "台账没有这类认定的登记，按认定材料计次，系统不推断"


class State(StrEnum):
    """Whether an item gives points now, waits for a person, or is moved out of the total."""

    SCORED = "scored"
    WAITING = "waiting"
    EMPTY = "empty"
    ABSENT = "absent"


STATE_LABELS = {
    State.SCORED: "已计分",
    State.WAITING: "待人工评分",
    State.EMPTY: NOTHING_OWED,
    State.ABSENT: "无数据来源",
}


@dataclass(frozen=True)
class Verdict:
    """What stands in the line of an item. Counts are None where nothing is counted."""

    item: Item
    state: State
    points: Decimal | None = None
    done: int | None = None
    owed: int | None = None
    missing: tuple[str, ...] = ()
    reason: str = ""

    @property
    def lacking(self) -> int | None:
        """应做 less 已做."""
        return None if self.owed is None or self.done is None else self.owed - self.done


@dataclass(frozen=True)
class Total:
    """The sum: points got of points applicable; `scaled` to 100 only when nobody's judgement is awaited."""

    points: Decimal
    applicable: Decimal
    waiting: Decimal
    scaled: Decimal | None
    moved_out: tuple[Verdict, ...]


def tenth(value: Fraction | Decimal) -> Decimal:
    """Round half up to 0.1, from the exact value."""
    exact = Fraction(value)
    return (Decimal(exact.numerator * 10) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP) / 10


def verdict(item: Item, figure: Figure | None, answer: Answer | None) -> Verdict:
    """Judge one item. A judgement is never filled in; a figure that can't be had never scores."""
    if item.scoring is Scoring.JUDGEMENT:
        return _judged(item, answer)
    if item.scoring is Scoring.EVIDENCE:
        return _shown(item, answer)
    if item.measure is None:
        return _tallied(item, answer) if item.scoring is Scoring.COUNT else _found(item, answer)
    return _counted(item, figure or Figure(absent=NO_SOURCE))


def total(verdicts: Iterable[Verdict]) -> Total:
    """Add up; what is empty or absent moves out whole and the rest is scaled to 100."""
    lines = tuple(verdicts)
    moved = tuple(line for line in lines if line.state in (State.EMPTY, State.ABSENT))
    kept = [line for line in lines if line.state in (State.SCORED, State.WAITING)]
    points = sum((line.points or Decimal(0) for line in kept), Decimal(0))
    applicable = sum((line.item.points or Decimal(0) for line in kept), Decimal(0))
    waits = [line for line in kept if line.state is State.WAITING]
    waiting = sum((line.item.points or Decimal(0) for line in waits), Decimal(0))
    scaled = tenth(Fraction(points) / Fraction(applicable) * 100) if applicable and not waits else None
    return Total(points, applicable, waiting, scaled, moved)


def overridden(line: Verdict, override: Answer | None) -> Verdict:
    """The same line with the office's points instead of the computed ones, and why; only a scored line has such."""
    if override is None or override.points is None or line.state is not State.SCORED:
        return line
    said = f"台账算得{line.points}分，改为{override.points}分：{_entered(override)}"
    return replace(line, points=_capped(line.item, override.points), reason=said)


def grade_of(points: Decimal | None, grades: Iterable[Grade]) -> str:
    """等次 of points of a hundred; none before there are points."""
    reached = [] if points is None else [grade for grade in grades if points >= grade.at_least]
    return max(reached, key=lambda grade: grade.at_least).title if reached else ""


def points_for(item: Item, done: int, owed: int, cases: int = 0) -> Decimal | None:
    """What an item with points gives for these figures; None without points, and where nothing is owed.

    The one place where a figure becomes points: sheets and advice ask it alike.
    """
    if item.points is None or (owed == 0 and item.scoring is not Scoring.COUNT):
        return None
    return _points(item, item.points, Figure(done, owed, cases))


def _judged(item: Item, answer: Answer | None) -> Verdict:
    if answer is None or (answer.points is None and item.points is not None):
        return Verdict(item, State.WAITING, reason="系统不预填")
    return Verdict(item, State.SCORED, _capped(item, answer.points), reason=_entered(answer))


def _shown(item: Item, answer: Answer | None) -> Verdict:
    """All papers there: full points; each one missing takes its own points away."""
    if answer is None:
        return Verdict(item, State.WAITING, None, None, len(item.parts), reason="佐证材料待核对")
    missing = tuple(part.name for part in item.parts if part.name not in answer.ticked)
    lost = sum((part.points for part in item.parts if part.name in missing), Decimal(0))
    points = None if item.points is None else max(Decimal(0), item.points - lost)
    done = len(item.parts) - len(missing)
    return Verdict(item, State.SCORED, points, done, len(item.parts), missing, _entered(answer))


def _found(item: Item, answer: Answer | None) -> Verdict:
    """Faults are found by people only; nothing entered is not the same as none found."""
    if answer is None:
        return Verdict(item, State.WAITING, reason=BY_FINDINGS)
    lost = sum((part.points * answer.faults.get(part.name, 0) for part in item.parts), Decimal(0))
    points = None if item.points is None else max(item.floor, item.points - lost)
    found = "、".join(f"{name}{count}次" for name, count in answer.faults.items() if count) or "未见认定"
    return Verdict(item, State.SCORED, points, reason=f"{found}；{_entered(answer)}")


def _tallied(item: Item, answer: Answer | None) -> Verdict:
    """Things that people count, such as 信息报送 adopted: so much for each, up to the item's points."""
    if answer is None:
        return Verdict(item, State.WAITING, reason="系统不推断")
    got = sum((part.points * answer.faults.get(part.name, 0) for part in item.parts), Decimal(0))
    points = None if item.points is None else min(item.points, got)
    found = "、".join(f"{name}{count}件" for name, count in answer.faults.items() if count) or "未见"
    return Verdict(item, State.SCORED, points, reason=f"{found}；{_entered(answer)}")


def _counted(item: Item, figure: Figure) -> Verdict:
    if figure.absent:
        return Verdict(item, State.ABSENT, reason=figure.absent)
    if figure.owed == 0 and item.scoring is not Scoring.COUNT:
        return Verdict(item, State.EMPTY, None, 0, 0, reason=NOTHING_OWED)
    points = points_for(item, figure.done, figure.owed, figure.cases)
    return Verdict(item, State.SCORED, points, figure.done, figure.owed, reason=figure.remark)


def _points(item: Item, full: Decimal, figure: Figure) -> Decimal:
    each = item.each or Decimal(0)
    if item.scoring is Scoring.COUNT:
        return tenth(min(full, each * figure.done))
    share = Fraction(figure.done, figure.owed)
    if item.scoring is Scoring.BANDS:
        reached = [band.points for band in item.bands if share >= Fraction(band.at_least)]
        return max(reached, default=Decimal(0))
    if item.scoring is Scoring.PER_CASE:
        return tenth(max(item.floor, full - each * figure.cases))
    if item.scoring is Scoring.PER_POINT:
        return tenth(max(Fraction(item.floor), Fraction(full) - Fraction(each) * _short(share, item.partial)))
    return tenth(Fraction(full) * share)


def _short(share: Fraction, partial: Partial) -> Fraction:
    """The missing percentage points, a part of one counted as the template says."""
    short = (1 - share) * 100
    if partial is Partial.SHARE:
        return short
    up = partial is Partial.WHOLE
    exact = Decimal(short.numerator) / Decimal(short.denominator)
    return Fraction(exact.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))


def _capped(item: Item, points: Decimal | None) -> Decimal | None:
    if item.points is None or points is None:
        return None
    return tenth(min(max(points, item.floor), item.points))


def _entered(answer: Answer) -> str:
    who = "、".join(word for word in (answer.by, answer.on.isoformat() if answer.on else "") if word)
    return f"{answer.reason}（{who}）" if who else answer.reason
