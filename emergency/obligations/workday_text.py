"""A year's exceptions as the office pastes them: one day a line, 放假 or 上班 (pure)."""

from __future__ import annotations

from datetime import date

Exceptions = list[tuple[date, bool, str]]

WORDS = {"work": True, "上班": True, "班": True, "rest": False, "放假": False, "休": False}
LEAST_REST = 5


def read_exceptions(text: str, year: int) -> Exceptions:
    """The exceptions of a year, by day. Raises ValueError with a Chinese sentence naming the line.

    A line is a day, a word (放假, 上班) and, if wished, a note, parted by commas, tabs or blanks. Days that are
    what their weekday says anyway are left out, so a whole holiday may be pasted with its weekend.
    """
    found: dict[date, tuple[bool, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.replace(",", " ").replace("，", " ").replace("\t", " ").split()
        if not parts or parts[0] == "day":
            continue
        day, works, note = _read(parts, number, year)
        if found.get(day, (works, ""))[0] != works:
            raise ValueError(f"第{number}行：{day}前面已写成相反的安排，请核对通知后保留一行。")
        found[day] = (works, note)
    kept = [(day, works, note) for day, (works, note) in sorted(found.items()) if works != (day.weekday() < 5)]
    if sum(not works for _, works, _ in kept) < LEAST_REST:
        raise ValueError("放假的工作日不足5天，不像一整年的安排。请粘贴全年放假和调休上班的日期。")
    return kept


def _read(parts: list[str], number: int, year: int) -> tuple[date, bool, str]:
    try:
        day = date.fromisoformat(parts[0])
    except ValueError as fault:
        raise ValueError(f"第{number}行：“{parts[0]}”不是日期，应如 {year}-10-01。") from fault
    if day.year != year:
        raise ValueError(f"第{number}行：{day}不在{year}年，请核对年份。")
    word = parts[1] if len(parts) > 1 else ""
    if word not in WORDS:
        raise ValueError(f"第{number}行：日期后面应写“放假”或“上班”。")
    return day, WORDS[word], " ".join(parts[2:])[:40]
