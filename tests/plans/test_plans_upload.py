"""A plan comes in through a browser with its papers; a bad form is kept as it was filled."""

import pytest
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import REGISTERING, passed, scan, town_plan, unit_at, upload
from sqlalchemy import func, select
from visitors import text_of

from emergency.base.database import db
from emergency.evidence.models import Paper
from emergency.plans import queries
from emergency.plans.models import Plan


def number_of(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def address(town) -> str:
    return f"/units/{unit_at(XINGFU).id}/plans/new"


def test_a_keeper_registers_a_plan_with_its_text(go, address):
    visitor = go(keeper(unit_at(XINGFU).id))
    assert "登记预案" in text_of(visitor.get(address))
    answer = visitor.post(address, {**REGISTERING, "text": upload()})
    words = text_of(visitor.get(answer.location))
    assert "幸福乡预案.pdf" in words and "等待县（市、区）级" in words
    assert "未见文本" not in words


def test_the_secrecy_is_asked_before_a_file_is_taken(go, address):
    without = {name: value for name, value in REGISTERING.items() if name != "secrecy"}
    answer = go(TOWNSHIP).post(address, {**without, "text": upload()}, status=422)
    assert "请先回答“公开属性”" in answer.text
    assert (number_of(Plan), number_of(Paper)) == (0, 0)


def test_no_file_of_a_secret_plan_is_taken(go):
    told = {"secrecy": "classified", "line": "government", "kinds": "special", "issued": "2026-03-02"}
    address = f"/units/{unit_at(AIHUI).id}/plans/new"
    answer = go(COUNTY).post(address, {**told, "text": upload()}, status=422)
    assert "涉密和工作秘密材料不得上传" in answer.text
    assert number_of(Plan) == 0
    go(COUNTY).post(address, told)
    assert number_of(Plan) == 1


def test_a_wrong_file_keeps_the_form_as_filled(go, address):
    answer = go(TOWNSHIP).post(address, {**REGISTERING, "text": upload("预案.pdf", b"MZ\x90 not a pdf")}, status=422)
    assert "幸福乡突发事件应急预案" in answer.text and 'value="2026-03-02"' in answer.text
    assert number_of(Plan) == 0


def test_a_day_of_2099_keeps_the_file_that_came(go, address):
    answer = go(TOWNSHIP).post(address, {**REGISTERING, "issued": "2099-01-01", "text": upload()}, status=422)
    assert "1949 年 10 月 1 日至 2098 年" in answer.text
    assert "已收到的文件" in answer.text


def test_a_double_click_registers_once(go, address):
    told = {**REGISTERING, "once": "the-same-form"}
    first, second = (go(TOWNSHIP).post(address, told) for _ in range(2))
    assert first.location == second.location
    assert number_of(Plan) == 1


def test_a_stranger_registers_nothing_by_address(go, address):
    go(NEIGHBOUR).post(address, REGISTERING, status=404)


def test_the_same_bytes_are_pointed_out_within_the_scope_only(go, address):
    content = scan()
    go(TOWNSHIP).post(address, {**REGISTERING, "text": upload("甲.pdf", content)})
    again = {**REGISTERING, "issued": "2099-01-01"}
    assert "完全相同" in go(TOWNSHIP).post(address, {**again, "text": upload("乙.pdf", content)}, status=422).text
    other = f"/units/{unit_at('231183100000').id}/plans/new"
    assert "完全相同" not in go(NEIGHBOUR).post(other, {**again, "text": upload("丙.pdf", content)}, status=422).text


def test_a_text_that_came_later_ends_the_want_of_text(go):
    plan = passed(town_plan())
    go(TOWNSHIP).post(f"/plans/{plan.id}/versions/1/papers", {"role": "text", "papers": upload()})
    db.session.expire_all()
    assert not queries.latest_revision(plan).without_text


def test_a_new_version_comes_with_its_text(go):
    plan = passed(town_plan())
    told = {"issued": "2026-11-01", "important_change": "y", "submit_now": "y", "text": upload("第二版.pdf")}
    go(TOWNSHIP).post(f"/plans/{plan.id}/versions/new", told)
    db.session.expire_all()
    revision = queries.latest_revision(plan)
    assert (revision.number, revision.state, revision.important_change) == (2, "submitted", True)


def purge_text(go, name: str) -> None:
    paper = db.session.scalars(select(Paper).where(Paper.name == name)).one()
    go(CITY).post(f"/papers/{paper.id}/purge", {"ground": "mistaken", "reason": "传错单位。"})


def test_a_version_whose_text_was_purged_has_none_again(go, address):
    visitor = go(TOWNSHIP)
    page = visitor.post(address, {**REGISTERING, "text": upload("一.pdf")}).location
    purge_text(go, "一.pdf")
    assert "未见文本" in text_of(visitor.get(page))
    assert "共 1 份" in text_of(visitor.get("/plans?state=without_text"))
    visitor.post(f"{page}/versions/1/papers", {"role": "text", "papers": upload("二.pdf")})
    assert "未见文本" not in text_of(visitor.get(page))


def test_an_older_text_does_not_stand_in_for_a_purged_one(go, address):
    visitor = go(TOWNSHIP)
    page = visitor.post(address, {**REGISTERING, "text": upload("一.pdf")}).location
    visitor.post(f"{page}/versions/1/papers", {"role": "text", "papers": upload("二.pdf")})
    purge_text(go, "一.pdf")
    assert "未见文本" not in text_of(visitor.get(page))
    purge_text(go, "二.pdf")
    assert "未见文本" in text_of(visitor.get(page))


def test_the_list_of_papers_names_unit_and_plan(go, address):
    visitor = go(TOWNSHIP)
    page = visitor.post(address, {**REGISTERING, "text": upload("一.pdf")}).location
    found = visitor.get("/papers")
    assert "幸福乡人民政府" in text_of(found) and "幸福乡突发事件应急预案第1版" in text_of(found)
    assert found.select_one(f'main a[href="{page}#version-1"]')
    (paper,) = db.session.scalars(select(Paper)).all()
    assert "幸福乡突发事件应急预案第1版" in text_of(visitor.get(f"/papers/{paper.id}"))
