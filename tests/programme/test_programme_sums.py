"""One sum on the board, above the list and on the 演练计划表."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook
from places import XINGFU
from programme_cast import COUNTY, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill
from emergency.drills.models import Drill
from emergency.programme.actions_accept import accept_line
from emergency.programme.actions_lines import move_line
from emergency.programme.actions_settings import set_limit
from emergency.programme.queries import counts_of, peaks_of
from emergency.programme.sums import Sums, sums_of
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]


def test_the_parts_add_up_in_words():
    said = Sums(placed=500, known=50, unplaced=40, called_off=3).words
    assert said == "共593项＝有日期550次（待演已排500＋台账已有50）＋未排日期43项（排不下40＋演练已取消、推迟3）"


def test_a_whole_plan_says_nothing_of_what_is_not_missing():
    assert Sums(placed=7).words == "共7项＝有日期7次（待演已排7）"


def _with_gaps(district):
    """A plan in which one drill was cancelled and the villages and offices of the town have no room."""
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 0, "整修", 0)
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 2, "整修完成", 1)
    with committed():
        move_line(COUNTY, programme, line, line.last_day.replace(month=6, day=23), line.version)
    with committed():
        number = accept_line(COUNTY, again(programme), again(line), again(line).version)
    with committed():
        drill = db.session.get_one(Drill, number)
        cancel_drill(COUNTY, drill, "另行安排", drill.version)
    return again(programme)


def test_the_database_counts_as_the_formula_does(district):
    programme = _with_gaps(district)
    counts = counts_of(COUNTY, programme)
    assert Sums.of(counts) == sums_of(lines_of(programme).values())
    assert counts["called_off"] == 1


def test_board_and_table_say_the_same(go: Go, district):
    programme = _with_gaps(district)
    visitor, url = go(COUNTY), f"/programmes/{programme.id}"
    said = sums_of(lines_of(programme).values()).words
    board = visitor.get(url)
    assert said in text_of(board)
    sheet = load_workbook(BytesIO(visitor.fetch(f"{url}/table.xlsx").data)).active
    assert said in str(sheet["A2"].value)


def test_the_busiest_day_is_that_of_the_plan_as_it_stands(go: Go, district):
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    days = [one.day for one in lines_of(programme).values() if one.day and one.id != line.id]
    with committed():
        move_line(COUNTY, programme, line, days[-1], line.version)
    stands = [one.day for one in lines_of(programme).values() if one.day]
    most = max(stands.count(day) for day in stands)
    assert peaks_of([programme.id]) == {programme.id: most}
    assert f"，{most} 次" in text_of(go(COUNTY).get(f"/programmes/{programme.id}"), "p.table-foot")
