"""A plans ledger comes in: new rows, the same file again, changes, refusals."""

import pytest
import time_machine
from ledger_cast import (
    PLAN_HEADS,
    book,
    checked,
    forget_session,
    only,
    plan_row,
    plans_book,
    statuses,
    taken_in,
    trail_findings,
)
from places import COUNTY, NEIGHBOUR
from plan_cast import passed, town_plan
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.ledgers.facts import Status
from emergency.plans.models import Milestone, Plan, Revision

pytestmark = pytest.mark.usefixtures("heihe")


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


def test_a_row_becomes_a_plan_that_waits_for_its_check():
    report = taken_in(plans_book(plan_row(发文字号="幸政发（2024）3号", 备案时间="20240520")))
    plan = db.session.scalars(select(Plan)).one()
    revision = db.session.scalars(select(Revision)).one()
    assert (plan.title, plan.state) == ("幸福乡防汛应急预案", "submitted")
    assert revision.document_number == "幸政发〔2024〕3号"
    kinds = {row.kind for row in db.session.scalars(select(Milestone))}
    assert kinds == {"described", "issued", "filed"} and statuses(report) == [Status.NEW]


def test_the_same_file_again_changes_nothing():
    content = plans_book(plan_row(备案时间="2024年5月20日"), plan_row("幸福乡防火预案"))
    taken_in(content)
    assert statuses(checked(content)) == [Status.UNCHANGED, Status.UNCHANGED]


def test_the_trail_answers_for_every_row_of_an_import():
    taken_in(plans_book(plan_row(), plan_row("幸福乡防火预案")))
    forget_session()
    assert not trail_findings()
    tags = [row.tag for row in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(3))]
    assert tags == ["ledger.import", "plan.add", "plan.add"]


def test_a_village_plan_is_accepted_by_being_recorded():
    taken_in(plans_book(plan_row("幸福村应急预案", "幸福村村民委员会", 类别="村（社区）")))
    plan = db.session.scalars(select(Plan)).one()
    assert (plan.state, plan.in_force) == ("passed", 1)


def test_a_row_without_a_day_of_issue_stays_a_draft():
    report = taken_in(plans_book(plan_row(发布时间="")))
    assert db.session.scalars(select(Plan)).one().state == "draft"
    assert "存为草稿" in only(report).told


def test_a_new_number_with_a_later_day_is_a_new_version():
    plan = passed(town_plan())
    row = plan_row("幸福乡突发事件应急预案", 发文字号="幸政发〔2026〕9号", 发布时间="2026-06-01")
    report = checked(plans_book(row))
    assert "不能" not in only(report).told and ("第1版", "第2版") in [
        (one.before, one.after) for one in only(report).changes
    ]
    assert plan.latest == 1


def versioned(word, *rows):
    """A plans ledger with a column of versions."""
    return book(("预案", [(*PLAN_HEADS, "版本"), *([*row, word] for row in rows or [plan_row()])]))


@pytest.mark.parametrize("word", ["2", "第二版", "第3版", "V2.0", "2024版", "十一"])
def test_a_version_of_the_registered_day_is_no_new_one(word):
    taken_in(versioned(word))
    assert statuses(checked(versioned(word))) == [Status.UNCHANGED]
    assert db.session.scalars(select(Plan.latest)).one() == 1


def test_the_count_of_versions_is_told_where_it_differs():
    assert "登记为第1版" in only(taken_in(versioned("第三版"))).told
    assert "按同一版处理" in only(checked(versioned("第三版"))).told


def test_a_new_version_waits_until_the_one_before_it_is_done():
    taken_in(plans_book(plan_row(发文字号="幸政发〔2024〕3号")))
    report = checked(plans_book(plan_row(发文字号="幸政发〔2026〕9号", 发布时间="2026-06-01")))
    assert only(report).status is Status.WRONG and "第1版还没有办结" in only(report).told


def test_an_offices_own_count_of_versions_does_not_hold_up_a_new_one():
    passed(town_plan())
    told = {"发文字号": "幸政发〔2026〕9号", "发布时间": "2026-06-01"}
    row = only(checked(versioned("第5版", plan_row("幸福乡突发事件应急预案", **told))))
    assert row.status is Status.CHANGED and "登记为第2版" in row.told


def test_what_only_the_writing_refuses_names_its_row():
    taken_in(plans_book(plan_row(备案时间="2024-05-20")))
    later = versioned("第1版", plan_row("另一份预案"), plan_row(发布时间="2024-06-01"))
    with pytest.raises(Refusal, match=r"预案台账第 3 行“幸福乡防汛应急预案”写不进去：.*整个文件没有写入"):
        taken_in(later)


@pytest.mark.parametrize(
    "title", ["幸福乡防汛应急预案（2026年修订）", "2026年幸福乡防汛应急预案", "幸福乡防汛应急预案（试行）"]
)
def test_a_title_with_its_edition_is_new_and_names_the_plan_that_it_may_be(title):
    taken_in(plans_book(plan_row()))
    assert "本单位登记有“幸福乡防汛应急预案”" in only(checked(plans_book(plan_row(title)))).told
    both = checked(plans_book(plan_row(), plan_row(title)))
    assert "本单位登记有" not in both.rows[1].told


def test_another_title_of_the_unit_is_simply_new():
    taken_in(plans_book(plan_row()))
    assert "本单位登记有" not in only(checked(plans_book(plan_row("幸福乡防汛抗旱应急预案")))).told


def test_a_changed_title_is_shown_before_and_after():
    plan = town_plan()
    rows = [("代号", "预案名称"), (plan.code, "幸福乡总体应急预案")]
    report = taken_in(book(("表", rows)))
    forget_session()
    assert only(report).changes[0].before == "幸福乡突发事件应急预案"
    assert db.session.scalars(select(Plan)).one().title == "幸福乡总体应急预案"


def test_a_plan_of_a_unit_that_is_new_in_the_same_file():
    units = [("单位名称", "单位类别", "所在地区"), ("幸福中学", "学校", "爱辉区幸福乡")]
    plans = [
        ("预案名称", "编制单位", "类别", "公开属性", "印发日期"),
        ("校园预案", "幸福中学", "单位", "公开", "2025-1-2"),
    ]
    report = taken_in(book(("预案", plans), ("单位", units)))
    assert statuses(report) == [Status.NEW, Status.NEW]
    plan = db.session.scalars(select(Plan)).one()
    assert plan.region_code == "231102200000"


def test_a_unit_of_another_office_is_not_found():
    row = plan_row(unit="爱辉区人民政府", 类别="总体")
    assert "不在您的管辖范围内" in only(checked(plans_book(row), scope=NEIGHBOUR)).told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"发布时间": "2024年5月"}, "没有写到日"),
        ({"发布时间": "2030-01-01"}, "尚未发生"),
        ({"类别": "单位们"}, "不认识"),
        ({"公开属性": ""}, "没有写公开属性"),
        ({"发文字号": "三号文"}, "文号应写成"),
        ({"备案时间": "2024-04-01"}, "早于预案的印发"),
        ({"编制单位": "幸福乡政府"}, "是否指"),
        ({"编制单位": "#REF!"}, "公式错误"),
        ({"类别": "村（社区）"}, "不是这类单位"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(changes, said):
    row = only(checked(plans_book(plan_row(**changes)), scope=COUNTY))
    assert row.status is Status.WRONG and said in row.told


def test_the_same_plan_twice_in_a_file_is_told():
    report = checked(plans_book(plan_row(), plan_row()))
    assert statuses(report) == [Status.NEW, Status.WRONG] and "与第 2 行" in report.rows[1].told
