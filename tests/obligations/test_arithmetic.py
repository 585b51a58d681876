"""The sentence under a light: start ＋ interval → last day, for every shape of a duty."""

from datetime import date

import pytest

from emergency.base.periods import PeriodKind
from emergency.base.workdays import WorkdayTable
from emergency.obligations.arithmetic import Reckoning, Start, sentence
from emergency.obligations.counting import Counting
from emergency.obligations.facts import FAR_DAY, ActKind, HappeningKind, SubjectKind, Tile
from emergency.obligations.rules import Demand, Evidence, Shape

# Spring of 2026 as published: 清明节 on Monday 6 April, 劳动节 1 to 5 May, worked for on Saturday 9 May.
OFF = {date(2026, 4, 6): "清明节放假"} | {date(2026, 5, day): "劳动节放假" for day in (1, 4, 5)}
ON = {date(2026, 5, 9): "劳动节调休上班"}
TABLE = WorkdayTable({2026: dict.fromkeys(OFF, False) | dict.fromkeys(ON, True), 2025: {}})
FILE = Demand(Shape.DEADLINE, Evidence.FILED, working_days=20)
THREE_YEARS = Demand(Shape.ROLLING, Evidence.EVALUATED, years=3)
HALF = Demand(Shape.CALENDAR, Evidence.DRILL, period=PeriodKind.HALF)


def tile(starts: date, **told):
    basis = {"force": "duty", **told.pop("basis", {})}
    return Tile(1, "X", 1, SubjectKind.UNIT, 1, "231102001000", starts, basis=basis, **told)


def said(demand: Demand, one: Tile, day: date, **told) -> str:
    counting = told.pop("counting", Counting())
    return sentence(Reckoning(one, demand, counting, TABLE, notes={**OFF, **ON}, **told), day)


def test_twenty_working_days_name_what_was_skipped_and_worked_on() -> None:
    issued = Start("印发", date(2026, 4, 21))
    told = said(FILE, tile(issued.on, due_on=date(2026, 5, 21)), date(2026, 5, 1), started=issued)
    assert told == (
        "印发 2026-04-21 ＋ 20 个工作日（当日不计，从 2026-04-22 数起；跳过休息日 10 天，其中劳动节放假 3 天；"
        "2026-05-09（劳动节调休上班）计入）→ 2026-05-21 前"
    )


def test_a_term_that_was_missed_says_by_how_many_days() -> None:
    issued = Start("印发", date(2026, 3, 2))
    one = tile(issued.on, due_on=date(2026, 3, 30), overdue_from=date(2026, 3, 31))
    told = said(FILE, one, date(2026, 4, 9), started=issued)
    assert "跳过休息日 8 天）→ 2026-03-30 前" in told and told.endswith("；到基准日 2026-04-09 已过 10 天，逾期")


def test_a_term_that_was_met_late_says_when() -> None:
    issued, filed = Start("印发", date(2026, 3, 2)), Start("报送备案", date(2026, 4, 9))
    one = tile(filed.on, due_on=date(2026, 3, 30), met_until=FAR_DAY, basis={"late": 10})
    told = said(FILE, one, date(2026, 5, 1), started=issued, done=filed)
    assert told.endswith("→ 2026-03-30 前；报送备案 2026-04-09，晚 10 天，逾期已办")


def test_a_term_runs_from_the_day_the_rule_came_to_apply() -> None:
    one = tile(date(2026, 3, 2), due_on=date(2026, 3, 30))
    told = said(FILE, one, date(2026, 3, 9), started=Start("印发", date(2020, 1, 1)))
    assert told.startswith("开始适用 2026-03-02 ＋ 20 个工作日")


def test_a_term_in_a_year_that_is_not_published_is_provisional() -> None:
    issued = Start("印发", date(2026, 12, 15))
    one = tile(issued.on, due_on=date(2027, 1, 12), provisional=True, basis={"waits_for_year": 2027})
    told = said(FILE, one, date(2026, 12, 20), started=issued)
    assert told.endswith("；2027年放假安排未录入，按周一至周五暂算，暂定")


def test_before_the_end_of_late_entry_nothing_is_called_overdue() -> None:
    issued = Start("印发", date(2026, 3, 2))
    one = tile(issued.on, due_on=date(2026, 3, 30), overdue_from=date(2026, 12, 31), basis={"late_from": "2026-03-31"})
    told = said(FILE, one, date(2026, 4, 9), started=issued)
    assert "补录截止日 2026-12-31 以前不标逾期" in told and "，逾期" not in told


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (
            Start("预案评估", date(2024, 2, 29)),
            "上次预案评估 2024-02-29 ＋ 3 年（滚动计算）→ 2027-02-28 前；已办有效至 2027-02-27",
        ),
        (None, "印发 2024-02-29 ＋ 3 年（滚动计算）→ 2027-02-28 前"),
    ],
)  # fmt: skip
def test_a_rolling_duty_counts_from_the_last_time(done: Start | None, expected: str) -> None:
    until = date(2027, 2, 28) if done else None
    one = tile(date(2024, 2, 29), due_on=date(2027, 2, 28), met_until=until)
    assert said(THREE_YEARS, one, date(2026, 1, 1), started=Start("印发", date(2024, 2, 29)), done=done) == expected


