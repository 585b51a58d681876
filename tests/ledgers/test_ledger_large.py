"""A large file is left to the worker: checked, looked at page by page, confirmed once, taken in whole or not at all."""

from datetime import date

import pytest
import time_machine
from large_cast import ROWS, checked_by_worker, chosen, imports_told, large_ledger, plans, worked
from ledger_cast import forget_session, plan_row, plans_book, taken_in, trail_findings
from places import AIHUI, CITY, COUNTY
from sqlalchemy import select
from visitors import text_of

from emergency.accounts.models import Person
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.jobs import Job
from emergency.ledgers.actions_jobs import checked, import_job, standing, take_known
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.queries import get_import
from emergency.ledgers.queries_jobs import JOB


def changed(change):
    """The officer's account changed, with its act."""
    with committed():
        change(db.session.get_one(Person, CITY.person_id))
        trail.record(system_scope(), Tag.PERSON_EDIT, "person", CITY.person_id, "为测试修改账号。")


def columns_sent(**more):
    heads = ("title", "unit", "kinds", "secrecy", "number", "issued", "filed")
    sent = {f"column-0-{place}": item for place, item in enumerate(heads)}
    return {"kind-0": "plan", "heading-0": "1", **sent, **more}


def test_a_large_file_waits_for_the_worker_and_says_so(city):
    where = chosen(city, large_ledger())
    assert "还没有检查" in text_of(city.get(where))
    city.post(f"{where}/columns", columns_sent())
    page = city.get(where)
    assert "正在检查" in text_of(page, "h1") and "排队等候后台办理；后台任务进程没有应答" in text_of(page)
    assert page.select_one("[data-look-again]") and "刷新进度" in page.get_text()


def test_what_the_worker_found_is_looked_at_page_by_page(city):
    where = checked_by_worker(city, large_ledger(发布时间="2024年5月"))
    first, last = city.get(where), city.get(f"{where}?status=new&page=10")
    assert f"新增 {ROWS - 1} 行" in text_of(first) and "没有写到日" in text_of(first)
    assert "第500份预案" in text_of(last) and "第1份预案" not in text_of(last)


def test_a_confirmed_file_is_taken_in_by_the_worker_in_the_name_of_whoever_confirmed(city):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/confirm")
    assert plans() == 0 and "正在导入" in text_of(city.get(where), "h1")
    worked()
    assert plans() == ROWS and "导入结果" in text_of(city.get(where), "h1")
    (told,) = imports_told()
    assert (told.person_id, told.person_name, told.address) == (CITY.person_id, CITY.name, "10.0.0.8")
    assert not trail_findings()


def test_a_double_click_and_a_second_confirmation_make_one_import(city):
    where, form = checked_by_worker(city, large_ledger()), {"once": "a" * 32}
    assert city.post(f"{where}/confirm", form).location == city.post(f"{where}/confirm", form).location
    city.post(f"{where}/confirm")
    worked()
    assert city.post(f"{where}/confirm").location == where
    worked()
    assert plans() == ROWS and len(imports_told()) == 1


def test_a_worker_that_died_after_the_commit_does_nothing_twice(city):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/confirm")
    job = db.session.scalars(select(Job).where(Job.kind == JOB, Job.state == "waiting")).one()
    payload = job.payload
    worked()
    import_job(payload)
    assert plans() == ROWS and len(imports_told()) == 1


def test_nothing_is_changed_while_the_file_is_being_taken_in(city):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/confirm")
    for path in ("columns", "check", "names"):
        assert "后台正在导入，不能再改" in city.post(f"{where}/{path}", columns_sent(), 422).get_data(as_text=True)


def test_another_mapping_asks_for_another_check(city):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/columns", columns_sent(**{"column-0-6": ""}))
    assert "请等检查完再确认" in city.post(f"{where}/confirm", status=422).get_data(as_text=True)
    worked()
    city.post(f"{where}/confirm")
    worked()
    assert plans() == ROWS


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda person: setattr(person, "ended_on", date(2026, 11, 22)), "账号已经停用"),
        (lambda person: setattr(person.parts[0], "region_code", AIHUI), "管辖范围在提交之后有变化"),
        (lambda person: setattr(person, "role", "auditor"), "角色或管辖范围"),
    ],
    ids=["ended", "moved", "other role"],
)
def test_whoever_lost_the_rights_after_confirming_imports_nothing(city, change, said):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/confirm")
    changed(change)
    worked()
    assert plans() == 0 and not imports_told()
    page = text_of(city.get(where))
    assert said in page and "没有写入" in page


