"""The dates of a paper in words: what is written inside the file, and how far a day lies from another. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

NONE_INSIDE = "文件内没有日期"

UNDATED = "无日期"


def inner_word(inner: Sequence[Sequence[str]] | None) -> str:
    """The inner day of each picture of a joined file, by name."""
    return "；".join(f"{name} {day or UNDATED}" for name, day in inner or ())


def inner_days_word(inner: Sequence[Sequence[str]]) -> str:
    """How many pictures of a joined file bear which day."""
    counted = Counter(day for _, day in inner)
    ordered = sorted(counted, key=lambda day: (not day, day))
    days = "、".join(f"{day or UNDATED} {counted[day]}张" for day in ordered)
    return f"合成{len(inner)}张：{days}"


def inside_word(made_on: date | None, changed_on: date | None) -> str:
    """The days written inside a file: when it was made (taken, recorded) and when it was last changed."""
    if made_on is None and changed_on is None:
        return NONE_INSIDE
    parts = [f"创建 {made_on}"] if made_on else []
    if changed_on and changed_on != made_on:
        parts.append(f"修改 {changed_on}")
    return "；".join(parts)


def gap_word(day: date | None, held_on: date | None) -> str:
    """How many days a day lies from the drill, without a verdict."""
    days = gap(day, held_on)
    if days is None:
        return ""
    if days == 0:
        return "举行当天"
    return f"举行后{days}天" if days > 0 else f"举行前{-days}天"


def gap(day: date | None, held_on: date | None) -> int | None:
    """The days from the drill to a day, negative before it."""
    return None if day is None or held_on is None else (day - held_on).days
