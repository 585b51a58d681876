"""Days on which no drill stands, and days on which one stands only on purpose."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from drill_cast import COUNTY, NOW, PLANNED, TOWNSHIP, again, form_values, planned, unit_of
from places import XINGFU, XINGFU_VILLAGE, keeper
from sqlalchemy import select
from visitors import text_of

from emergency.audit.queries import acts_on
from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.drills.actions import cancel_drill
from emergency.drills.actions_propose import accept_proposal, propose_day
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.queries_proposals import open_proposal
from emergency.drills.rules_days import Window, impossible_day, window_words

TODAY = date(2026, 6, 20)
CLOSED = [
    ("2026-10-02", "国庆节放假"),
    ("2026-07-11", "休息日"),
    ("2027-05-05", "距劳动节不足6天，2027年放假安排未录入"),
    ("2026-07-10", "另有演练“防汛转移避险演练”"),
]


def new_path(code=XINGFU):
    return f"/units/{unit_of(code).id}/drills/new"


def moved(drill: Drill, **changes):
    return {
        "seen": drill.version, "day": "2026-07-13", "starts": "09:00", "ends": "11:00", "reason": "大风", **changes,
    }  # fmt: skip


def on(day: date) -> Span:
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    return Span(starts, starts + timedelta(hours=2))


@pytest.mark.parametrize(("day", "said"), CLOSED)
def test_a_doubtful_day_of_a_new_drill_is_said_and_wanted_on_purpose(go, day, said):
    planned()
    page = go(TOWNSHIP).post(new_path(), form_values(day=day), 422).text
    assert said in page and 'name="anyway"' in page
    go(TOWNSHIP).post(new_path(), form_values(day=day, anyway="y", anyway_reason="与全县拉动演练同步"))
    made = db.session.scalars(select(Drill).order_by(Drill.id)).all()[-1]
    sentence = acts_on("drill", made.id)[-1].sentence
    assert said in sentence and "仍然安排，理由：与全县拉动演练同步" in sentence


def test_a_tick_without_its_reason_is_refused(go):
    page = go(TOWNSHIP).post(new_path(), form_values(day="2026-07-11", anyway="y"), 422).text
    assert "请写明仍然安排的理由" in page and db.session.scalars(select(Drill)).all() == []


def test_residents_are_asked_out_on_their_day_of_rest(go):
    go(TOWNSHIP).post(new_path(XINGFU_VILLAGE), form_values(day="2026-07-11"))


def test_what_was_held_before_it_was_entered_is_taken_whatever_its_day(go):
    go(TOWNSHIP).post(new_path(), form_values(day="2026-05-02"))


def test_a_day_beyond_what_calendars_show_is_refused(go):
    page = go(TOWNSHIP).post(new_path(), form_values(day="2028-06-20", anyway="y", anyway_reason="远期"), 422).text
    assert "超出日历订阅的范围" in page


@pytest.mark.parametrize("day", ["2026-06-19", "2020-07-13"])
def test_nothing_is_moved_to_a_day_that_has_gone_by(go, day):
    drill = planned()
    assert "已经过去" in go(TOWNSHIP).post(f"/drills/{drill.id}/move", moved(drill, day=day), 422).text
    assert again(drill).sequence == 0


def test_a_drill_is_not_revived_into_2020(go):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
    values = moved(drill, day="2020-05-12", reason="工作有变")
    assert "已经过去" in go(TOWNSHIP).post(f"/drills/{drill.id}/revive", values, 422).text


@pytest.mark.parametrize("act", ["move", "revive"])
def test_a_doubtful_new_day_is_wanted_on_purpose(go, act):
    drill = planned()
    if act == "revive":
        with committed():
            cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
    values = moved(drill, day="2026-10-02")
    assert "国庆节放假" in go(TOWNSHIP).post(f"/drills/{drill.id}/{act}", values, 422).text
    go(TOWNSHIP).post(f"/drills/{drill.id}/{act}", {**values, "anyway": "y", "anyway_reason": "节日值守演练"})
    assert "节日值守演练" in acts_on("drill", drill.id)[0].sentence


def test_a_drill_does_not_stand_in_its_own_way(go):
    drill = planned()
    go(TOWNSHIP).post(f"/drills/{drill.id}/move", moved(drill, day="2026-07-10", starts="14:00", ends="16:00"))


def test_a_doubtful_wish_is_said_to_the_unit_and_to_the_office(go):
    drill = planned(COUNTY)
    wish = moved(drill, day="2026-07-11")
    assert "休息日" in go(keeper(unit_of().id)).post(f"/drills/{drill.id}/propose", wish, 422).text
    go(keeper(unit_of().id)).post(f"/drills/{drill.id}/propose", {**wish, "anyway": "y", "anyway_reason": "只有周末"})
    assert "所提日期：2026-07-11 休息日" in text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    answer = {"seen": drill.version, "proposal": open_proposal(again(drill)).id}
    path = f"/drills/{drill.id}/proposal/accept"
    assert "仍然安排" in go(COUNTY).post(path, answer, 422).text
    go(COUNTY).post(path, {**answer, "anyway": "y", "anyway_reason": "同意周末"})
    assert "同意周末" in acts_on("drill", drill.id)[0].sentence and again(drill).state == "confirmed"


def test_a_wish_whose_day_went_by_is_not_accepted(town):
    drill = planned(COUNTY)
    with committed():
        number = propose_day(TOWNSHIP, drill, on(date(2026, 6, 24)), "与会议冲突", drill.version).id
    later = time_machine.travel(NOW + timedelta(days=6), tick=False)
    with later, pytest.raises(Refusal, match="已经过去"), committed():
        accept_proposal(COUNTY, again(drill), number, drill.version)


def test_the_page_of_a_drill_says_what_speaks_against_its_day(go):
    drill = planned(span=on(date(2026, 10, 2)))
    assert "请留意日期：2026-10-02 国庆节放假" in text_of(go(TOWNSHIP).get(f"/drills/{drill.id}"))


def test_a_drill_whose_day_went_by_is_not_confirmed(go):
    drill = planned(span=on(date(2026, 6, 18)))
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/confirm", {"seen": drill.version}, 422).text
    assert "登记举行情况" in answer and again(drill).state == "published"


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 6, 30), "应演期间"), (date(2026, 7, 1), None), (date(2027, 1, 2), "晚于"), (date(2026, 12, 31), None)],
)
def test_a_day_out_of_the_window_of_its_duty_is_said(day, said):
    words = window_words("防汛演练", day, Window(date(2026, 7, 1), date(2026, 12, 31)), TODAY)
    assert words is None if said is None else said in words


def test_a_month_without_the_duty_is_said():
    window = Window(date(2026, 6, 1), date(2026, 6, 30), "2026-06,2026-07,2026-09")
    assert "2026年08月没有" in str(window_words("应急疏散演练", date(2026, 8, 12), window, TODAY))
    assert window.leaves_out(date(2026, 8, 12)) and not window.leaves_out(date(2026, 9, 1))
    assert not window.leaves_out(date(2027, 8, 12))


def test_a_duty_that_is_late_already_says_nothing():
    assert window_words("防汛演练", date(2026, 7, 3), Window(None, date(2026, 5, 1)), TODAY) is None


def test_the_last_day_that_calendars_show_is_taken():
    assert impossible_day(date(2028, 6, 19), TODAY) is None and impossible_day(TODAY, TODAY) is None


def test_the_first_time_is_kept(town):
    assert planned().planned_for == PLANNED.span.starts_at


def test_a_last_day_that_is_left_empty_is_no_fault_beside_another(go):
    drill = planned()
    page = go(TOWNSHIP).post(f"/drills/{drill.id}/move", moved(drill, day="2026-10-02", last_day=""), 422).text
    assert "国庆节放假" in page and "这不是日历上有的日期" not in page
