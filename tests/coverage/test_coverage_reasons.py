"""The page of one light: rule, article, facts, dates, and who recorded each of them when."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
import time_machine
from covered import TODAY, open_duties
from drill_cast import NOW, held, unit_of
from flask import Flask
from openpyxl import load_workbook
from places import CITY, COUNTY, HEIHE, TOWNSHIP, XINGFU
from plan_cast import passed, second_version, town_plan, unit_at
from visitors import Visitor, text_of

from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.coverage.explanation import explain
from emergency.coverage.models import Duty
from emergency.coverage.overview import overview
from emergency.coverage.queries import View, roll_up, total
from emergency.coverage.queries_duties import DutyLine, Wanted, duty_page, get_line
from emergency.coverage.rules import Light
from emergency.drills.actions_check import accept_drill
from emergency.drills.facts import DutyChoice
from emergency.obligations.actions import switch_rule
from emergency.obligations.queries import load_rules, rules_in_use

Visit = Callable[[Scope | None], Visitor]


def light(rule_id: str, on: date = TODAY) -> DutyLine:
    (row,) = [row for row in open_duties(unit_at(XINGFU).id, rule_id) if row.starts <= on < row.ends]
    return get_line(COUNTY, row.id, on)


def test_a_filing_rests_on_the_plan_its_issue_and_its_check(covered: Flask) -> None:
    passed(town_plan())
    reasons = explain(light("BA-06"))
    (plan,) = reasons.facts
    assert plan.text == "《幸福乡突发事件应急预案》：政府线，乡镇（街道），涵盖生产安全事故"
    assert next((word, act.word, act.on) for word, act in reasons.acts) == ("起算", "印发", date(2026, 3, 2))
    assert [act.recorded_by for _, act in reasons.acts] == [TOWNSHIP.name, "爱辉应急办癸"]


def test_a_filing_is_reckoned_in_one_sentence(covered: Flask, visit: Visit) -> None:
    passed(town_plan())
    line = light("BA-06", date(2026, 3, 20))
    assert explain(line).arithmetic == (
        "印发 2026-03-02 ＋ 20 个工作日（当日不计，从 2026-03-03 数起；跳过休息日 8 天）→ 2026-03-30 前。"
    )
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{line.row.id}?on=2026-03-20"))
    assert "怎样算出来的" in page and "跳过休息日 8 天" in page


def test_a_short_term_is_about_to_end_from_its_first_day_not_before(covered: Flask) -> None:
    passed(town_plan())
    days = dict(explain(light("BA-06", date(2026, 3, 20))).days)
    assert (days["本段起"], days["标即将到期"], days["期限末日"]) == ("2026-03-02", "2026-03-02", "2026-03-30")


def test_every_light_is_reckoned_from_a_recorded_day(covered: Flask) -> None:
    passed(town_plan())
    rows = [row for row in db.session.scalars(db.select(Duty)) if row.starts <= TODAY < row.ends]
    lines = [get_line(CITY, row.id, TODAY) for row in rows if row.unit_id == unit_at(XINGFU).id]
    assert len(lines) > 10
    for line in lines:
        told = explain(line).arithmetic
        assert told and (line.row.due_on is None or f"→ {line.row.due_on} 前" in told), (line.rule.id, told)
        assert line.row.due_on is None or "＋" in told, (line.rule.id, told)


def test_every_fact_and_act_says_who_recorded_it_and_when(covered: Flask) -> None:
    passed(town_plan())
    for rule_id in ("YB-01", "YB-02", "YB-09", "BA-06", "GK-01", "DR-03", "DR-20"):
        reasons = explain(light(rule_id))
        told = [*reasons.facts, *(act for _, act in reasons.acts)]
        assert told and all(one.recorded_by and one.recorded_at for one in told), rule_id


def test_the_kind_of_the_unit_is_a_fact_with_a_source(covered: Flask, visit: Visit) -> None:
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{light('YB-01').row.id}"))
    assert "单位类别" in page and "乡镇人民政府" in page and "系统载入" in page and "登记时间" in page


def test_a_drill_stands_with_its_check(covered: Flask) -> None:
    with time_machine.travel(NOW, tick=False):
        passed(town_plan())
        drill = held(TOWNSHIP, duties=(DutyChoice("DR-03"),))
        with committed():
            accept_drill(COUNTY, drill, unit_of(), drill.version)
    acts = explain(light("DR-03")).acts
    assert [word for word, _ in acts] == ["起算", "核对", "办理", "核对"]
    assert acts[2][1].on == drill.held_on and acts[3][1].recorded_by == COUNTY.name


def test_a_new_version_that_was_never_drilled_is_hinted_at_and_resets_nothing(covered: Flask) -> None:
    with time_machine.travel(NOW, tick=False):
        plan = passed(town_plan())
        drill = held(TOWNSHIP, duties=(DutyChoice("DR-03"),))
        with committed():
            accept_drill(COUNTY, drill, unit_of(), drill.version)
    due_on = light("DR-03").row.due_on
    assert "新版尚未演练" not in explain(light("DR-03")).hint
    passed(second_version(plan, date(2026, 9, 1), important=True))
    assert light("DR-03").row.due_on == due_on
    assert "新版尚未演练" in explain(light("DR-03")).hint
    assert "新版尚未演练" not in explain(light("DR-03", date(2026, 8, 1))).hint


def test_the_offices_own_term_is_a_ground(covered: Flask) -> None:
    with committed():
        due = date(2026, 6, 30)
        switch_rule(CITY, "YB-01", enabled=True, since=date(2026, 1, 1), reason="市局通知", due_on=due)
    line = light("YB-01")
    ground = explain(line).facts[-1]
    assert line.light is Light.OVERDUE
    assert (ground.text, ground.source, ground.recorded_by) == ("启用，完成期限 2026-06-30", "市局通知", CITY.name)


@pytest.fixture
def principle(covered: Flask) -> Duty:
    """An evaluation that was due in principle on 1 September."""
    unit = unit_at(XINGFU)
    with committed():
        row = Duty(
            unit_id=unit.id, unit_kind=unit.kind, counted=True, region_code=XINGFU, rule_id="EV-01", rule_version=1,
            duty_group="evaluation", force="principle", subject_kind="unit", subject_id=unit.id, late=False,
            starts=date(2023, 9, 1), ends=date(9999, 12, 31), due_on=date(2026, 9, 1), soon_from=date(2026, 8, 2),
            provisional=False, basis={"force": "principle"}, known_from=NOW,
        )  # fmt: skip
        db.session.add(row)
    return row


@pytest.mark.parametrize(("on", "soon", "shown"), [("2026-09-01", 1, Light.SOON), ("2026-09-02", 0, Light.PRINCIPLE)])
def test_a_principle_past_its_day_is_no_longer_due_soon(principle: Duty, on: str, soon: int, shown: Light) -> None:
    view = View(XINGFU, date.fromisoformat(on))
    figures = total([one for one in roll_up(COUNTY, view) if one.group == "evaluation"])
    assert (figures.soon, figures.pending, figures.overdue) == (soon, 1, 0)
    (line,) = duty_page(COUNTY, view, Wanted(group="evaluation")).items
    assert line.light is shown


def test_the_rules_in_use_are_counted_one_way_on_any_day(covered: Flask, visit: Visit) -> None:
    old, now = (overview(CITY, View(HEIHE, on)) for on in (date(2020, 1, 1), TODAY))
    assert old.rules_known == now.rules_known and 0 < old.rules_in_use < now.rules_in_use
    assert rules_in_use(load_rules(), date(2020, 1, 1)) == (old.rules_in_use, old.rules_known)
    assert f"已启用规则 {now.rules_word}" in text_of(visit(CITY).get("/rules"))


def test_the_workbook_of_a_list_has_what_the_page_shows(covered: Flask, visit: Visit) -> None:
    passed(town_plan())
    answer = visit(COUNTY).fetch(f"/coverage/duties.xlsx?region={XINGFU}&rule=BA-06&on=2026-04-10")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    told = dict(zip(rows[-2], rows[-1], strict=True))
    assert (told["单位"], told["类别"], told["期限"], told["状态"]) == ("幸福乡人民政府", "备案", "2026-03-30", "逾期")
    assert (told["预案"], told["已过天数"], told["标注"]) == ("幸福乡突发事件应急预案", 11, None)


def test_rules_and_years_come_in_pages(covered: Flask, visit: Visit) -> None:
    assert f"共 {len(load_rules().ids())} 条" in text_of(visit(COUNTY).get("/rules?page=1"))
    assert "共 19 年" in text_of(visit(COUNTY).get("/workdays?page=1"))
