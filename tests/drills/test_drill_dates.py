"""The dates of a drill's papers stand beside each other: stated, inside the file, received."""

from datetime import date
from io import BytesIO

import pytest
from drill_cast import COUNTY, TOWNSHIP, held, hold_values, planned
from openpyxl import load_workbook
from PIL import Image
from places import NEIGHBOUR
from plan_cast import upload
from visitors import text_of

from emergency.audit import trail
from emergency.audit.queries import acts_on
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.evidence.actions_dates import read_dates, undated
from emergency.evidence.dates import NONE_INSIDE, gap_word, inside_word
from emergency.evidence.queries import papers_of

HELD_ON = date(2026, 6, 18)


def photograph(taken: str | None) -> tuple[BytesIO, str]:
    """A JPEG as a phone makes it: DateTimeOriginal in the Exif details, or none."""
    content, exif = BytesIO(), Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    Image.new("RGB", (80, 60), "grey").save(content, "JPEG", exif=exif)
    return BytesIO(content.getvalue()), "现场.jpg"


def recorded(go, *files):
    drill = planned()
    go(TOWNSHIP).post(f"/drills/{drill.id}/hold", hold_values(seen=drill.version, record=list(files)))
    return drill


@pytest.mark.parametrize(
    ("day", "word"),
    [(HELD_ON, "举行当天"), (date(2026, 6, 20), "举行后2天"), (date(2026, 6, 1), "举行前17天"), (None, "")],
)
def test_a_gap_is_said_in_days_and_nothing_more(day, word):
    assert gap_word(day, HELD_ON) == word


def test_a_file_without_dates_says_so():
    assert inside_word(None, None) == NONE_INSIDE
    assert inside_word(HELD_ON, HELD_ON) == "创建 2026-06-18"
    assert inside_word(HELD_ON, date(2026, 6, 20)) == "创建 2026-06-18；修改 2026-06-20"


def test_the_page_puts_the_three_dates_beside_each_other(go):
    drill = recorded(go, photograph("2026:06:17 10:30:00"))
    page = text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert "创建 2026-06-17" in page and "举行前1天" in page and "举行后2天" in page


def test_a_picture_without_exif_says_so_on_the_page(go):
    drill = recorded(go, photograph(None))
    assert NONE_INSIDE in text_of(go(COUNTY).get(f"/drills/{drill.id}"))


def test_the_list_and_its_excel_hold_the_same_papers(go):
    drill = recorded(go, photograph("2026:06:17 10:30:00"))
    assert drill.title in text_of(go(COUNTY).get("/drills/dates?year=2026"))
    sheet = load_workbook(BytesIO(go(COUNTY).fetch("/drills/dates.xlsx?year=2026").data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == drill.title]
    assert rows[0][8] == "创建 2026-06-17" and rows[0][10:] == (0, -1, 2)
    assert drill.title not in text_of(go(NEIGHBOUR).get("/drills/dates?year=2026"))


def test_old_papers_get_their_dates_once_and_the_trail_says_so(go):
    drill = recorded(go, photograph("2026:06:17 10:30:00"), upload("无日期.pdf"))
    forget_dates(drill.id)
    read = read_dates(system_scope())
    assert (read.looked, read.found, read.failed) == (2, 1, 0)
    photo = next(paper for paper in papers_of("drill", drill.id) if paper.kind == "jpg")
    assert photo.made_on == date(2026, 6, 17) and acts_on("paper", photo.id)[0].sentence.startswith("读取文件")
    assert read_dates(system_scope()).found == 0 and len(undated()) == 1


def forget_dates(drill_id: int) -> None:
    """The papers as they were before anybody looked for dates."""
    with committed():
        for paper in papers_of("drill", drill_id):
            paper.made_on = paper.changed_on = None
            trail.record(system_scope(), Tag.PAPER_DATES, "paper", paper.id, "早先收存。")


def test_the_command_says_what_it_read(town):
    answer = town.test_cli_runner().invoke(args=["read-dates"])
    assert answer.exit_code == 0 and "查看没有日期的文件 0 个" in answer.output


def test_joined_pictures_keep_the_day_of_each(go):
    drill = held()
    files = [(photograph(taken)[0], name) for taken, name in (
        ("2026:06:18 10:00:00", "一.jpg"), ("2026:06:18 10:05:00", "二.jpg"), ("2026:05:01 09:00:00", "三.jpg"),
        (None, "四.jpg"),
    )]  # fmt: skip
    told = {"secrecy": "open", "role": "photo", "on": "2026-06-18", "files": files}
    go(TOWNSHIP).post(f"/drills/{drill.id}/papers", told)
    (paper,) = papers_of("drill", drill.id)
    assert sorted(map(tuple, paper.inner)) == sorted(
        [("一.jpg", "2026-06-18"), ("二.jpg", "2026-06-18"), ("三.jpg", "2026-05-01"), ("四.jpg", "")]
    )
    page = text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert "合成4张：2026-05-01 1张、2026-06-18 2张、无日期 1张" in page
