"""A day that a person chose: what forbids it, what a reason can set aside, and which days would fit."""

from collections.abc import Callable
from datetime import date

import pytest
from programme_cast import COUNTY, XINGFU, YEAR, again, line_for, made
from visitors import Visitor, text_of

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.obligations.actions import enter_workdays
from emergency.programme.actions_accept import accept_all, accept_line
from emergency.programme.actions_lines import move_line
from emergency.programme.actions_propose import propose, renew
from emergency.programme.actions_settings import set_limit
from emergency.programme.models import Programme
from emergency.programme.queries import REFUSED
from emergency.programme.words import INSISTED
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]
REST, HOLIDAY, FIT = date(2027, 6, 26), date(2027, 10, 1), date(2027, 6, 23)


@pytest.fixture
def line(district):
    """The town's yearly drill in a year whose holidays are known."""
    with committed():
        rows = [(date(2027, 1, 1), False, "元旦"), *((date(2027, 10, n), False, "国庆节") for n in (1, 4, 5, 6, 7))]
        enter_workdays(system_scope(), YEAR, rows, "国办发明电〔2026〕1号", "通知")
    return line_for(made(), district["town"], "DR-08", "2027")


def programme_of(line) -> Programme:
    return db.session.get_one(Programme, again(line).programme_id)


def move(line, day: date, insists: str = "") -> None:
    with committed():
        move_line(COUNTY, programme_of(line), again(line), day, again(line).version, insists)


def refusal(line, day: date, insists: str = "") -> str:
    with pytest.raises(Refusal) as refused:
        move(line, day, insists)
    return refused.value.sentence


def test_a_day_of_rest_asks_for_a_reason_and_names_three_fit_days(line):
    said = refusal(line, REST)
    assert "休息日" in said
    assert "请在下面写明原因" in said
    assert said.count("2027-06-") >= 4


def test_with_a_reason_the_line_stands_there_and_says_why(go: Go, line):
    move(line, REST, "与主汛期检查一并举行")
    assert (again(line).day, again(line).reason) == (REST, INSISTED)
    assert "与主汛期检查一并举行" in text_of(go(COUNTY).get(f"/programme-lines/{line.id}"))


def test_no_reason_opens_a_statutory_holiday(line):
    said = refusal(line, HOLIDAY, "一定要办")
    assert "国庆节" in said
    assert "不能排在这一天" in said


def test_nor_a_day_on_which_the_drill_would_not_count(district, line):
    school = line_for(programme_of(line), district["school"], "DR-12", "2027-03")
    assert "不在可排日期2027-03-01至2027-03-31内" in refusal(school, date(2027, 4, 7), "有事")


def test_drills_of_one_unit_too_near_need_a_reason(district, line):
    march = line_for(programme_of(line), district["school"], "DR-12", "2027-03")
    assert "演练间隔不足20天" in refusal(march, date(2027, 3, 31))
    move(march, date(2027, 3, 31), "开学推迟")
    assert again(march).day == date(2027, 3, 31)


def test_two_drills_of_one_unit_share_no_day_whatever_the_reason(district, line):
    pair = (("DR-12", "2027-06"), ("DR-08", "2027"))
    june, yearly = (line_for(programme_of(line), district["school"], *one) for one in pair)
    assert "同一天不排两次" in refusal(yearly, again(june).day, "合办")


def test_a_full_day_of_the_place_needs_a_reason(district, line):
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 1, "人手少", 0)
    june = line_for(programme_of(line), district["school"], "DR-12", "2027-06")
    move(june, FIT)
    assert "该地区已有1次，每天的上限是1次" in refusal(line, FIT)
    move(line, FIT, "合并观摩")
    assert again(line).day == FIT


def test_the_page_offers_the_days_as_links(go: Go, line):
    visitor, url = go(COUNTY), f"/programme-lines/{line.id}/move"
    answer = visitor.post(url, {"day": REST.isoformat(), "seen": str(line.version)}, status=422)
    assert answer.get_data(as_text=True).count(f"{url}?day=2027-06-") == 3
    assert f'value="{FIT}"' in str(visitor.get(f"{url}?day={FIT}"))


def test_a_line_whose_day_became_a_holiday_is_no_drill(line):
    move(line, FIT)
    with committed():
        rows = [(date(2027, 1, 1), False, "元旦"), (FIT, False, "临时放假")]
        enter_workdays(system_scope(), YEAR, rows, "国办发明电〔2027〕2号", "通知")
    with pytest.raises(Refusal, match="临时放假"), committed():
        accept_line(COUNTY, programme_of(line), again(line), again(line).version)


def crowded(district, line) -> None:
    """The place may hold one drill a day, and this line stands where another is."""
    june = line_for(programme_of(line), district["school"], "DR-12", "2027-06")
    move(june, FIT)
    move(line, FIT)
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 1, "人手少", 0)


def test_a_line_over_the_limit_that_was_lowered_since_is_no_drill_without_a_reason(district, line):
    crowded(district, line)
    with pytest.raises(Refusal, match=r"该地区已有1次，每天的上限是1次.*写明原因"), committed():
        accept_line(COUNTY, programme_of(line), again(line), again(line).version)
    assert again(line).drill_id is None
    move(line, FIT, "合并观摩")
    with committed():
        accept_line(COUNTY, programme_of(line), again(line), again(line).version)
    assert again(line).drill_id


def test_pressing_for_all_leaves_what_is_over_the_limit_with_why(district, line):
    crowded(district, line)
    with committed():
        accept_all(COUNTY, programme_of(line))
    assert (again(line).drill_id, again(line).reason) == (None, REFUSED)
    assert "每天的上限是1次" in again(line).sentence


def test_the_programme_says_that_a_setting_changed_until_it_is_checked(go: Go, district, line):
    page = f"/programmes/{line.programme_id}"
    assert "还没有按新的核对" not in str(go(COUNTY).get(page))
    crowded(district, line)
    assert "每天的上限有变" in str(go(COUNTY).get(page))
    found = renew(programme_of(line))
    with committed():
        propose(COUNTY, programme_of(line), found, programme_of(line).version)
    assert "还没有按新的核对" not in str(go(COUNTY).get(page))


def test_a_check_of_changes_keeps_what_a_person_insisted_on(line):
    move(line, REST, "与主汛期检查一并举行")
    programme = programme_of(line)
    found = renew(programme)
    with committed():
        propose(COUNTY, programme_of(line), found, programme_of(line).version)
    assert (again(line).day, again(line).reason) == (REST, INSISTED)
    with committed():
        accept_line(COUNTY, programme_of(line), again(line), again(line).version)
    assert again(line).drill_id


@pytest.mark.parametrize("day", ["", "2027-13-01", "下周", "1900-01-01", "2029-05-05"])
def test_what_is_no_day_of_the_year_comes_back_with_a_sentence(go: Go, line, day: str):
    sent = {"day": day, "seen": str(line.version)}
    answer = go(COUNTY).post(f"/programme-lines/{line.id}/move", sent, status=422)
    assert "field-wrong" in answer.get_data(as_text=True)
