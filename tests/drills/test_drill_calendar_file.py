"""The file as bytes: clean by our lint, stable, whole when a row is bad."""

from datetime import UTC, date, datetime

import pytest
from calendar_cast import CHANGED, drill, due_day, file_of
from calendar_lint import lint, unfold
from icalendar import Timezone

from emergency.drills.calendar import ZONE, Status, assemble, event_bytes, write


def test_an_ordinary_file_is_clean():
    assert lint(file_of(drill(), due_day())) == []


def test_an_empty_year_is_still_a_calendar():
    assert lint(file_of()) == []


def test_the_zone_is_as_icalendar_writes_it():
    zone = Timezone.from_tzid("Asia/Shanghai", first_date=date(1992, 1, 1))
    zone.pop("COMMENT", None)  # It says that the zone ends in 2038, which is not so.
    assert zone.to_ical() == ZONE


def test_the_same_rows_give_the_same_bytes():
    assert file_of(drill(), due_day()) == file_of(drill(), due_day())


def test_kept_event_bytes_make_the_same_file():
    kept = [event_bytes(drill()), event_bytes(due_day())]
    assert assemble("示例镇应急演练", "unit:7", CHANGED, kept) == file_of(drill(), due_day())


def test_the_head_names_the_calendar_and_asks_for_a_refresh():
    lines = unfold(file_of())
    assert {"X-WR-CALNAME:示例镇应急演练", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"} <= set(lines)


def test_the_stamp_is_the_last_change_and_the_number_of_changes_is_written():
    lines = unfold(file_of(drill()))
    assert {"DTSTAMP:20260401T033000Z", "LAST-MODIFIED:20260401T033000Z", "SEQUENCE:2"} <= set(lines)


def test_a_cancelled_drill_stays_as_cancelled_and_rings_no_bell():
    lines = unfold(file_of(drill(status=Status.CANCELLED)))
    assert {"STATUS:CANCELLED", "SUMMARY:【已取消】防汛转移避险演练"} <= set(lines)
    assert "BEGIN:VALARM" not in lines


def test_moments_are_shown_in_shanghai_time():
    lines = unfold(file_of(drill(starts=datetime(2026, 5, 12, 1, tzinfo=UTC))))
    assert "DTSTART;TZID=Asia/Shanghai:20260512T090000" in lines


def test_a_due_day_takes_the_whole_day_and_blocks_nobody():
    lines = unfold(file_of(due_day()))
    assert {"DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260602", "TRANSP:TRANSPARENT"} <= set(lines)


def test_each_category_is_a_value_of_its_own():
    assert r"CATEGORIES:应急演练,防汛\,抗旱" in unfold(file_of(drill(categories=("应急演练", "防汛,抗旱"))))


def test_a_backslash_before_n_stays_as_written():
    assert r"LOCATION:D:\\NEW\\预案" in unfold(file_of(drill(place="D:\\NEW\\预案")))


def test_the_organiser_is_there_and_nobody_is_invited():
    names = [line.partition(":")[0].partition(";")[0] for line in unfold(file_of(drill()))]
    assert names.count("ORGANIZER") == 1 and "ATTENDEE" not in names


BAD = [
    ({"title": " \x07 "}, "名称"),
    ({"uid": ""}, "UID"),
    ({"uid": "a\nb"}, "UID"),
    ({"organiser": ""}, "组织单位"),
    ({"sequence": -1}, "SEQUENCE"),
    ({"starts": None}, "缺少时间"),
    ({"starts": date(2026, 5, 12)}, "一致"),
    ({"starts": datetime(2026, 5, 12, 9)}, "时区"),  # noqa: DTZ001
    ({"changed_at": datetime(2026, 5, 12, 9)}, "时区"),  # noqa: DTZ001
    ({"starts": datetime(1900, 1, 1, tzinfo=UTC)}, "年份"),
    ({"ends": datetime(2026, 5, 12, 0, tzinfo=UTC)}, "结束不晚于开始"),
]


@pytest.mark.parametrize(("change", "word"), BAD)
def test_one_bad_row_is_left_out_and_reported_and_breaks_nothing(change, word):
    written = write("年历", "unit:7", [drill(**{"uid": "bad", "label": "演练13", **change}), drill()])
    assert [(row.label, word in row.reason) for row in written.left_out] == [("演练13", True)]
    assert lint(written.content) == [] and written.content.count(b"BEGIN:VEVENT") == 1


def test_a_second_row_with_the_same_uid_is_left_out():
    written = write("年历", "unit:7", [drill(), drill(label="演练2")])
    assert [row.label for row in written.left_out] == ["演练2"]
