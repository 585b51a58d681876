"""A calendar file of another tool becomes drafts: looked at first, whole or not at all, twice the same."""

from collections.abc import Callable
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from drill_cast import TOWNSHIP, planned, unit_of
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from sqlalchemy import select
from visitors import Visitor, text_of

from emergency.base.database import db
from emergency.drills.actions_import import read_upload
from emergency.drills.models import Drill
from emergency.drills.words import State

KINDS = {"content": "single", "form": "live", "event_class": "natural"}


def ics(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(*more: str, uid: str = "a@b", title: str = "消防演练", starts: str = "DTSTART:20260801T010000Z") -> str:
    ends = () if any(line.startswith(("DTEND", "DURATION")) for line in more) else ("DURATION:PT2H",)
    return "\n".join([f"UID:{uid}", f"SUMMARY:{title}", starts, *ends, *more])


def looked_at(visitor: Visitor, content: bytes, status: int = 200) -> BeautifulSoup:
    file = (BytesIO(content), "drills.ics")
    answer = visitor.post(f"/units/{unit_of().id}/drills/import", {**KINDS, "file": file}, status)
    return BeautifulSoup(answer.get_data(as_text=True), "html5lib")


def confirm(visitor: Visitor, page: BeautifulSoup, status: int = 303, rows: str = "") -> str:
    sealed = page.select_one("input[name=rows]")
    assert sealed
    path = f"/units/{unit_of().id}/drills/import/confirm"
    return visitor.post(path, {"rows": rows or str(sealed["value"])}, status).get_data(as_text=True)


def drills() -> list[Drill]:
    return list(db.session.scalars(select(Drill).order_by(Drill.starts_at, Drill.id)))


def told(content: bytes) -> list[str]:
    return [reason for _, reason in read_upload(BytesIO(content)).left]


def test_events_become_drafts_only_when_confirmed(town: Flask, go: Callable[..., Visitor]) -> None:
    page = looked_at(go(TOWNSHIP), ics(event("LOCATION:北山")))
    assert "2026-08-01 09:00" in text_of(page) and drills() == []
    confirm(go(TOWNSHIP), page)
    (drill,) = drills()
    assert (drill.title, drill.place, drill.state) == ("消防演练", "北山", State.DRAFT)
    assert drill.starts_at.isoformat() == "2026-08-01T01:00:00+00:00"


def test_a_second_import_changes_nothing(town: Flask, go: Callable[..., Visitor]) -> None:
    content = ics(event(), event(uid="b"), "SUMMARY:无编号\nDTSTART;VALUE=DATE:20260901")
    page = looked_at(go(TOWNSHIP), content)
    for _ in range(2):
        confirm(go(TOWNSHIP), page)
    assert len(drills()) == 3 and {drill.sequence for drill in drills()} == {0}
    assert "已在台账中，不改动" in text_of(looked_at(go(TOWNSHIP), content))


def test_our_own_feed_comes_back_as_what_is_there(town: Flask, go: Callable[..., Visitor]) -> None:
    planned()
    content = fetched(town, address_of(subscriber(TOWNSHIP))).data
    page = looked_at(go(TOWNSHIP), content)
    assert "已在台账中 1 次" in text_of(page) and not page.select_one("input[name=rows]")
    assert len(drills()) == 1


def test_a_foreign_time_zone_is_converted_and_said(town: Flask) -> None:
    (row,) = read_upload(BytesIO(ics(event(starts="DTSTART;TZID=America/New_York:20260801T200000")))).rows
    assert row["starts"] == "2026-08-02T08:00:00+08:00" and "其他时区" in row["notes"][0]


def test_a_time_without_zone_is_of_beijing_and_said(town: Flask) -> None:
    (row,) = read_upload(BytesIO(ics(event(starts="DTSTART:20260801T090000")))).rows
    assert row["starts"] == "2026-08-01T09:00:00+08:00" and "北京时间" in row["notes"][0]


def test_the_text_of_older_chinese_tools_is_read(town: Flask) -> None:
    content = ics(event("LOCATION:北山", title="国标消防演练")).decode().encode("gb18030")
    (row,) = read_upload(BytesIO(content)).rows
    assert (row["title"], row["place"]) == ("国标消防演练", "北山")


def test_a_line_folded_within_a_character_is_read(town: Flask) -> None:
    content = ics(event(title="消防演练")).replace("防".encode(), "防".encode()[:1] + b"\r\n " + "防".encode()[1:])
    assert [row["title"] for row in read_upload(BytesIO(content)).rows] == ["消防演练"]


def test_a_doubled_uid_is_named(town: Flask) -> None:
    assert "重复" in told(ics(event(), event(title="另一次")))[0]


def test_a_few_recurrences_are_expanded_and_exceptions_kept(town: Flask) -> None:
    lines = ("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260808T010000Z")
    moved = event("RECURRENCE-ID:20260815T010000Z", starts="DTSTART:20260816T010000Z")
    rows = read_upload(BytesIO(ics(moved, event(*lines)))).rows
    assert sorted(row["starts"][:10] for row in rows) == ["2026-08-01", "2026-08-16", "2026-08-22"]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY;COUNT=1000000", "FREQ=DAILY", "FREQ=MINUTELY;UNTIL=20991231T000000Z"])
def test_a_million_recurrences_are_refused_with_a_sentence(town: Flask, rule: str) -> None:
    assert told(ics(event(f"RRULE:{rule}"))) == [
        "重复超过 60 次，没有导入；请在原软件中改为有限次数，或逐次安排"
    ]  # fmt: skip


def test_a_broken_cancelled_or_past_event_leaves_the_others(town: Flask) -> None:
    broken = event(uid="x", starts="DTSTART:不知道"), event("STATUS:CANCELLED", uid="y")
    found = read_upload(BytesIO(ics(*broken, event(uid="z", starts="DTSTART:20200101T010000Z"), event())))
    assert len(found.rows) == 1 and len(found.left) == 3


def test_injected_lines_are_text(town: Flask, go: Callable[..., Visitor]) -> None:
    hostile = event(title="演练\\nEND:VEVENT\\nBEGIN:VEVENT\\nATTENDEE:mailto:a@b")
    confirm(go(TOWNSHIP), looked_at(go(TOWNSHIP), ics(hostile)))
    (drill,) = drills()
    assert drill.title == "演练 END:VEVENT BEGIN:VEVENT ATTENDEE:mailto:a@b"


def test_a_written_return_is_no_part_of_a_title(town: Flask) -> None:
    (row,) = read_upload(BytesIO(ics(event(title="演练\\r\\n第二行\\r")))).rows
    assert row["title"] == "演练 第二行"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff" * 99])
def test_what_is_no_calendar_is_refused(town: Flask, go: Callable[..., Visitor], content: bytes) -> None:
    assert looked_at(go(TOWNSHIP), content, 422).select_one(".wrong")


def test_more_events_than_an_office_holds_are_refused(town: Flask, go: Callable[..., Visitor]) -> None:
    page = looked_at(go(TOWNSHIP), ics(*(event(uid=str(number)) for number in range(201))), 422)
    assert "超过 200 次" in text_of(page)


def test_a_changed_preview_takes_nothing_in(town: Flask, go: Callable[..., Visitor]) -> None:
    page = looked_at(go(TOWNSHIP), ics(event()))
    assert "没有导入" in confirm(go(TOWNSHIP), page, 422, rows="[]")
    assert drills() == []


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("DTSTART:99991231T010000Z", "请核对年份"),
        ("DTSTART:99991231T200000Z", "超出可用范围"),
        ("DTSTART;VALUE=DATE:99991231", "请核对年份"),
        ("DTSTART:20280901T010000Z", "超出日历订阅的范围"),
    ],
)
def test_what_no_calendar_shows_is_left_out_before_anybody_confirms(go: Callable[..., Visitor], starts, said) -> None:
    page = looked_at(go(TOWNSHIP), ics(event(), event(uid="far", title="远期", starts=starts)))
    assert said in text_of(page) and "可导入 1 次" in text_of(page)
    confirm(go(TOWNSHIP), page)
    assert [drill.title for drill in drills()] == ["消防演练"]


