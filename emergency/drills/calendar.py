"""Drills and due days as an iCalendar file: plain values in, bytes out (RFC 5545, 5546, 7986)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vDatetime, vDuration, vInt

from emergency.drills import calendar_lines as lines
from emergency.drills.calendar_text import Text, categories, clean, one_line

SHANGHAI = ZoneInfo("Asia/Shanghai")
PRODID = "-//Emergency plan registry//Drill calendar//ZH"
REFRESH = timedelta(hours=6)
CANCELLED_MARK = "【已取消】"
FIRST_YEAR, LAST_YEAR = 1992, 2199  # The zone is written without the summer times of 1986 to 1991.
LARGEST_SEQUENCE = 2**31 - 1
# As icalendar writes it; worked out once, for it looks through every hour of 46 years.
ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19920101T000000\r\nTZNAME:CST\r\n"
    b"TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
TAIL = b"END:VCALENDAR\r\n"
NO_CHANGE = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event: two dates make an all-day entry (it ends the day after), two aware moments a timed one."""

    label: str  # how a report names the row: 演练12
    uid: str
    title: str
    starts: date
    ends: date
    changed_at: datetime
    sequence: int
    organiser: str
    organiser_key: str
    status: Status = Status.CONFIRMED
    place: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    alarm: timedelta | None = None  # before the start
    busy: bool = True
    cancelled_mark: str = CANCELLED_MARK  # what the title begins with when the status is CANCELLED


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that could not be written, with the Chinese reason."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The whole file and the rows that are not in it."""

    content: bytes
    left_out: tuple[LeftOut, ...]


def write(
    name: str, key: str, entries: Iterable[CalendarEntry], kept: Sequence[bytes] = (), newest: datetime = NO_CHANGE
) -> CalendarFile:
    """The calendar called `name`; `key` names it for ever (`unit:12`, `region:231102:2026`).

    Each event is built alone: one that cannot be written is left out and reported, the others stand. `kept` are
    events that were built before, the newest of them changed at `newest`. The same entries give the same bytes.
    """
    events: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    for entry in entries:
        try:
            if entry.uid in events:
                raise ValueError("编号(UID)与另一条重复，请联系系统管理员核查该记录")
            events[entry.uid] = event_bytes(entry)
            newest = max(newest, entry.changed_at)
        except (ValueError, TypeError, AttributeError, OverflowError) as fault:
            left_out.append(LeftOut(str(entry.label), str(fault)))
    return CalendarFile(assemble(name, key, newest, (*kept, *events.values())), tuple(left_out))


def assemble(name: str, key: str, changed_at: datetime, events: Iterable[bytes], method: str = "PUBLISH") -> bytes:
    """Head, zone, ready-made events, tail: `event_bytes` may come from a store of kept bytes."""
    return b"".join((head_bytes(name, key, changed_at, method), *events, TAIL))


def head_bytes(name: str, key: str, changed_at: datetime, method: str = "") -> bytes:
    """What stands before the first event; a feed that is subscribed to has no METHOD."""
    return _head(name, key, changed_at, method) + ZONE


def invitation_bytes(entry: CalendarEntry, method: str, sender: str, recipient: str) -> bytes:
    """One event as it goes by mail to one mailbox (RFC 5546 3.2.2, 3.2.5): REQUEST, or CANCEL.

    ORGANIZER is a bare mail address, and nobody but the mailbox itself is named. No answer by mail is asked for,
    because nobody reads it.
    """
    event = _event(entry if method != "CANCEL" else replace(entry, status=Status.CANCELLED))
    event["ORGANIZER"] = vCalAddress(f"mailto:{sender}")
    attendee = vCalAddress(f"mailto:{recipient}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event["ATTENDEE"] = attendee
    return assemble(entry.organiser, f"mail:{entry.uid}", entry.changed_at, [event.to_ical()], method)


def event_bytes(entry: CalendarEntry) -> bytes:
    """One VEVENT as it stands in the file; ValueError (Chinese) for a row that no client could read."""
    _check(entry)
    cancelled = entry.status is Status.CANCELLED
    title, changed = one_line(entry.title), lines.moment(entry.changed_at)
    place, description = one_line(entry.place), clean(entry.description).strip()
    named = [one_line(name) for name in entry.categories]
    properties = [
        ("SUMMARY", lines.text((entry.cancelled_mark if cancelled else "") + title)),
        lines.timed("DTSTART", _shown(entry.starts), SHANGHAI.key),
        lines.timed("DTEND", _shown(entry.ends), SHANGHAI.key),
        ("DTSTAMP", changed),
        ("UID", lines.text(entry.uid)),
        ("SEQUENCE", str(entry.sequence)),
        ("CATEGORIES", ",".join(lines.text(name) for name in named if name)),
        ("DESCRIPTION", lines.text(description)),
        ("LAST-MODIFIED", changed),
        ("LOCATION", lines.text(place)),
        (f"ORGANIZER;CN={lines.parameter(one_line(entry.organiser))}", _urn(entry.organiser_key)),
        ("STATUS", entry.status.value),
        ("TRANSP", "OPAQUE" if entry.busy and not cancelled else "TRANSPARENT"),
    ]
    rings = entry.alarm is not None and not cancelled
    return lines.event_lines((pair for pair in properties if pair[1]), _bell(entry) if rings else None)


def _bell(entry: CalendarEntry) -> list[lines.Property]:
    trigger = lines.duration(-(entry.alarm or timedelta()))
    return [("ACTION", "DISPLAY"), ("DESCRIPTION", lines.text(one_line(entry.title))), ("TRIGGER", trigger)]


def library_bytes(entry: CalendarEntry) -> bytes:
    """The same event by the icalendar library alone, against which a test holds `event_bytes`."""
    content: bytes = _event(entry).to_ical()
    return content


def _event(entry: CalendarEntry) -> Event:
    _check(entry)
    event = Event()
    event["UID"] = Text(entry.uid)
    # DTSTAMP is the last change, not the day of export: the same row gives the same bytes, and Evolution
    # takes up a moved drill only when DTSTAMP, LAST-MODIFIED or SEQUENCE differ.
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(entry.changed_at.astimezone(UTC))
    event["SEQUENCE"] = vInt(entry.sequence)
    event.add("DTSTART", _shown(entry.starts))
    event.add("DTEND", _shown(entry.ends))
    event["STATUS"] = Text(entry.status)
    event["TRANSP"] = Text("OPAQUE" if entry.busy and entry.status is not Status.CANCELLED else "TRANSPARENT")
    _describe(event, entry)
    if entry.alarm is not None and entry.status is not Status.CANCELLED:
        event.add_component(_alarm(entry))
    return event


def organiser_address(key: str, name: str) -> vCalAddress:
    """ORGANIZER, which METHOD:PUBLISH demands (RFC 5546 3.2.1) while it forbids ATTENDEE.

    A unit has no mail address that may be published, so it is named by a URN made of its number.
    """
    address = vCalAddress(_urn(key))
    address.params["CN"] = one_line(name)
    return address


@lru_cache(maxsize=4096)
def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"emergency-plan-registry:{key}").urn