def test_what_changed_after_the_check_is_seen_when_it_is_taken_in(city):
    where = checked_by_worker(city, large_ledger())
    taken_in(plans_book(plan_row("第7份预案", 发布时间="2024.5.1")))
    city.post(f"{where}/confirm")
    worked()
    brought = db.session.scalars(select(LedgerImport).order_by(LedgerImport.id)).first()
    assert brought.counts["plan"] == {"new": ROWS - 1, "changed": 0, "unchanged": 1, "wrong": 0}
    assert plans() == ROWS


def test_a_change_between_the_last_check_and_the_writing_is_seen(city):
    number = int(chosen(city, large_ledger()).rpartition("/")[2])
    brought = get_import(CITY, number)
    _report, known = checked(CITY, brought)
    taken_in(plans_book(plan_row("第7份预案")))
    forget_session()
    with committed():
        take_known(CITY, get_import(CITY, number), known)
    assert plans() == ROWS and not trail_findings()


def test_the_next_day_is_a_change_too(city):
    brought = get_import(CITY, int(chosen(city, large_ledger()).rpartition("/")[2]))
    before = standing(CITY, brought)
    assert before == standing(CITY, brought) and before != standing(COUNTY, brought)
    with time_machine.travel("2026-11-23 12:00 +0800", tick=False):
        assert before != standing(CITY, brought)


def test_the_wrong_rows_of_a_large_file_come_back(city):
    where = checked_by_worker(city, large_ledger(发布时间="2024年5月"))
    lines = city.fetch(f"{where}/wrong").data.decode().splitlines()
    assert lines[0].endswith(",错误原因") and "没有写到日" in lines[1] and "没有写到日" not in lines[2]
    assert lines[501].startswith("第500份预案")


def test_a_name_adopted_in_a_large_file_is_checked_again(city):
    where = checked_by_worker(city, large_ledger(编制单位="幸福乡政府"))
    option = next(one for one in city.get(where).select("select option") if one.text == "幸福乡人民政府")
    city.post(f"{where}/names", {"agree-0": option["value"]})
    worked()
    assert f"新增 {ROWS} 行" in text_of(city.get(where))


def test_a_large_file_that_says_nothing_new_is_refused(city):
    where = checked_by_worker(city, large_ledger())
    city.post(f"{where}/confirm")
    worked()
    again = checked_by_worker(city, large_ledger())
    assert "没有可以导入的行" in city.post(f"{again}/confirm", status=422).get_data(as_text=True)
    assert f"无变化 {ROWS}" in text_of(city.get(again))


def test_a_check_that_is_refused_says_why(city):
    rows = "\n".join(["姓名,账号,角色", *(f"甲{number},login{number},县级" for number in range(ROWS))])
    where = checked_by_worker(city, rows.encode())
    page = text_of(city.get(where))
    assert "您的角色不能导入人员账号" in page and "重新检查" in page


def test_the_list_of_imports_says_how_far_each_is(city):
    where = checked_by_worker(city, large_ledger())
    assert "已检查，尚未导入" in text_of(city.get("/ledgers"))
    city.post(f"{where}/confirm")
    assert "正在导入" in text_of(city.get("/ledgers"))
    changed(lambda person: setattr(person, "ended_on", date(2026, 11, 22)))
    worked()
    assert "没有导入：确认导入的账号已经停用" in text_of(city.get("/ledgers"))


def test_the_wrong_rows_can_still_be_fetched_after_the_others_were_taken_in(city):
    where = checked_by_worker(city, large_ledger(发布时间="2024年5月"))
    city.post(f"{where}/confirm")
    worked()
    page = city.get(where)
    assert "下载有错未导入的行" in text_of(page) and plans() == ROWS - 1
    assert "没有写到日" in city.fetch(f"{where}/wrong").data.decode()
