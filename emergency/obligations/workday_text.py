"""A year's exceptions as the office enters them: one day a row, 放假 or 上班; every wrong row is told (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.obligations.holiday_groups import missing_groups

Exceptions = list[tuple[date, bool, str]]
Row = tuple[int, Sequence[str]]

WORDS = {
    "work": True, "上班": True, "班": True, "调休上班": True, "工作": True, "工作日": True,
    "rest": False, "放假": False, "休": False, "休息": False, "补休": False,
}  # fmt: skip
WEEKDAYS = "一二三四五六日"
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
HEADINGS = ("day", "日期")
LEAST_REST = 5
# Whoever lists more days than any notice has written the whole year down, and no day of it may be missing.
WHOLE_YEAR = 200
TOLD = 20


@dataclass(frozen=True)
class Reading:
    """What a table of a year says: the exceptions, every wrong row as a sentence, and what looks odd."""

    days: Exceptions
    wrongs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def text_rows(text: str) -> list[Row]:
    """The lines of a pasted text with their numbers: a day, a word and a note, parted by commas, tabs or blanks."""
    told = [line.replace(",", " ").replace("，", " ").split() for line in text.splitlines()]
    return [(number, parts) for number, parts in enumerate(told, 1) if parts and parts[0] not in HEADINGS]


def sheet_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows below the heading 日期 of a sheet, without the blank ones; all of them where it has no heading."""
    told = [(number, [cell.strip() for cell in cells]) for number, cells in rows]
    start = next((place + 1 for place, (_, cells) in enumerate(told) if cells and cells[0] in HEADINGS), 0)
    return [(number, cells) for number, cells in told[start:] if any(cells[:3])]


def read_year(rows: Iterable[Row], year: int) -> Reading:
    """The exceptions of a year by day, every wrong row named by its number.

    Days that are what their weekday says anyway are left out, so a whole holiday may be given with its weekend;
    a Saturday or Sunday that is not listed rests as in any week.
    """
    found: dict[date, tuple[int, bool, str]] = {}
    wrongs: list[str] = []
    for number, parts in rows:
        try:
            day, works, note = _read(parts, year)
            _refuse_twice(found, day, works)
        except ValueError as fault:
            wrongs.append(f"第{number}行：{fault}")
            continue
        found[day] = (number, works, note)
    days = [(day, works, note) for day, (_, works, note) in sorted(found.items()) if works != (day.weekday() < 5)]
    wrongs += _missing_days(set(found), year)
    if not wrongs and sum(not works for _, works, _ in days) < LEAST_REST:
        wrongs.append("放假的工作日不足5天，不像一整年的安排。请给出全年放假和调休上班的日期。")
    listed = [(day, works, note) for day, (_, works, note) in found.items()]
    return Reading(days, tuple(wrongs), missing_groups(listed, year))


def read_exceptions(text: str, year: int) -> Exceptions:
    """The exceptions of a pasted text. Raises ValueError with the Chinese sentences of its wrong lines."""
    reading = read_year(text_rows(text), year)
    if reading.wrongs:
        raise ValueError(" ".join(reading.wrongs))
    return reading.days


def as_text(days: Exceptions) -> str:
    """The exceptions as lines that can be read again."""
    return "\n".join(f"{day} {'上班' if works else '放假'} {note}".rstrip() for day, works, note in days)


def spoken(day: date) -> str:
    """A day with its weekday, such as 2027-01-02（星期六）."""
    return f"{day}（星期{WEEKDAYS[day.weekday()]}）"


def _read(parts: Sequence[str], year: int) -> tuple[date, bool, str]:
    match = DAY.fullmatch(parts[0])
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{parts[0][:20]}”不是日期，应如 {year}-10-01。")
    if day.year != year:
        raise ValueError(f"{day}不在{year}年，请核对年份。")
    word = parts[1] if len(parts) > 1 else ""
    if word not in WORDS:
        wrote = f"写了“{word[:10]}”" if word else "没有写安排"
        raise ValueError(f"{spoken(day)}{wrote}，应写“放假”或“上班”。")
    return day, WORDS[word], " ".join(part for part in parts[2:] if part)[:40]


def _refuse_twice(found: dict[date, tuple[int, bool, str]], day: date, works: bool) -> None:
    if day not in found:
        return
    number, said, _ = found[day]
    how = "已写过" if said == works else "写成相反的安排"
    raise ValueError(f"{spoken(day)}在第{number}行{how}，请核对通知后只保留一行。")


def _missing_days(listed: set[date], year: int) -> list[str]:
    if len(listed) < WHOLE_YEAR:
        return []
    first = date(year, 1, 1)
    whole = (first + timedelta(days=offset) for offset in range((date(year, 12, 31) - first).days + 1))
    missing = [day for day in whole if day not in listed]
    more = [f"另有{len(missing) - TOLD}天没有列出。"] if len(missing) > TOLD else []
    return [f"全年逐日的表里没有{spoken(day)}，请补上这一行。" for day in missing[:TOLD]] + more
