"""Reads an untrusted .ics of another tool as plain rows; runs in the child, within its limits (pure)."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_EVENTS, MOST_TIMES = 200, 60
LONGEST_TITLE, LONGEST_PLACE, LONGEST_ZONE = 100, 200, 40
# Some tools write the two signs \\r for the end of a line; the standard knows only \\n, and a path keeps its own.
LITERAL_RETURN = re.compile(r"\\[rR](?![A-Za-z0-9_])")
NOT_A_CALENDAR = "不是能读的日历文件。请在原软件中重新导出为 .ics 后再选择。"
TOO_MANY = f"日历中的日程超过 {MOST_EVENTS} 次，请在原软件中只导出演练日程，分次导入。"
TOO_OFTEN = f"重复超过 {MOST_TIMES} 次，没有导入；请在原软件中改为有限次数，或逐次安排"
TWO_HOURS = timedelta(hours=2)
Row = dict[str, Any]


class NotTaken(Exception):
    """One event that becomes no drill, with the Chinese reason."""


def read_ics(argument: dict[str, str]) -> dict[str, Any]:
    """The events at ``path`` as {"rows": […], "left": [[name, reason]]}, or {"refused": a sentence}.

    A row has `key` (the same for the same event in each import), `uid`, `title`, `place`, `starts`, `ends` (ISO text
    in Beijing time), `all_day` and `notes`.
    """
    try:
        calendar = Calendar.from_ical(_read(Path(argument["path"]).read_bytes().removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        return {"refused": NOT_A_CALENDAR}
    if calendar.name != "VCALENDAR":
        return {"refused": NOT_A_CALENDAR}
    rows: list[Row] = []
    left: list[list[str]] = []
    seen: set[str] = set()
    for event in calendar.walk("VEVENT"):
        name = _text(event, "SUMMARY", LONGEST_TITLE) or "没有名称的日程"
        try:
            rows += _rows_of(event, name, seen)
        except NotTaken as reason:
            left.append([name, str(reason)])
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
            left.append([name, "时间或重复规则无法识别"])
        if len(rows) > MOST_EVENTS:
            return {"refused": TOO_MANY}
    return {"rows": rows, "left": left}


def _read(content: bytes) -> str:
    """The text, unfolded first since some tools fold within a character; older Chinese ones write GB18030."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", content)
    try:
        return unfolded.decode("utf-8")
    except UnicodeDecodeError:
        return unfolded.decode("gb18030")


def _rows_of(event: Any, name: str, seen: set[str]) -> list[Row]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise NotTaken("已取消，不导入")
    starts, notes = _moment(event["DTSTART"].dt, _zone_named(event["DTSTART"]))
    if "SUMMARY" not in event:
        notes.append("原日程没有名称")
    length = _length(event, starts, notes)
    uid = _text(event, "UID", 500)
    if not uid:
        notes.append("原日程没有编号，由内容生成")
        uid = "none:" + hashlib.sha256(f"{name}|{starts}|{length}".encode()).hexdigest()
    again = event.get("RECURRENCE-ID")
    key = f"{uid}|{_moment(again.dt)[0].isoformat()}" if again else uid
    if key in seen:
        raise NotTaken("编号(UID)与文件中另一条重复，只导入第一条")
    seen.add(key)
    times = _times(event, starts) if event.get("RRULE") or event.get("RDATE") else None
    rows = []
    for moment in times or [starts]:
        own = f"{uid}|{moment.isoformat()}" if times else key
        if times and own in seen:
            continue  # This one occurrence stands in the file with words of its own.
        rows.append(_row(own, uid, name, _text(event, "LOCATION", LONGEST_PLACE), moment, length, notes))
    return rows


def _row(key: str, uid: str, name: str, place: str, starts: date, length: timedelta, notes: list[str]) -> Row:
    whole = not isinstance(starts, datetime)
    first = datetime.combine(starts, time.min, SHANGHAI) if whole else starts
    return {
        "key": key, "uid": uid, "title": name, "place": place, "starts": first.isoformat(),
        "ends": (first + length).isoformat(), "all_day": whole, "notes": notes,
    }  # fmt: skip


def _moment(value: date, zone: str = "") -> tuple[date, list[str]]:
    """The value in Beijing time, and what was done to get there; `zone` is the time zone that the file names."""
    if not isinstance(value, datetime):
        return value, []
    if value.tzinfo is None:
        said = f"原日程的时区“{zone}”无法识别，按北京时间，请核对" if zone else "原日程没有写时区，按北京时间"
        return value.replace(tzinfo=SHANGHAI), [said]
    try:
        moved = value.astimezone(SHANGHAI)
    except OverflowError as fault:
        raise NotTaken(f"日期 {value:%Y-%m-%d} 超出可用范围") from fault
    return moved, [] if moved.utcoffset() == value.utcoffset() else ["已由其他时区换算为北京时间"]


def _zone_named(start: Any) -> str:
    """The name of the time zone beside a start, as one line."""
    name = str(start.params.get("TZID", ""))
    return "".join(mark for mark in name if mark.isprintable())[:LONGEST_ZONE]


def _length(event: Any, starts: date, notes: list[str]) -> timedelta:
    if "DTEND" in event:
        length = _moment(event["DTEND"].dt)[0] - starts
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = TWO_HOURS if isinstance(starts, datetime) else timedelta(days=1)
        notes.append("原日程没有结束时间，按两小时" if isinstance(starts, datetime) else "按一整天")
    if length <= timedelta() or length > timedelta(days=31):
        raise NotTaken("没有合理的结束时间")
    return length


def _times(event: Any, starts: date) -> list[date]:
    """The occurrences, the first one too; ValueError above the bound."""
    naive = starts.replace(tzinfo=None) if isinstance(starts, datetime) else datetime.combine(starts, time.min)
    found: set[datetime] = {naive}
    for rule in _listed(event.get("RRULE")):
        text = rule.to_ical().decode()
        # An end in UTC is read beside a start in Beijing time: eight hours decide about no drill.
        found |= set(islice(rrulestr(text.replace("Z", ""), dtstart=naive), MOST_TIMES + 1))
    for name, add in (("RDATE", True), ("EXDATE", False)):
        days = {_plain(each.dt) for listed in _listed(event.get(name)) for each in islice(listed.dts, MOST_TIMES + 1)}
        found = found | days if add else found - days
    if len(found) > MOST_TIMES:
        raise NotTaken(TOO_OFTEN)
    whole = not isinstance(starts, datetime)
    return [moment.date() if whole else moment.replace(tzinfo=SHANGHAI) for moment in sorted(found)]


def _plain(value: Any) -> datetime:
    moment = _moment(value[0] if isinstance(value, tuple) else value)[0]
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _listed(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _text(event: Any, name: str, longest: int) -> str:
    value = event.get(name, "")
    plain = LITERAL_RETURN.sub(" ", str(value[0] if isinstance(value, list) else value))
    kept = "".join(mark if mark.isprintable() else " " for mark in plain)
    return " ".join(kept.split())[:longest]