def test_a_last_day_that_moves_says_so() -> None:
    one = tile(date(2023, 5, 2), due_on=date(2026, 5, 6))
    demand = Demand(Shape.ROLLING, Evidence.EVALUATED, years=3)
    assert said(demand, one, date(2026, 5, 2), started=Start("印发", date(2023, 5, 1))).startswith("自 ")
    told = said(
        demand, one, date(2026, 5, 2), started=Start("印发", date(2023, 5, 4)), counting=Counting(due_day_moves=True)
    )
    assert "末日是休息日的顺延）→ 2026-05-06 前" in told


def test_a_principle_past_its_day_is_not_called_overdue() -> None:
    start = Start("印发", date(2020, 1, 1))
    one = tile(start.on, due_on=date(2023, 1, 1), basis={"force": "principle"})
    told = said(THREE_YEARS, one, date(2023, 1, 11), started=start)
    assert told.endswith("；到基准日 2023-01-11 已过 10 天，原则上的期限，读“应评估”，不称逾期")


def test_a_natural_half_year_counts_from_the_last_drill() -> None:
    drill = Start("演练", date(2025, 3, 14))
    one = tile(drill.on, due_on=date(2025, 12, 31), met_until=date(2025, 7, 1), basis={"owed_from": "2025-07-01"})
    told = said(HALF, one, date(2025, 4, 1), done=drill)
    assert told == "上次演练 2025-03-14 ＋ 半年（自然半年口径）→ 2025-12-31 前；已办有效至 2025-06-30"


@pytest.mark.parametrize(
    ("issued", "owed", "due", "why"),
    [
        (date(2026, 6, 25), "2026-07-01", date(2026, 12, 31), "还剩 5 天，不足 3 分之一，从下一期起算"),
        (date(2026, 2, 1), "2026-01-01", date(2026, 6, 30), "还剩 149 天，不少于 3 分之一，当期应办"),
    ],
)  # fmt: skip
def test_the_first_natural_period_says_why_it_is_this_one(issued: date, owed: str, due: date, why: str) -> None:
    one = tile(issued, due_on=due, basis={"owed_from": owed})
    told = said(HALF, one, issued, started=Start("印发", issued))
    assert told == f"印发 {issued} ＋ 半年（自然半年口径；当期 2026-01-01 至 2026-06-30 {why}）→ {due} 前"


def test_a_month_without_school_terms_is_not_guessed() -> None:
    demand = Demand(Shape.CALENDAR, Evidence.DRILL, period=PeriodKind.MONTH, term_table=True)
    assert said(demand, tile(date(2026, 3, 1)), date(2026, 3, 1)) == "学期表未录入，不能确定应办的月份"


def test_what_has_no_number_says_so_in_its_own_word() -> None:
    drill, other = Demand(Shape.ONCE, Evidence.DRILL), Demand(Shape.ONCE, Evidence.REVIEWED)
    one, start = tile(date(2026, 3, 1), basis={"force": "undated"}), Start("印发", date(2026, 3, 1))
    assert said(drill, one, date(2026, 4, 1), started=start) == "印发 2026-03-01 起应当组织，未定次数"
    assert said(other, one, date(2026, 4, 1), started=start) == "印发 2026-03-01 起应当办理，未定期限"


def test_each_time_something_happens_it_is_owed_anew() -> None:
    each = Demand(Shape.EACH, Evidence.DRILL_EVALUATED, after=HappeningKind.DRILL)
    held = Start("演练", date(2026, 3, 1))
    assert (
        said(each, tile(held.on), date(2026, 4, 1), started=held) == "演练 2026-03-01 起，每次发生后应当办理，未定期限"
    )
    five = Demand(Shape.EACH, Evidence.RECEIVED, after=HappeningKind.FILING, working_days=5)
    told = said(five, tile(held.on, due_on=date(2026, 3, 6)), date(2026, 3, 2), started=Start("收到备案材料", held.on))
    assert (
        told == "收到备案材料 2026-03-01 ＋ 5 个工作日（当日不计，从 2026-03-02 数起；其间没有休息日）→ 2026-03-06 前"
    )


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (None, None, "自 2026-03-01 起应编 ＋ 法规未定期限 → 应编未编，不计逾期"),
        (date(2026, 12, 31), None, "自 2026-03-01 起应编 ＋ 本级规定的完成期限 → 2026-12-31 前"),
        (None, Start("印发", date(2026, 3, 1)), "预案印发 2026-03-01 → 自当日起已编，到被替代或废止为止"),
    ],
)
def test_a_plan_is_owed_from_the_first_day(due: date | None, done: Start | None, expected: str) -> None:
    one = tile(date(2026, 3, 1), due_on=due, met_until=FAR_DAY if done else None)
    assert said(Demand(Shape.STANDING, Evidence.PLAN), one, date(2026, 4, 1), done=done) == expected


def test_what_needs_no_plan_names_the_day_on_which_the_ledger_opened() -> None:
    opened = Start("台账启用", date(2025, 10, 18))
    one = tile(date(2015, 1, 1), due_on=date(2025, 12, 31), basis={"owed_from": "2025-07-01", "period": "half"})
    told = said(HALF, one, date(2025, 12, 1), opened=opened)
    assert told.startswith("台账启用 2025-10-18 ＋ 半年") and "还剩 74 天，不少于 3 分之一，当期应办" in told


def test_a_training_without_a_number_reads_as_its_light_does() -> None:
    demand = Demand(Shape.ONCE, Evidence.ACT, acts=(ActKind.STAFF_TRAINING,))
    assert said(demand, tile(date(2026, 1, 1)), date(2026, 5, 1)).endswith("应当组织，未定次数")
