"""Which stated days can be true: nothing before 1949, no act in the future, no filing before issuing."""

from collections.abc import Mapping
from datetime import date

from emergency.base.errors import Refusal
from emergency.obligations.facts import PlanLine
from emergency.plans.words import ACT_LABELS, Act

FIRST_DAY = date(1949, 10, 1)
# A paper may come into force, and end, after today; nothing else can lie ahead.
AHEAD = {Act.EFFECTIVE: 5, Act.EXPIRES: 30}
# The acts that start clocks: 印发 (国办发〔2024〕5号 art. 26), 公布 (令88号 art. 26), 签署发布 (environment, art. 14).
STARTING = (Act.ISSUED, Act.PUBLISHED, Act.SIGNED)
LATER_ACTS = (Act.FILED, Act.DISCLOSED, Act.EVALUATED, Act.ABOLISHED)


def started_on(dates: Mapping[Act, date]) -> date | None:
    """The earliest of the days that start clocks, or None where none is stated."""
    found = [dates[act] for act in STARTING if act in dates]
    return min(found) if found else None


def check_day(act: Act, day: date, today: date, *, field: str | None = None) -> None:
    """Raises Refusal when a stated day can't be true by itself."""
    if FIRST_DAY <= day <= today:
        return
    word, place, years = ACT_LABELS[act], field or act.value, AHEAD.get(act)
    if day < FIRST_DAY:
        raise Refusal(f"{word}日期 {day} 早于 1949 年 10 月 1 日，请核对年份。", place)
    if years is None:
        raise Refusal(f"{word}日期 {day} 晚于今天，尚未发生的事不能登记，请核对年份。", place)
    if day.year > today.year + years:
        raise Refusal(f"{word}日期 {day} 过于久远，请核对年份。", place)


def check_dates(dates: Mapping[Act, date], today: date) -> tuple[str, ...]:
    """Check the days of one version against today and each other; gives hints that don't hinder.

    Raises Refusal beside the field that is wrong.
    """
    for act, day in dates.items():
        check_day(act, day, today)
    start = started_on(dates)
    for act in LATER_ACTS:
        if start and act in dates:
            check_after(act, dates[act], start)
    if Act.EXPIRES in dates:
        _check_expiry(dates, start)
    return hints(dates)


def check_after(act: Act, day: date, start: date, *, field: str | None = None) -> None:
    """Raises Refusal when an act is stated for a day before the plan was issued."""
    if day < start:
        raise Refusal(
            f"{ACT_LABELS[act]}日期 {day} 早于预案的印发（公布、签署）日期 {start}，两者必有一处有误，请核对后改正。",
            field or act.value,
        )


def _check_expiry(dates: Mapping[Act, date], start: date | None) -> None:
    begins = dates.get(Act.EFFECTIVE) or start
    if begins and dates[Act.EXPIRES] < begins:
        raise Refusal("有效期的截止日期早于施行（印发）日期，请核对后改正。", Act.EXPIRES.value)


def hints(dates: Mapping[Act, date]) -> tuple[str, ...]:
    """What looks odd and may yet be true."""
    issued, effective = dates.get(Act.ISSUED), dates.get(Act.EFFECTIVE)
    if issued and effective and effective < issued:
        return (f"提示：施行日期 {effective} 早于印发日期 {issued}，请确认文件是否如此规定。",)
    return ()


def clockless(line: PlanLine, dates: Mapping[Act, date]) -> tuple[str, ...]:
    """Which day the terms of this line run from, where it is not stated (国办发〔2024〕5号 art. 26, 令88号 art. 26)."""
    act = Act.PUBLISHED if line is PlanLine.ENTERPRISE else Act.ISSUED
    if act in dates:
        return ()
    what = "备案期限" if line is PlanLine.ENTERPRISE else "备案、公开期限"
    return (f"提示：没有填写{ACT_LABELS[act]}日期，{what}要从这一天起算，现在不起算。查明后请补填。",)


def late_days(day: date, recorded_on: date) -> int:
    """How many days after the stated day it was entered here (补录 N 天); 0 when on the day."""
    return max(0, (recorded_on - day).days)
