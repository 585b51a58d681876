"""What a check found is kept for the confirmation: every value as it was, and only while nothing happened since."""


import time_machine
from large_cast import ROWS, checked_by_worker, imports_told, large_ledger, plans, worked
from ledger_cast import book, checked, plan_row, plans_book, taken_in
from places import CITY, COUNTY, SYSTEM
from plan_cast import passed
from sqlalchemy import select
from visitors import text_of

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.storage import store
from emergency.ledgers import actions
from emergency.ledgers.actions_jobs import standing
from emergency.ledgers.queries import get_import, kept_file
from emergency.ledgers.report import known_in
from emergency.ledgers.taking import kept_line, taking_in
from emergency.plans.models import Plan

UNITS = (("单位名称", "单位类别", "所在地区", "统一社会信用代码"), ("幸福小学", "其他单位", "幸福乡", ""))
CONTACTS = (
    ("单位名称", "人员类别", "姓名", "职务", "联系电话", "核对日期"),
    ("幸福小学", "应急联络员", "张三", "干事", "13812341234", "2026-10-08"),
)
PLANS = (
    ("预案名称", "编制单位", "类别", "公开属性", "发文字号", "发布时间", "备案时间", "备案单位"),
    ("防汛预案", "幸福乡人民政府", "乡镇（街道）", "公开", "幸政发〔2024〕3号", "2024.5.1", "2024.5.20", "区应急局"),
)
DRILLS = (
    ("演练日期", "时间", "演练名称", "组织单位", "类型", "突发事件类别", "地点", "状态", "参加人数"),
    ("2026.5.12", "", "防汛演练", "幸福乡人民政府", "综合、实战、检验性", "自然灾害", "乡政府", "已举行", "120"),
    ("2026-12-10", "09:00—10:30", "防火演练", "幸福小学", "单项、桌面、示范性", "", "", "未举行", ""),
)
WHOLE = (("单位", UNITS), ("联系人", CONTACTS), ("预案", PLANS), ("演练", DRILLS))
PEOPLE = (("姓名", "账号", "角色", "管辖范围"), ("李四", "lisi", "行业主管部门", "黑河市、行业：教育"))


def done(tag):
    with committed():
        trail.record(system_scope(), tag, "person", CITY.person_id, "为测试记一笔。")


def test_every_value_comes_back_of_new_rows(city):
    report = checked(book(*WHOLE))
    assert not [row.told for row in report.rows if row.wrongs]
    taking = report.taking()
    told = [len(part) for part in (taking.units, taking.contacts, taking.plans, taking.drills, taking.people)]
    assert told == [1, 1, 1, 2, 0] and taking_in(kept_line(taking)) == taking


def test_every_value_comes_back_of_changed_rows(city):
    taken_in(book(*WHOLE))
    passed(db.session.scalars(select(Plan)).one())
    (_heads, unit), (_heads, contact), (_heads, plan), (_heads, *_held, drill) = UNITS, CONTACTS, PLANS, DRILLS
    content = book(
        ("单位", (UNITS[0], (*unit[:3], "91110000600037341L"))),
        ("联系人", (CONTACTS[0], (*contact[:4], "0456-8220000", contact[5]))),
        ("预案", (PLANS[0], (*plan[:3], "内部", "幸政发〔2026〕3号", "2026.5.1", "", ""))),
        ("演练", (DRILLS[0], (*drill[:7], "已举行", "30"))),
    )  # fmt: skip
    with time_machine.travel("2026-12-11 12:00 +0800", tick=False):
        taking = checked(content).taking()
    assert taking.total()["changed"] == 4 and taking_in(kept_line(taking)) == taking


def test_every_value_comes_back_of_people(city):
    taking = checked(book(("人员", PEOPLE)), scope=SYSTEM).taking()
    assert len(taking.people) == 1 and taking_in(kept_line(taking)) == taking


def number_of(where):
    return int(where.rpartition("/")[2])


def known_of(where):
    return known_in(kept_file(get_import(CITY, number_of(where)).report_sha))


def other_title_kept(where):
    """In what was kept the first plan has another title: who sees it written knows that it was taken from there."""
    brought = get_import(CITY, number_of(where))
    with store().scratch() as out:
        told = kept_file(brought.report_sha).read_text("utf-8").replace('"title":"第0份预案"', '"title":"第零份预案"')
        out.write_text(told, "utf-8")
        sha256 = actions.keep_rows(out)
    with committed():
        get_import(CITY, number_of(where)).report_sha = sha256


def titles(where, city):
    city.post(f"{where}/confirm")
    worked()
    assert plans() >= ROWS and imports_told()
    return {*db.session.scalars(select(Plan.title))} & {"第0份预案", "第零份预案"}


def test_what_was_checked_is_taken_in_as_it_was_kept(city):
    where = checked_by_worker(city, large_ledger())
    other_title_kept(where)
    assert len(known_of(where).taking.plans) == ROWS and titles(where, city) == {"第零份预案"}


def test_what_was_kept_is_left_once_the_register_changed(city):
    where = checked_by_worker(city, large_ledger())
    other_title_kept(where)
    taken_in(plans_book(plan_row("另一份预案")))
    city.post(f"{where}/confirm")
    worked()
    assert plans() == 1 and "检查之后别人改了登记" in text_of(city.get(where))
    assert titles(where, city) == {"第0份预案"}


def test_somebody_signing_in_changes_nothing_that_was_checked(city):
    where = checked_by_worker(city, large_ledger())
    brought = get_import(CITY, number_of(where))
    before = standing(CITY, brought)
    done(Tag.SIGN_IN)
    assert standing(CITY, brought) == before == known_of(where).standing


def test_a_plan_that_came_meanwhile_another_office_and_the_next_day_do(city):
    where = checked_by_worker(city, large_ledger())
    brought = get_import(CITY, number_of(where))
    before = standing(CITY, brought)
    assert standing(COUNTY, brought) != before
    with time_machine.travel("2026-11-23 12:00 +0800", tick=False):
        assert standing(CITY, brought) != before
    taken_in(plans_book(plan_row("另一份预案")))
    assert standing(CITY, get_import(CITY, number_of(where))) != before


def test_words_that_another_version_kept_are_not_believed():
    assert taking_in(b'{"counts": {}, "units": [["new", {"name": 7}]]}\n') is None
    assert taking_in(b"[]\n") is None and taking_in(b"{\n") is None
