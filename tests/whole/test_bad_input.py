"""Bad input at the door: too much, twice, or about what is nowhere; a clear sentence and nothing half-written."""

from collections.abc import Callable

import pytest
from inspection import inspect
from places import CITY
from table_of_access import COLUMNS, LINES, numbers, person_of
from test_crawl import written
from visitors import Visitor
from whole_cast import Whole

from emergency.audit.models import AuditEvent
from emergency.base.access import Scope
from emergency.base.database import db

Visit = Callable[[Scope | None], Visitor]
NOWHERE = "231199999000"
ACTS = [
    (name, column)
    for name, line in LINES.items()
    for column in ("county", "system")
    if not line.reads and line.answers["own"][COLUMNS.index(column)] == 303 and name != "POST /logout"
]


def acts() -> int:
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count(AuditEvent.id))) or 0


@pytest.mark.parametrize(("name", "column"), ACTS)
def test_a_double_click_acts_once(name: str, column: str, whole: Whole, visit: Visit) -> None:
    scope, line = person_of(column, whole.things), LINES[name]
    address, visitor, before = line.address(numbers("own", whole.things, scope)), visit(scope), acts()
    answers = [visitor.post(address, {**line.send, "once": "one-and-the-same"}) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert acts() <= before + 1


def test_more_than_the_limit_is_refused_before_it_is_read(whole: Whole, visit: Visit) -> None:
    visitor, before = visit(CITY), written()
    address = f"/units/{whole.things['own']['unit_id']}/plans/new"
    announced = {"CONTENT_LENGTH": str(205 * 1024 * 1024), "wsgi.input_terminated": False}
    answer = visitor.client.post(
        address, data=b"", content_type="multipart/form-data; boundary=x", environ_overrides=announced
    )
    assert answer.status_code == 413 and "200 MB" in inspect(answer.text).get_text()
    assert written() == before


@pytest.mark.parametrize(
    "address",
    [
        f"/regions/{NOWHERE}", f"/regions/{NOWHERE}/village-plans", f"/regions/{NOWHERE}/drills.ics",
        f"/coverage?region={NOWHERE}", f"/coverage/duties?region={NOWHERE}", f"/drills?region={NOWHERE}",
        f"/checklists/regions/{NOWHERE}",
    ],
)  # fmt: skip
def test_a_region_that_is_nowhere_is_not_found(address: str, whole: Whole, visit: Visit) -> None:
    visit(CITY).get(address, 404)


def test_a_unit_in_a_region_that_is_nowhere_is_refused_and_the_form_kept(whole: Whole, visit: Visit) -> None:
    told = {"name": "某某中学", "kind": "school", "region_code": NOWHERE, "active_from": "2020-01-01", "source": "证"}
    page = inspect(visit(CITY).post("/units/new", told, 422).text)
    assert page.select_one("[name=name]")["value"] == "某某中学"
    assert page.select_one("[name=region_code]")["value"] == NOWHERE


@pytest.mark.parametrize(
    "verb",
    [
        ["coverage", "--region", NOWHERE],
        ["duties", "--unit", NOWHERE],
        ["people", "add", "--login", "zhao", "--name", "赵", "--role", "county", "--region", NOWHERE],
        ["people", "add", "--login", "zhao", "--name", "赵", "--role", "unit", "--unit", "99999"],
    ],
)
def test_a_command_for_what_is_nowhere_is_refused_in_chinese(verb: list[str], whole: Whole) -> None:
    before = written()
    done = whole.app.test_cli_runner().invoke(args=verb)
    assert done.exit_code == 1 and ("没有" in done.output or "不存在" in done.output)
    assert written() == before
