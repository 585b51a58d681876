"""Which days a term of working days left out and which weekend days it counted, in words (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from emergency.base.workdays import WorkdayTable

SATURDAY = 5
UNNAMED = "放假"


def skipped_days(event_day: date, due_on: date, table: WorkdayTable, notes: Mapping[date, str]) -> str:
    """Such as 跳过休息日 10 天，其中劳动节放假 3 天；2026-05-09（劳动节调休上班）计入; of the days after the event."""
    days = [event_day + timedelta(n) for n in range(1, (due_on - event_day).days + 1)]
    skipped = [day for day in days if not table.works(day)]
    worked = [day for day in days if day.weekday() >= SATURDAY and table.works(day)]
    words = [f"跳过休息日 {len(skipped)} 天{_holidays(skipped, notes)}" if skipped else "其间没有休息日"]
    if worked:
        words.append("、".join(f"{day}（{notes.get(day) or '调休上班'}）" for day in worked) + "计入")
    return "；".join(words)


def _holidays(skipped: Sequence[date], notes: Mapping[date, str]) -> str:
    """The holidays among them by name: weekdays off, for a weekend needs no name."""
    named = Counter(notes.get(day) or UNNAMED for day in skipped if day.weekday() < SATURDAY)
    return "，其中" + "、".join(f"{name} {count} 天" for name, count in named.items()) if named else ""
