"""Every byte of an event is what the icalendar library writes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from calendar_cast import drill as entry
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.base.clock import SHANGHAI
from emergency.drills.calendar import Status, event_bytes, library_bytes
from emergency.drills.calendar_lines import folded

WORDS = st.text(st.sampled_from("演练，,;:'’\"^\\\n\r\tN n防a😀\u0085\u200b\x07"), max_size=80)
TITLES = WORDS.map(lambda text: "题" + text)
MINUTES = st.integers(0, 200 * 365 * 24 * 60)
MOMENTS = MINUTES.map(lambda minutes: datetime(1992, 1, 2, tzinfo=SHANGHAI) + timedelta(minutes=minutes))


@settings(max_examples=300, deadline=None)
@given(TITLES, WORDS, WORDS, st.lists(WORDS, max_size=3), TITLES, MOMENTS, st.sampled_from(Status), st.booleans())
def test_an_event_is_written_as_the_library_writes_it(title, place, told, kinds, organiser, starts, status, rings):
    changed = entry(
        title=title, place=place, description=told, categories=tuple(kinds), organiser=organiser, status=status,
        starts=starts, ends=starts + timedelta(hours=2), alarm=timedelta(days=1) if rings else None,
    )  # fmt: skip
    assert event_bytes(changed) == library_bytes(changed)


def test_whole_days_and_quiet_entries_are_written_as_the_library_writes_them():
    days = replace(entry(), starts=date(2026, 7, 10), ends=date(2026, 7, 12), busy=False, place="", description="")
    assert event_bytes(days) == library_bytes(days)
    stamped = replace(entry(), changed_at=datetime(2026, 7, 1, 3, 4, 5, 999, tzinfo=UTC), sequence=2**31 - 1)
    assert event_bytes(stamped) == library_bytes(stamped)


def test_a_long_line_is_split_between_characters():
    line = "SUMMARY:" + "演" * 60
    assert all(len(piece) <= 75 for piece in folded(line.encode()).split(b"\r\n"))
    assert folded(line.encode()).replace(b"\r\n ", b"").decode() == line
