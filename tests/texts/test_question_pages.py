"""The pages of questions and copies: judged by reviewers, side by side only for whoever may see both."""

from io import BytesIO
from urllib.parse import urlencode

from corpus import docx
from likeness_cast import BODY, two_alike, work
from openpyxl import load_workbook
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import town_plan
from sqlalchemy import select
from text_cast import paper_of
from visitors import text_of

from emergency.base.database import committed, db
from emergency.texts import queries_questions
from emergency.texts.actions_templates import name_template
from emergency.texts.models_likeness import PlanLikeness
from emergency.texts.models_remarks import PlanRemark
from emergency.units.models import Unit


def asked_plan():
    plan = town_plan()
    paper_of(plan, TOWNSHIP, "预案.docx", docx("一、职责", "由区安监局牵头调查。", "依据AQ/T 9007-2019编制。"))
    work()
    return plan


def judging(plan, kind, key):
    return f"/plans/{plan.id}/questions/judge?{urlencode({'kind': kind, 'key': key})}"


def test_the_page_shows_the_question_its_sentence_and_its_source(town, visit):
    page = visit(COUNTY).fetch(f"/plans/{asked_plan().id}/questions").text
    assert "“安监局”是否已更名" in page and "由区安监局牵头调查。" in page and "国务院机构改革方案" in page


def test_the_plan_page_leads_to_the_questions(town, visit):
    plan = asked_plan()
    page = visit(COUNTY).fetch(f"/plans/{plan.id}").text
    assert f"/plans/{plan.id}/questions" in page and "2 处提问待处理" in page


def test_a_question_is_dismissed_with_a_reason_and_taken_back(town, visit):
    plan, visitor = asked_plan(), visit(COUNTY)
    address = judging(plan, "stale.standard", "AQ/T 9007")
    visitor.post(address, {"verdict": "dismissed", "reason": ""}, 422)
    visitor.post(address, {"verdict": "dismissed", "reason": "引用原文"})
    assert "引用原文" in visitor.fetch(f"/plans/{plan.id}/questions").text
    [row] = db.session.scalars(select(PlanRemark))
    visitor.post(f"/remarks/{row.id}/withdraw")
    assert "引用原文" not in visitor.fetch(f"/plans/{plan.id}/questions").text


def test_a_form_that_was_opened_before_anothers_word_is_sent_twice(town, visit):
    plan, visitor = asked_plan(), visit(CITY)
    address = judging(plan, "stale.standard", "AQ/T 9007")
    seen = visitor.get(address).select_one("[name=seen]")["value"]
    visit(COUNTY).post(address, {"verdict": "dismissed", "reason": "引用原文"})
    page = visitor.post(address, {"verdict": "confirmed", "reason": "", "seen": seen}, 409)
    assert "已排除：引用原文" in page.text
    [row] = db.session.scalars(select(PlanRemark))
    assert f'value="{row.id}"' in page.text
    visitor.post(address, {"verdict": "confirmed", "reason": "", "seen": row.id})
    assert "已确认" in visitor.fetch(f"/plans/{plan.id}/questions").text


def test_what_was_dismissed_stays_so_for_the_next_scan(town, visit):
    plan, visitor = asked_plan(), visit(COUNTY)
    visitor.post(judging(plan, "stale.body", "安监局"), {"verdict": "dismissed", "reason": "历史情况"})
    town.test_cli_runner().invoke(args=["texts", "scan", "--again"])
    assert "历史情况" in visitor.fetch(f"/plans/{plan.id}/questions").text


def test_the_unit_itself_reads_the_questions_and_judges_none(town, visit):
    plan = asked_plan()
    visitor = visit(keeper(plan.unit_id))
    page = visitor.fetch(f"/plans/{plan.id}/questions").text
    assert "安监局" in page and "questions/judge" not in page
    visitor.fetch(judging(plan, "stale.body", "安监局"), 403)


def test_passages_stand_side_by_side_for_whoever_sees_both(town, visit):
    one, other = two_alike()
    page = visit(TOWNSHIP).fetch(f"/plans/{one.id}/copies/{other.id}").text
    assert page.count(BODY[5]) == 2 and "河南屯村" in page


def test_a_unit_never_sees_the_name_or_text_of_the_other(town, visit):
    one, other = two_alike()
    name = db.session.get_one(Unit, other.unit_id).name
    visitor = visit(keeper(one.unit_id))
    page = visitor.fetch(f"/plans/{one.id}/questions").text
    assert "另一份预案" in page and name not in page and "河南屯村" not in page
    visitor.fetch(f"/plans/{one.id}/copies/{other.id}", 404)
    assert "河南屯村" not in visitor.fetch(f"/plans/{one.id}").text


