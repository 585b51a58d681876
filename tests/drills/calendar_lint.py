"""A byte-level lint of iCalendar files, written from RFC 5545, 5546 and 7986 and not from a library."""

import re
from collections import Counter
from dataclasses import dataclass, field

PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
LINE = re.compile(rf"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:{PARAMETER})*):(?P<value>.*)", re.DOTALL)
UTC_MOMENT = re.compile(r"\d{8}T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z")
LOCAL_MOMENT = re.compile(r"\d{8}T(?:[01]\d|2[0-3])[0-5]\d[0-5]\d")
DAY = re.compile(r"(?:19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
DURATION = re.compile(r"[+-]?P(?:\d+W|\d+D(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)")
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
TEXTS = re.compile(r"(?:[^\\;]|\\[\\;,nN])*")
NUMBER = re.compile(r"\d{1,10}")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d")
WORDS = {
    "VERSION": {"2.0"},
    "CALSCALE": {"GREGORIAN"},
    "METHOD": {"PUBLISH"},
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "ACTION": {"DISPLAY"},
}
FORMS = {
    "DTSTAMP": UTC_MOMENT, "LAST-MODIFIED": UTC_MOMENT, "SEQUENCE": NUMBER, "SUMMARY": TEXT, "LOCATION": TEXT,
    "DESCRIPTION": TEXT, "CATEGORIES": TEXTS, "UID": TEXT, "NAME": TEXT, "X-WR-CALNAME": TEXT, "PRODID": TEXT,
    "REFRESH-INTERVAL": DURATION, "X-PUBLISHED-TTL": DURATION, "TRIGGER": DURATION, "ORGANIZER": URI,
    "TZOFFSETFROM": OFFSET, "TZOFFSETTO": OFFSET, "TZNAME": TEXT, "TZID": TEXT, "X-WR-TIMEZONE": TEXT,
}  # fmt: skip
# component -> (exactly once, at most once)
COUNTS = {
    "VCALENDAR": (
        {"PRODID", "VERSION", "METHOD"},
        {
            "CALSCALE",
            "UID",
            "LAST-MODIFIED",
            "NAME",
            "REFRESH-INTERVAL",
            "X-WR-CALNAME",
            "X-PUBLISHED-TTL",
            "X-WR-TIMEZONE",
        },
    ),
    "VTIMEZONE": ({"TZID"}, {"LAST-MODIFIED"}),
    "STANDARD": ({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}, {"TZNAME"}),
    "VEVENT": (
        {"UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED"},
        {"LOCATION", "DESCRIPTION", "TRANSP", "CATEGORIES"},
    ),
    "VALARM": ({"ACTION", "TRIGGER", "DESCRIPTION"}, set()),
}
INSIDE = {
    None: {"VCALENDAR"},
    "VCALENDAR": {"VEVENT", "VTIMEZONE"},
    "VTIMEZONE": {"STANDARD"},
    "VEVENT": {"VALARM"},
}


@dataclass
class Component:
    name: str
    lines: list = field(default_factory=list)  # (name, params, value)
    children: list = field(default_factory=list)

    def value(self, name):
        return next((value for key, _, value in self.lines if key == name), "")

    def params(self, name):
        return next((params for key, params, _ in self.lines if key == name), "")


def lint(content: bytes) -> list[str]:
    """Every fault found, as sentences; an empty list is a clean file."""
    faults = physical_faults(content)
    if faults:
        return faults
    calendar, faults = parse(content)
    if calendar is None or faults:
        return faults or ["no VCALENDAR"]
    zones = {zone.value("TZID") for zone in calendar.children if zone.name == "VTIMEZONE"}
    faults += component_faults(calendar, zones)
    if not calendar.children:
        faults.append("VCALENDAR without a component (RFC 5545 3.6)")
    uids = Counter(child.value("UID") for child in calendar.children if child.name == "VEVENT")
    return faults + [f"UID {uid} stands twice" for uid, count in uids.items() if count > 1]


def physical_faults(content: bytes) -> list[str]:
    faults = []
    if not content.endswith(b"\r\n"):
        faults.append("the file does not end with CRLF")
    for number, line in enumerate(content.removesuffix(b"\r\n").split(b"\r\n"), 1):
        faults += [f"line {number}: {fault}" for fault in line_faults(line)]
    return faults


def line_faults(line: bytes) -> list[str]:
    faults = []
    if not line.strip(b" \t"):
        faults.append("empty")
    if len(line) > 75:
        faults.append(f"{len(line)} octets (RFC 5545 3.1)")
    if b"\xef\xbb\xbf" in line:
        faults.append("byte order mark")
    if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
        faults.append("control character or bare line break")
    try:
        line.decode()
    except UnicodeDecodeError:
        faults.append("a character is split or not UTF-8")
    return faults


def unfold(content: bytes) -> list[str]:
    return re.sub(b"\r\n[ \t]", b"", content).decode().removesuffix("\r\n").split("\r\n")


def parse(content: bytes):
    root, faults = Component("ROOT"), []
    stack = [root]
    for line in unfold(content):
        match = LINE.fullmatch(line)
        if match is None:
            return None, [f"no content line: {line[:40]}"]
        name, params, value = match["name"].upper(), match["params"], match["value"]
        if name == "BEGIN":
            parent = stack[-1].name if len(stack) > 1 else None
            if value not in INSIDE.get(parent, set()):
                return None, [f"{value} may not stand in {parent}"]
            stack.append(Component(value))
            stack[-2].children.append(stack[-1])
        elif name == "END":
            if stack.pop().name != value:
                return None, [f"END:{value} closes nothing"]
        else:
            stack[-1].lines.append((name, params, value))
    if len(stack) != 1 or root.lines or len(root.children) != 1:
        faults.append("not exactly one whole VCALENDAR")
    return (root.children or [None])[0], faults


def component_faults(component: Component, zones: set) -> list[str]:
    counts = Counter(name for name, _, _ in component.lines)
    once, perhaps = COUNTS[component.name]
    faults = [f"{component.name}: {name} {counts[name]} times" for name in once if counts[name] != 1]
    faults += [f"{component.name}: {name} {counts[name]} times" for name in perhaps if counts[name] > 1]
    faults += [f"{component.name}: {name} does not belong here" for name in counts if name not in once | perhaps]
    for name, params, value in component.lines:
        faults += [f"{component.name}: {fault}" for fault in property_faults(name, params, value, zones)]
    if component.name == "VEVENT":
        faults += span_faults(component)
    return faults + [fault for child in component.children for fault in component_faults(child, zones)]


def property_faults(name, params, value, zones) -> list[str]:
    faults = []
    if name in WORDS and value not in WORDS[name]:
        faults.append(f"{name} may not be {value}")
    if name in FORMS and not FORMS[name].fullmatch(value):
        faults.append(f"{name} has a malformed value {value[:60]}")
    if name in {"DTSTART", "DTEND"}:
        faults += moment_faults(name, params, value, zones)
    if name == "REFRESH-INTERVAL" and (params != ";VALUE=DURATION" or value.startswith("-")):
        faults.append("REFRESH-INTERVAL needs VALUE=DURATION and a positive span (RFC 7986 5.7)")
    if re.search(r"\^(?![n'^])", params):
        faults.append(f"{name}: a caret that RFC 6868 does not know")
    return faults


def moment_faults(name, params, value, zones) -> list[str]:
    if params == ";VALUE=DATE":
        return [] if DAY.fullmatch(value) else [f"{name}: {value} is no day"]
    zone = params.removeprefix(";TZID=")
    if params and zone not in zones:
        return [f"{name}: TZID {zone} has no VTIMEZONE"]
    return [] if LOCAL_MOMENT.fullmatch(value) and DAY.match(value) else [f"{name}: {value} is no local moment"]


def span_faults(event: Component) -> list[str]:
    faults = []
    if event.params("DTSTART") != event.params("DTEND"):
        faults.append("VEVENT: DTSTART and DTEND of different kinds")
    if event.value("DTEND") <= event.value("DTSTART"):
        faults.append("VEVENT: DTEND not after DTSTART")
    if not event.params("DTSTART"):
        faults.append("VEVENT: a floating DTSTART")
    if int(event.value("SEQUENCE") or 0) > 2**31 - 1:
        faults.append("VEVENT: SEQUENCE out of range")
    return faults


def unescape(value: str) -> str:
    """TEXT read by RFC 5545 3.3.11."""
    return re.sub(r"\\(.)", lambda pair: "\n" if pair[1] in "nN" else pair[1], value)
