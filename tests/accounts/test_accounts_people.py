"""The system administrator adds, changes and ends people; nobody else does."""

from collections.abc import Callable

import pytest
from flask import Flask
from visitors import Visitor

from emergency.accounts import actions, queries
from emergency.accounts.models import Person
from emergency.base.access import Role, Scope, scope_for, system_scope
from emergency.base.database import committed, db

Visit = Callable[[Scope | None], Visitor]
VILLAGE = "幸福村村民委员会"
FORM = {"login": "wang", "name": "王昇", "role": "county", "regions": "爱辉区", "units": ""}


@pytest.fixture
def administrator(heihe: Flask, visit: Visit) -> Visitor:
    return visit(scope_for(Role.SYSTEM, person_id=99, name="管理员"))


def test_an_added_person_gets_a_password_that_is_shown_once(administrator: Visitor) -> None:
    page = administrator.post("/people/new", FORM, status=200)
    assert "首次密码" in page.text
    person = queries.person_by_login("wang")
    assert person is not None and person.must_change_password
    assert [part.region_code for part in person.parts] == ["231102000000"]


def test_two_administrators_do_not_overwrite_each_other(administrator: Visitor) -> None:
    administrator.post("/people/new", FORM, status=200)
    seen = administrator.get("/people/1").select_one("#seen")
    assert seen is not None
    first, second = FORM | {"seen": str(seen["value"]), "name": "王喆"}, FORM | {"seen": str(seen["value"])}
    administrator.post("/people/1", first)
    assert "刚刚被别人修改过" in administrator.post("/people/1", second, status=409).text


def test_a_login_that_is_taken_is_refused_beside_its_field(administrator: Visitor) -> None:
    administrator.post("/people/new", FORM, status=200)
    assert "已有人使用" in administrator.post("/people/new", FORM, status=422).text


def test_a_county_officer_without_a_region_is_refused(administrator: Visitor) -> None:
    answer = administrator.post("/people/new", FORM | {"regions": ""}, status=422)
    assert "请至少填一个管辖地区" in answer.text
    assert queries.person_by_login("wang") is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"regions": "231199000000"}, "没有名称或代码为“231199000000”的地区"),
        ({"role": "unit", "units": "99999"}, "没有名称或编号为“99999”的单位"),
        ({"role": "unit", "units": "9" * 30}, "没有名称或编号为"),
        ({"role": "unit", "units": VILLAGE}, "不设账号"),
        ({"regions": "瑷珲县"}, "没有名称或代码为“瑷珲县”的地区"),
        ({"role": "city"}, "只能管辖市级"),
        ({"regions": "黑河市"}, "只能管辖县级"),
        ({"role": "township"}, "只能管辖乡级"),
        ({"role": "line", "lines": ["教育"], "regions": "231102200000"}, "只能管辖市级或县级"),
        ({"role": "line"}, "请选择至少一个行业"),
        ({"role": "unit"}, "请至少填一个单位"),
        ({"role": ""}, "角色"),
        ({"role": "emperor"}, "角色"),
    ],
)
def test_a_scope_that_is_nowhere_is_refused(administrator: Visitor, change: dict[str, str], sentence: str) -> None:
    answer = administrator.post("/people/new", FORM | change, status=422)
    assert sentence in answer.text
    assert queries.person_by_login("wang") is None


def test_a_changed_scope_holds_from_the_next_request(administrator: Visitor) -> None:
    administrator.post("/people/new", FORM, status=200)
    administrator.post("/people/1", FORM | {"regions": "231183000000"})
    scope = queries.scope_of(db.session.get_one(Person, 1))
    assert scope.covers("231183100000")
    assert not scope.covers("231102100000")


def test_a_unit_is_found_by_its_full_name(administrator: Visitor) -> None:
    typed = {"role": "unit", "regions": "", "units": "幸福乡人民政府"}
    administrator.post("/people/new", FORM | typed, status=200)
    person = queries.person_by_login("wang")
    assert person is not None and [part.unit_id is not None for part in person.parts] == [True]


def test_the_first_page_of_a_new_city_asks_for_its_first_officer(administrator: Visitor) -> None:
    assert "新增第一名市级人员" in administrator.get("/people").get_text()


def test_nobody_changes_the_own_role(administrator: Visitor, visit: Visit) -> None:
    administrator.post("/people/new", {**FORM, "role": "system", "regions": ""}, status=200)
    own = visit(scope_for(Role.SYSTEM, person_id=1, name="王昇"))
    assert "不能修改自己的角色" in own.post("/people/1", FORM, status=422).text
    own.post("/people/1", {**FORM, "role": "system", "name": "王喆"})


def test_a_city_officer_may_not_see_people(visit: Visit) -> None:
    visit(scope_for(Role.CITY, person_id=5, regions=("231100000000",))).get("/people", status=403)


def test_an_ended_person_leaves_a_handover_to_print(administrator: Visitor) -> None:
    administrator.post("/people/new", FORM, status=200)
    administrator.post("/people/1/end", {"successor": "0"})
    page = administrator.get("/people/1/handover").get_text()
    assert "王昇" in page and "黑河市 › 爱辉区" in page and "移交时的应办事项" in page


def test_a_reset_password_is_shown_once_and_must_be_changed(administrator: Visitor) -> None:
    administrator.post("/people/new", FORM, status=200)
    assert "首次密码" in administrator.post("/people/1/reset-password", status=200).text


def test_the_command_line_adds_and_lists_people(app: Flask) -> None:
    runner = app.test_cli_runner()
    added = runner.invoke(args=["people", "add", "--login", "zhao", "--name", "赵堃", "--role", "auditor"])
    assert "首次密码" in added.output
    assert "日志审计员" in runner.invoke(args=["people", "list"]).output
    again = runner.invoke(args=["people", "add", "--login", "zhao", "--name", "赵", "--role", "auditor"])
    assert (again.exit_code, "已有人使用" in again.output) == (1, True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["--login", "赵", "--role", "auditor"], "字母、数字、点、横线"),
        (["--login", "zhao", "--role", "county"], "请至少填一个管辖地区"),
        (["--login", "zhao", "--role", "city", "--region", "爱辉区"], "只能管辖市级"),
        (["--login", "zhao", "--role", "line", "--region", "爱辉区", "--line", "旅游"], "没有“旅游”这个行业"),
    ],
)
def test_the_command_line_refuses_what_the_form_refuses(heihe: Flask, typed: list[str], sentence: str) -> None:
    answer = heihe.test_cli_runner().invoke(args=["people", "add", "--name", "赵堃", *typed])
    assert (answer.exit_code, sentence in answer.output) == (1, True)
    assert queries.person_by_login("zhao") is None


def test_the_trail_never_holds_a_password(app: Flask) -> None:
    first = actions.first_password()
    with committed():
        person = actions.add_person(system_scope(), "qian", "钱镕", Role.AUDITOR, [], first)
    assert set(actions.facts_of(person)) == {"login", "name", "role", "parts"}
