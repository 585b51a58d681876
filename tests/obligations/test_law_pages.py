"""The pages of the law: everybody who works here reads them, the city office changes them."""

import law_cast
import pytest
from places import AUDITOR, CITY, COUNTY, EDUCATION, SYSTEM, TOWNSHIP, keeper
from visitors import text_of

from emergency.base import clock
from emergency.obligations import queries

READERS = [CITY, COUNTY, TOWNSHIP, EDUCATION, keeper(1)]
PAGES = ["/rules", "/rules/BA-09", "/counting-rules", "/workdays", "/workdays/2026"]
CHANGES = ["/rules/BA-09/switch", "/counting-rules/soon_days", "/workdays/import"]


@pytest.fixture(autouse=True)
def law(app):
    law_cast.load()


@pytest.mark.parametrize("path", PAGES)
def test_whoever_works_here_reads_the_law(visit, path):
    for scope in READERS:
        visit(scope).get(path)


@pytest.mark.parametrize("path", PAGES + CHANGES)
def test_auditors_and_administrators_have_no_business_here(visit, path):
    for scope in (AUDITOR, SYSTEM):
        visit(scope).get(path, status=403)


@pytest.mark.parametrize("path", CHANGES)
def test_only_the_city_office_changes_the_law(visit, path):
    visit(CITY).get(path)
    for scope in READERS[1:]:
        visit(scope).get(path, status=403)
        visit(scope).post(path, status=403)


@pytest.mark.parametrize("path", ["/rules/XX-1", "/counting-rules/moon", "/workdays/1999"])
def test_what_is_not_there_is_not_found(visit, path):
    visit(CITY).get(path, status=404)


def test_the_catalogue_says_how_many_rules_are_in_use(visit):
    used = queries.load_rules().in_use(clock.today())[0]
    assert f"已启用规则 {used}/89" in text_of(visit(COUNTY).get("/rules"))


def test_the_catalogue_can_be_searched(visit):
    page = text_of(visit(COUNTY).get("/rules?text=708&group=drills"), "tbody")
    assert "DR-03" in page and "DR-06" in page and "YB-02" not in page


def test_a_rule_page_says_whom_it_binds_and_by_which_article(visit):
    page = text_of(visit(TOWNSHIP).get("/rules/BA-09"))
    assert "令88号(令2号修正) 第26条" in page and "公布之日的次日起20个工作日内" in page and "金属冶炼" in page


def test_a_work_arrangement_is_named_so(visit):
    assert "不是法定义务" in text_of(visit(TOWNSHIP).get("/rules/YB-12"))


def test_the_city_office_switches_a_rule_off(visit):
    visitor = visit(CITY)
    values = {"enabled": "no", "since": "2026-07-01", "reason": "待核条文"}
    assert visitor.post("/rules/YB-12/switch", values).location.endswith("/rules/YB-12")
    assert "待核条文" in text_of(visitor.get("/rules/YB-12"))
    assert not queries.load_rules().enabled("YB-12", law_cast.LATER)


def test_a_switch_without_a_reason_is_refused(visit):
    values = {"enabled": "no", "since": "2026-07-01", "reason": ""}
    visit(CITY).post("/rules/YB-12/switch", values, status=422)


def test_the_city_office_changes_a_counting_rule(visit):
    visitor = visit(CITY)
    visitor.post("/counting-rules/soon_days", {"value": "45", "since": "2020-07-01", "reason": "统一提前量"})
    assert "到期前45天起" in text_of(visitor.get("/counting-rules"))


def test_an_impossible_counting_rule_keeps_the_form(visit):
    visit(CITY).post("/counting-rules/soon_days", {"value": "0", "since": "2026-07-01", "reason": "试"}, status=422)


def test_the_city_office_enters_a_year(visit):
    visitor = visit(CITY)
    values = {"year": "2026", "notice": "某号", "source": "收文", "days": law_cast.pasted(2026)}
    assert "尚未保存" in law_cast.words(visitor.post("/workdays/import", values, status=200))
    assert "某号" not in text_of(visitor.get("/workdays/2026"))
    visitor.post("/workdays/import", values | {"keep": "1"})
    page = text_of(visitor.get("/workdays/2026"))
    assert "某号" in page and "更正前的记录" in page and "通知文号未核" in page


def test_a_wrong_paste_keeps_the_form_and_names_the_line(visit):
    values = {"year": "2026", "notice": "某号", "source": "收文", "days": "2026-13-01 放假"}
    response = visit(CITY).post("/workdays/import", values, status=422)
    assert "第1行" in response.get_data(as_text=True)
