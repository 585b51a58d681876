"""The city office adds a local rule by the guided form or a file: looked at first, kept with a reason."""

from io import BytesIO

import law_cast
import pytest
from places import CITY, COUNTY, keeper
from time_machine import travel
from visitors import text_of

from emergency.obligations import queries
from emergency.obligations.local_rules import as_text

GUIDED = {
    "title": "村每年演练", "document": "试验文件", "clause": "第一条", "rank": "work_arrangement", "force": "local",
    "verified": "y", "demand_text": "每年组织一次演练", "kinds": ["village"], "joined": "all", "doing": "drill",
    "shape": "calendar", "period": "year", "valid_from": "2026-01-01",
}  # fmt: skip


DRILLED = {**GUIDED, "contents": ["comprehensive", "single"], "forms": ["live", "tabletop"]}


@pytest.fixture(autouse=True)
def law(covered):
    with travel("2026-11-21 02:00Z", tick=False):
        yield


def ids():
    return [rule_id for rule_id in queries.load_rules().ids() if rule_id.startswith("BD-")]


def kept(visitor, text):
    return visitor.post("/local-rules/keep", {"text": text, "reason": "市应急委会议"})


def test_the_guided_form_shows_whom_it_would_bind_and_keeps_nothing(visit):
    page = law_cast.words(visit(CITY).post("/local-rules/new", GUIDED, status=200))
    assert "尚未保存" in page and "BD-01 村每年演练" in page and "每个自然年至少一次" in page
    assert "约束 0 家" not in page and ids() == []


def test_what_was_looked_at_is_kept_with_a_reason(visit):
    visitor = visit(CITY)
    assert kept(visitor, as_text([law_cast.local_rule()])).location.endswith("/rules/BD-01")
    page = text_of(visitor.get("/rules/BD-01"))
    assert "村每年组织一次演练" in page and "不是法定义务" in page
    assert "另有本地规则 1/1" in text_of(visitor.get("/rules"))


def test_nothing_is_kept_without_a_reason(visit):
    values = {"text": as_text([law_cast.local_rule()]), "reason": ""}
    visit(CITY).post("/local-rules/keep", values, status=422)
    assert ids() == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kinds": [], "first": "highrise=public", "above": "100"}, "建筑高度（米）"),
        ({"forms": ["live"], "contents": ["comprehensive"]}, "实战"),
        ({"doing": "each:drill:reported", "shape": "each", "period": "", "working_days": "5"}, "5个工作日"),
        ({"doing": "each:incident:incident_evaluated", "shape": "each", "period": ""}, "事故"),
    ],
)
def test_the_form_asks_for_heights_forms_of_drill_and_what_follows_each_time(visit, change, word):
    page = law_cast.words(visit(CITY).post("/local-rules/new", {**DRILLED, **change}, status=200))
    assert "尚未保存" in page and word in page


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"shape": "deadline"}, "应选“每若干年一次"),
        ({"shape": "rolling"}, "请填写年数"),
        ({"kinds": []}, "请选择适用的单位类别"),
        ({"force": "duty"}, "工作部署不是法律义务"),
        ({"verified": ""}, "没有对照原文核对"),
        ({"first": "nowhere=true"}, "不在列表中"),
    ],
)
def test_answers_that_do_not_fit_are_told_at_the_form(visit, change, word):
    assert word in law_cast.words(visit(CITY).post("/local-rules/new", GUIDED | change, status=422))


def test_conditions_on_facts_narrow_the_rule(visit):
    values = GUIDED | {"kinds": [], "first": "mine=coal", "second": "hazardous=store", "joined": "any"}
    page = law_cast.words(visit(CITY).post("/local-rules/new", values, status=200))
    assert "矿山为煤矿；或危险物品为储存" in page and "没有单位符合条件" in page


def test_a_file_is_looked_at_or_refused_whole(visit):
    good = as_text([law_cast.local_rule()])
    file = (BytesIO(good.encode()), "local.yaml")
    assert "尚未保存" in law_cast.words(visit(CITY).post("/local-rules/file", {"file": file}, status=200))
    bad = (BytesIO(good.replace("calendar", "calender").encode()), "local.yaml")
    page = law_cast.words(visit(CITY).post("/local-rules/file", {"file": bad}, status=422))
    assert "规则 BD-01" in page and "calender" in page


@pytest.mark.parametrize("content", [b"\xff\xfe", b"- id: [", b"hello"])
def test_a_file_that_is_none_is_told_so(visit, content):
    visit(CITY).post("/local-rules/file", {"file": (BytesIO(content), "x.yaml")}, status=422)


def test_a_correction_stays_with_its_number(visit):
    visitor = visit(CITY)
    kept(visitor, as_text([law_cast.local_rule()]))
    assert "BD-01" in visitor.get("/rules/BD-01/correct").select_one("textarea").text
    other = as_text([law_cast.local_rule(id="BD-02")])
    assert "只能更正规则 BD-01" in law_cast.words(visitor.post("/rules/BD-01/correct", {"text": other}, status=422))


def test_the_end_and_the_switch_say_first_what_hangs_on_it(visit):
    visitor = visit(CITY)
    kept(visitor, as_text([law_cast.local_rule()]))
    for page in ("/rules/BD-01/end", "/rules/BD-01/switch"):
        assert "这条规则现在约束" in text_of(visitor.get(page))
    visitor.post("/rules/BD-01/end", {"ends": "2026-11-21", "reason": "文件废止"})
    assert queries.load_rules().in_force("BD-01", law_cast.LATER) is not None


def test_only_the_city_office_adds_rules(visit):
    for scope in (COUNTY, keeper(1)):
        visit(scope).get("/local-rules/new", status=403)
        visit(scope).post("/local-rules/keep", status=403)