def test_where_nothing_is_new_there_is_no_button_to_confirm(go: Callable[..., Visitor]) -> None:
    page = looked_at(go(TOWNSHIP), ics(event(starts="DTSTART:20200101T010000Z")))
    assert "可导入 0 次" in text_of(page) and not page.select_one("input[name=rows]")


def test_the_list_opens_at_the_year_of_the_drills(go: Callable[..., Visitor]) -> None:
    page = looked_at(go(TOWNSHIP), ics(event(starts="DTSTART:20270705T010000Z")))
    sealed = str(page.select_one("input[name=rows]")["value"])
    answer = go(TOWNSHIP).post(f"/units/{unit_of().id}/drills/import/confirm", {"rows": sealed}, 303)
    assert "year=2027" in answer.location
    assert "消防演练" in text_of(go(TOWNSHIP).get(answer.location))


def test_an_unknown_time_zone_is_named(town: Flask) -> None:
    (row,) = read_upload(BytesIO(ics(event(starts="DTSTART;TZID=Mars/Phobos:20260803T090000")))).rows
    assert row["notes"] == ["原日程的时区“Mars/Phobos”无法识别，按北京时间，请核对"]


def test_a_doubtful_day_is_said_before_it_is_taken_in(go: Callable[..., Visitor]) -> None:
    assert "2026-08-01 休息日" in text_of(looked_at(go(TOWNSHIP), ics(event())))


HOSTILE = [
    (event("RRULE:FREQ=SECONDLY;COUNT=1000000"), "重复超过 60 次"),
    (event(starts="DTSTART;TZID=America/New_York:20260802T200000"), "已由其他时区换算为北京时间"),
    (event().replace("UID:a@b\n", ""), "原日程没有编号"),
    (event("DESCRIPTION:x\\r\\nATTENDEE:mailto:a@b"), "消防演练"),
]


@pytest.mark.parametrize(("bad", "said"), HOSTILE)
def test_each_odd_file_is_told_through_the_page(go: Callable[..., Visitor], bad, said) -> None:
    assert said in text_of(looked_at(go(TOWNSHIP), ics(bad, event(uid="good", title="正常的演练"))))


def test_a_doubled_uid_is_told_through_the_page(go: Callable[..., Visitor]) -> None:
    page = text_of(looked_at(go(TOWNSHIP), ics(event(), event(title="另一次"))))
    assert "可导入 1 次" in page and "编号(UID)与文件中另一条重复" in page