def _check(entry: CalendarEntry) -> None:
    if not entry.uid or entry.uid != one_line(entry.uid):
        raise ValueError("缺少编号(UID)，请联系系统管理员核查该记录")
    if not one_line(entry.title):
        raise ValueError("没有名称，请补填名称")
    if not one_line(entry.organiser):
        raise ValueError("没有组织单位，请补填组织单位")
    if not 0 <= entry.sequence <= LARGEST_SEQUENCE:
        raise ValueError("修改次数(SEQUENCE)不是有效的非负整数，请联系系统管理员核查该记录")
    if not _is_moment(entry.changed_at):
        raise ValueError("最后修改时间缺少时区，请联系系统管理员核查该记录")
    if _is_moment(entry.starts) != _is_moment(entry.ends):
        raise ValueError("开始与结束一个有钟点、一个没有，请改为一致")
    if not FIRST_YEAR <= entry.starts.year <= entry.ends.year <= LAST_YEAR:
        raise ValueError(f"日期不在{FIRST_YEAR}年至{LAST_YEAR}年之间，请核对年份")
    if entry.ends <= entry.starts:
        raise ValueError("结束不晚于开始，请核对时间")


def _is_moment(value: date | None) -> bool:
    if not isinstance(value, date):
        raise ValueError("缺少时间，请补填")
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("时间缺少时区，请联系系统管理员核查该记录")
        return True
    return False


def _shown(value: date) -> date:
    return value.astimezone(SHANGHAI) if isinstance(value, datetime) else value


def _describe(event: Event, entry: CalendarEntry) -> None:
    mark = entry.cancelled_mark if entry.status is Status.CANCELLED else ""
    event["SUMMARY"] = Text(mark + one_line(entry.title))
    event["ORGANIZER"] = organiser_address(entry.organiser_key, entry.organiser)
    if place := one_line(entry.place):
        event["LOCATION"] = Text(place)
    if description := clean(entry.description).strip():
        event["DESCRIPTION"] = Text(description)
    listed = categories(entry.categories)
    if listed.cats:
        event["CATEGORIES"] = listed


def _alarm(entry: CalendarEntry) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["DESCRIPTION"] = Text(one_line(entry.title))
    alarm["TRIGGER"] = vDuration(-(entry.alarm or timedelta()))
    return alarm


def _head(name: str, key: str, changed_at: datetime, method: str) -> bytes:
    head = Calendar()
    head["PRODID"] = Text(PRODID)
    head["VERSION"] = Text("2.0")
    head["CALSCALE"] = Text("GREGORIAN")
    if method:
        head["METHOD"] = Text(method)
        # A feed has none: vdirsyncer takes the calendar's own UID for that of every event and keeps one of them.
        head["UID"] = Text(str(calendar_uid(key)))
    head["NAME"] = head["X-WR-CALNAME"] = Text(one_line(name))
    head["X-WR-TIMEZONE"] = Text(SHANGHAI.key)
    head.add("LAST-MODIFIED", changed_at.astimezone(UTC))
    refresh = vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"  # RFC 7986 5.7 has no default type; icalendar leaves it out.
    head["REFRESH-INTERVAL"] = refresh
    head["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    content: bytes = head.to_ical()
    return content.removesuffix(TAIL)


def calendar_uid(key: str) -> UUID:
    """The UID of the calendar itself (RFC 7986 5.3), the same on each export and each machine."""
    return uuid5(NAMESPACE_URL, f"emergency-plan-registry:calendar:{key}")
