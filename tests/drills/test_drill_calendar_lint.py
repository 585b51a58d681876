"""The lint bites: each fault put into a clean file is found."""

import pytest
from calendar_cast import drill, file_of
from calendar_lint import lint

CLEAN = file_of(drill(description="很长的说明" * 30))
FAULTS = [
    (b"\r\n", b"\n"),
    (b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    (b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\n\r\n"),
    (b"VERSION:2.0\r\n", b""),
    (b"VERSION:2.0", b"VERSION:1.0"),
    (b"PRODID", b"PRODIT"),
    (b"METHOD:PUBLISH", b"METHOD:REQUEST"),
    (b";VALUE=DURATION:PT6H", b":PT6H"),
    (b"REFRESH-INTERVAL;VALUE=DURATION:PT6H", b"REFRESH-INTERVAL;VALUE=DURATION:6H"),
    (b"SEQUENCE:2", b"SEQUENCE:-2"),
    (b"SEQUENCE:2\r\n", b"SEQUENCE:2\r\nSEQUENCE:2\r\n"),
    (b"STATUS:CONFIRMED", b"STATUS:DONE"),
    (b"DTSTAMP:20260401T033000Z", b"DTSTAMP:20260401T033000"),
    (b"UID:5f6d", b"X-ID:5f6d"),
    (b"TRANSP:OPAQUE\r\n", b"TRANSP:OPAQUE\r\nATTENDEE:mailto:a@example.com\r\n"),
    (b"TZID=Asia/Shanghai:20260512T09", b"TZID=Asia/Peking:20260512T09"),
    (b";TZID=Asia/Shanghai:20260512T09", b":20260512T09"),
    (b"T110000", b"T080000"),
    (b"TRIGGER:-P1D\r\n", b""),
    (b"END:VALARM\r\n", b""),
    (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    ("LOCATION:示例镇".encode(), "LOCATION:示例;镇".encode()),
    ("LOCATION:示例镇".encode(), "LOCATION:示例\\镇".encode()),
    ("LOCATION:示例镇".encode(), "LOCATION:示\x07例镇".encode()),
    ("LOCATION:示例镇".encode(), b"LOCATION:" + "示".encode()[:2] + b"\r\n " + "示".encode()[2:]),
    ("LOCATION:示例镇".encode(), b"LOCATION:" + b"a" * 80),
    ("LOCATION:示例镇".encode(), "LOCATION:示例镇".encode("gbk")),
    (b"\r\nLOCATION", b"\r\nno line\r\nLOCATION"),
]


def test_the_untouched_file_is_clean():
    assert lint(CLEAN) == []


@pytest.mark.parametrize(("sound", "broken"), FAULTS)
def test_a_planted_fault_is_found(sound, broken):
    assert sound in CLEAN
    assert lint(CLEAN.replace(sound, broken)) != []


def test_a_uid_that_stands_twice_is_found():
    event = CLEAN[CLEAN.index(b"BEGIN:VEVENT") : CLEAN.index(b"END:VCALENDAR")]
    assert lint(CLEAN.replace(event, event * 2)) != []