def test_the_list_of_copies_is_of_the_viewers_own_region(town, visit):
    two_alike()
    assert "河南屯村" in visit(COUNTY).fetch("/texts/copies").text
    assert "河南屯村" not in visit(NEIGHBOUR).fetch("/texts/copies").text


def test_a_dismissed_pair_leaves_the_list(town, visit):
    one, other = two_alike()
    visitor = visit(COUNTY)
    visitor.post(judging(one, "copied", str(other.id)), {"verdict": "dismissed", "reason": "两村共用一份"})
    assert "并排查看" not in visitor.fetch("/texts/copies").text


def test_a_template_takes_its_passages_off_and_gives_them_back(town, visit):
    two_alike()
    visitor = visit(COUNTY)
    told = {"name": "村级范本", "region": "231102000000", "reason": "区里印发", "text": "".join(BODY)}
    visitor.post("/texts/templates/new", told)
    work()
    assert not db.session.scalars(select(PlanLikeness)).all()
    visitor.post("/texts/templates/1/end")
    work()
    assert db.session.scalars(select(PlanLikeness)).all()


def test_a_plan_serves_as_the_template_of_its_township(town, visit):
    one, other = two_alike()
    with committed():
        name_template(TOWNSHIP, "231102200000", "幸福乡范本", "乡里统一使用", plan_id=one.id)
    work()
    assert not db.session.scalars(select(PlanLikeness)).all()
    assert "没有 30 字以上" in visit(TOWNSHIP).fetch(f"/plans/{one.id}/copies/{other.id}").text


def test_too_short_a_template_is_refused_and_another_region_is_not_there(town, visit):
    told = {"name": "村级范本", "region": "231102000000", "reason": "区里印发", "text": "太短"}
    assert "范本文字太少" in visit(COUNTY).post("/texts/templates/new", told, 422).text
    visit(COUNTY).post("/texts/templates/new", told | {"region": "231183000000"}, 422)


def test_the_list_of_open_questions_counts_what_nobody_judged(town, visit):
    plan = asked_plan()
    assert ">2<" in visit(CITY).fetch("/texts/questions").text
    visit(COUNTY).post(judging(plan, "stale.body", "安监局"), {"verdict": "confirmed", "reason": ""})
    assert ">1<" in visit(CITY).fetch("/texts/questions").text


def test_many_texts_alike_are_told_as_one_template(town, visit, monkeypatch):
    monkeypatch.setattr(queries_questions, "MANY", 2)
    two_alike()
    assert "有 2 份预案彼此相同" in visit(COUNTY).fetch("/texts/copies").text


def test_the_questions_stand_where_the_version_is_checked(town, visit):
    plan = asked_plan()
    page = text_of(visit(COUNTY).get(f"/plans/{plan.id}/versions/1/check"))
    assert "2 处提问待处理" in page and "安监局" in page


def test_what_the_reviewer_confirmed_is_told_to_the_unit_on_the_plans_page(town, visit):
    plan = asked_plan()
    visit(COUNTY).post(judging(plan, "stale.body", "安监局"), {"verdict": "confirmed", "reason": "请改为应急管理局"})
    page = text_of(visit(keeper(plan.unit_id)).get(f"/plans/{plan.id}"))
    assert "核对人已确认应当修改 1 处：安监局" in page and "1 处提问待处理" in page


def test_the_questions_come_as_excel(town, visit):
    sheet = visit(COUNTY).fetch(f"/plans/{asked_plan().id}/questions?sheet=xlsx")
    rows = list(load_workbook(BytesIO(sheet.data)).active.iter_rows(values_only=True))
    assert any("由区安监局牵头调查。" in str(row[2]) and "待处理" in str(row[4]) for row in rows if len(row) > 4)


def test_what_was_confirmed_is_written_into_the_reasons_for_a_return(town, visit):
    plan, visitor = asked_plan(), visit(COUNTY)
    visitor.post(judging(plan, "stale.body", "安监局"), {"verdict": "confirmed", "reason": "改为应急管理局"})
    visitor.post(judging(plan, "stale.standard", "AQ/T 9007"), {"verdict": "dismissed", "reason": "引用原文"})
    element = f"/plans/{plan.id}/versions/1/elements/township.scene"
    visitor.post(element, {"verdict": "confirmed", "reason": ""})
    told = visitor.get(f"/plans/{plan.id}/versions/1/check").select_one("textarea[name=reason]").get_text().strip()
    assert told == "现场管理未见；机构名称“安监局”（改为应急管理局）"


def test_where_nothing_was_confirmed_the_reasons_are_empty(town, visit):
    page = visit(COUNTY).get(f"/plans/{asked_plan().id}/versions/1/check")
    assert page.select_one("textarea[name=reason]").get_text().strip() == ""
