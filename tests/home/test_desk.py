"""The desk shows what is owed, and leads those who come for one thing to it."""

from plan_cast import passed, town_plan
from visitors import text_of

from emergency.base import slots
from emergency.base.access import Role, scope_for
from emergency.base.desk import Counter, Notice

CITY = scope_for(Role.CITY, person_id=1, name="市局王敏", regions=("231100000000",))


def test_the_desk_shows_counters_in_their_order(visit, monkeypatch):
    given = [
        Counter("督办", 14, "/orders", rank=55),
        Counter("逾期", 37, "/coverage?state=overdue", "danger", rank=10),
    ]
    monkeypatch.setattr(slots.desk_counter, "fillers", [lambda scope: given, lambda scope: []])
    page = visit(CITY).get("/")
    shown = [b.get_text() for b in page.select(".counter b")]
    assert shown[0] == "37" and shown.index("14") > 0
    assert page.select_one(".counter a")["href"] == "/coverage?state=overdue"


def test_a_notice_stands_first(visit, monkeypatch):
    notice = Notice("2027 年放假安排已可导入。", "/workdays", "去导入")
    monkeypatch.setattr(slots.desk_notice, "fillers", [lambda scope: [notice]])
    assert "2027 年放假安排已可导入。" in text_of(visit(CITY).get("/"), ".note-warning")


def test_the_auditor_is_led_to_the_trail(visit):
    visitor = visit(scope_for(Role.AUDITOR, person_id=2, name="日志审计员李"))
    assert visitor.fetch("/", 302).location == "/trail"


def test_an_empty_register_says_where_to_begin(heihe, visit):
    page = visit(CITY).get("/")
    assert "台账还是空的" in text_of(page)
    assert page.select_one(".note a[href='/regions/231100000000']")


def test_a_register_with_a_plan_needs_no_beginning(heihe, visit):
    passed(town_plan())
    assert "台账还是空的" not in text_of(visit(CITY).get("/"))
