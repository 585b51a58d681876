"""How the days of a tile come about in one Chinese sentence: start ＋ interval → last day, how it stands (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from emergency.base.periods import PeriodKind, add_years, first_owed, period_of
from emergency.base.workdays import WorkdayTable, add_working_days
from emergency.obligations.counting import Counting
from emergency.obligations.facts import FAR_DAY, ActKind, Tile
from emergency.obligations.rules import Demand, Evidence, Force, Shape
from emergency.obligations.skipped_days import skipped_days

ONE_DAY = timedelta(days=1)
FIRST_DAY = date(1949, 10, 1)
PERIOD_WORDS = {
    PeriodKind.MONTH: ("1 个月", "自然月"),
    PeriodKind.QUARTER: ("1 个季度", "自然季"),
    PeriodKind.HALF: ("半年", "自然半年"),
    PeriodKind.YEAR: ("1 年", "自然年"),
}
# What the numberless are asked for: drills and trainings are held, other things are done.
TRAININGS = frozenset(
    {ActKind.PLAN_TRAINING, ActKind.STAFF_TRAINING, ActKind.FIRE_TRAINING, ActKind.RESIDENT_FIRE_TRAINING}
)
HELD = "应当组织，未定次数"
DONE = "应当办理，未定期限"


@dataclass(frozen=True)
class Start:
    """A recorded day from which a term may run: 印发 2026-03-02, 上次演练 2025-03-14."""

    word: str
    on: date

    def __str__(self) -> str:
        return f"{self.word} {self.on}"


@dataclass(frozen=True)
class Reckoning:
    """What the sentence is made of: the tile and its demand, the recorded days, the tables that were counted by.

    ``started`` is the act or event that the term was told to run from, ``done`` what met the duty; either may be
    missing. ``opened`` is the day before which nothing without a plan is counted. ``notes`` names days of the tables
    that are not what their weekday says.
    """

    tile: Tile
    demand: Demand
    counting: Counting
    workdays: WorkdayTable
    started: Start | None = None
    done: Start | None = None
    notes: Mapping[date, str] = field(default_factory=dict)
    opened: Start | None = None

    @property
    def candidates(self) -> list[Start]:
        """The days from which the term may run, the likeliest first; where a rule came to bind later, that day."""
        bound = Start("开始适用", self.tile.starts)
        return [start for start in (self.done and _last(self.done), self.started, bound) if start]


def sentence(case: Reckoning, day: date) -> str:
    """The arithmetic of a tile and how it stands on a day inside it, in one sentence without the closing mark."""
    return f"{_sum(case)}{_standing(case, day)}"


def _last(done: Start) -> Start:
    return Start(f"上次{done.word}", done.on)


def _sum(case: Reckoning) -> str:
    shape = case.demand.shape
    if shape is Shape.STANDING:
        return _plan_sum(case)
    if case.demand.working_days is not None:
        return _working_days_sum(case)
    if shape is Shape.ROLLING:
        return _rolling_sum(case)
    if shape is Shape.CALENDAR:
        return _calendar_sum(case)
    word = HELD if case.demand.met_by is Evidence.DRILL or set(case.demand.acts) & TRAININGS else DONE
    since = f"{case.started} 起" if case.started else _since(case.tile.starts)
    return f"{since}{'，每次发生后' if shape is Shape.EACH else ''}{word}"


def _plan_sum(case: Reckoning) -> str:
    """应编 has no number but one that the office set."""
    tile = case.tile
    if case.done:
        return f"预案{case.done} → 自当日起已编，到被替代或废止为止"
    if tile.due_on:
        return f"{_since(tile.starts)}应编 ＋ 本级规定的完成期限 → {tile.due_on} 前"
    return f"{_since(tile.starts)}应编 ＋ 法规未定期限 → 应编未编，不计逾期"


def _working_days_sum(case: Reckoning) -> str:
    """The day of the event is not counted; what was skipped and what was worked on is named."""
    days, due_on = case.demand.working_days or 0, case.tile.due_on
    starts = [start for start in (case.started, Start("开始适用", case.tile.starts)) if start]
    start = _fitting(starts, due_on, lambda on: add_working_days(on, days, case.workdays).due_on)
    if start is None or due_on is None:
        return _plain_sum(case)
    told = skipped_days(start.on, due_on, case.workdays, case.notes)
    return f"{start} ＋ {days} 个工作日（当日不计，从 {start.on + ONE_DAY} 数起；{told}）→ {due_on} 前"


def _rolling_sum(case: Reckoning) -> str:
    years = case.demand.years or 0
    start = _fitting(case.candidates, case.tile.due_on, lambda on: _moved(case, add_years(on, years)))
    if start is None:
        return _plain_sum(case)
    moved = "，末日是休息日的顺延" if case.tile.due_on != add_years(start.on, years) else ""
    return f"{start} ＋ {years} 年（滚动计算{moved}）→ {case.tile.due_on} 前"


def _calendar_sum(case: Reckoning) -> str:
    """The natural period that is owed, and why it is this one."""
    period, owed_from = case.demand.period, case.tile.basis.get("owed_from")
    if period is None or owed_from is None or case.tile.due_on is None:
        return "学期表未录入，不能确定应办的月份"
    length, name = PERIOD_WORDS[period]
    target = period_of(period, date.fromisoformat(str(owed_from)))
    terms = "，没有教学日的月份除外" if case.demand.term_table else ""
    if case.done:
        return f"{_last(case.done)} ＋ {length}（{name}口径{terms}）→ {case.tile.due_on} 前"
    first = [start for start in (case.started, Start("开始适用", case.tile.starts), case.opened) if start]
    least = case.counting.least_left
    start = _fitting(first, target.starts, lambda on: first_owed(period, on, least).starts)
    if start is None:
        return f"应办的{name} {target.starts} 至 {target.last_day}（{name}口径{terms}）→ {case.tile.due_on} 前"
    own = period_of(period, start.on)
    left = f"当期 {own.starts} 至 {own.last_day} 还剩 {(own.last_day - start.on).days} 天"
    share = f"{case.counting.first_period_share} 分之一"
    why = f"{left}，不少于 {share}，当期应办" if own == target else f"{left}，不足 {share}，从下一期起算"
    return f"{start} ＋ {length}（{name}口径{terms}；{why}）→ {case.tile.due_on} 前"


def _plain_sum(case: Reckoning) -> str:
    if case.tile.due_on is None:
        return f"{_since(case.tile.starts)}{DONE}"
    return f"{_since(case.tile.starts)} → {case.tile.due_on} 前"


def _since(day: date) -> str:
    """From a day on; the first day of the republic stands for one that no source tells."""
    return "自登记以前起" if day <= FIRST_DAY else f"自 {day} 起"


def _moved(case: Reckoning, due_on: date) -> date:
    while case.counting.due_day_moves and not case.workdays.works(due_on):
        due_on += ONE_DAY
    return due_on


def _fitting(starts: Iterable[Start], wanted: date | None, reach: Callable[[date], date]) -> Start | None:
    """The first of the days from which counting gives the wanted day; none is named that does not."""
    return next((start for start in starts if wanted is not None and reach(start.on) == wanted), None)


def _standing(case: Reckoning, day: date) -> str:
    """How the tile stands on the day: met, late, past its day, or not yet."""
    tile = case.tile
    words = [_done_word(case), _overdue_word(tile, day)]
    if tile.provisional and (year := tile.basis.get("waits_for_year")):
        words.append(f"{year}年放假安排未录入，按周一至周五暂算，暂定")
    if tile.basis.get("late_from") and tile.overdue_from and day < tile.overdue_from:
        words.append(f"补录截止日 {tile.overdue_from} 以前不标逾期")
    return "".join(f"；{word}" for word in words if word)


def _done_word(case: Reckoning) -> str:
    tile, done = case.tile, case.done
    if done is None or case.demand.shape is Shape.STANDING:
        return ""
    if late := tile.basis.get("late"):
        return f"{done}，晚 {late} 天，逾期已办"
    if tile.met_until is None or tile.met_until == FAR_DAY:
        return f"{done}，已办"
    return f"已办有效至 {tile.met_until - ONE_DAY}"


def _overdue_word(tile: Tile, day: date) -> str:
    if tile.due_on is None or day <= tile.due_on or (tile.met_until and day < tile.met_until):
        return ""
    past = (day - tile.due_on).days
    if tile.basis.get("force") == Force.PRINCIPLE:
        return f"到基准日 {day} 已过 {past} 天，原则上的期限，读“应评估”，不称逾期"
    if tile.overdue_from and day >= tile.overdue_from:
        return f"到基准日 {day} 已过 {past} 天，逾期"
    return f"到基准日 {day} 已过 {past} 天"
