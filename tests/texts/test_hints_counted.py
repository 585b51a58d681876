"""The desk counts the plans whose text has hints that wait; the list behind it has as many, and the Excel too."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from corpus import docx
from flask_migrate import downgrade, upgrade
from likeness_cast import two_alike, work
from openpyxl import load_workbook
from places import CITY, COUNTY, EDUCATION, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import TOWN_BOOK, passed, town_plan
from sqlalchemy import select
from text_cast import paper_of
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.jobs import Job
from emergency.evidence.actions import purge
from emergency.evidence.facts import PurgeGround
from emergency.evidence.models import Paper
from emergency.obligations.facts import PlanKind
from emergency.plans import actions, actions_acts
from emergency.texts.models_hints import PlanHint
from emergency.texts.models_remarks import PlanRemark

LIST = "/texts/questions"
SENTENCE = "由乡人民政府负责，各村和有关单位按照分工做好工作。"


@pytest.fixture
def plan(town):
    made = town_plan()
    paper_of(
        made, TOWNSHIP, "预案.docx", docx("一、预警信息传播", SENTENCE, "二、信息报告", SENTENCE, "三、附则", SENTENCE)
    )
    work()
    return made


def on_the_desk(visitor):
    found = re.search(r"(\d+)\s*文本提示待处理", text_of(visitor.get("/")))
    return int(found[1]) if found else 0


def on_the_list(visitor, asked=""):
    page = text_of(visitor.get(LIST + asked))
    found = re.search(r"共 (\d+) 份", page)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(("scope", "number"), [(CITY, 1), (COUNTY, 1), (TOWNSHIP, 1), (NEIGHBOUR, 0), (EDUCATION, 0)])
def test_the_desk_and_the_list_say_the_same_within_the_viewers_scope(plan, visit, scope, number):
    visitor = visit(scope)
    assert (on_the_desk(visitor), on_the_list(visitor)) == (number, number)


def test_the_unit_itself_has_no_such_counter(plan, visit):
    assert "文本提示待处理" not in text_of(visit(keeper(plan.unit_id)).get("/"))


def test_the_list_has_as_many_hints_as_the_page_of_the_text(plan, visit):
    visitor = visit(COUNTY)
    page = text_of(visitor.get(f"/plans/{plan.id}/versions/1/text"))
    shown = [int(number) for number in re.findall(r"待处理提示 (\d+) 项", page)]
    sheet = load_workbook(BytesIO(visitor.fetch(f"{LIST}?sheet=xlsx").data)).active
    [row] = [row for row in sheet.iter_rows(values_only=True) if row[0] and str(row[0]).startswith("幸福乡突发事件")]
    assert [int(cell) for cell in row[2:4]] == shown and sum(shown) == len(db.session.scalars(select(PlanHint)).all())


def test_what_was_judged_waits_no_more_and_waits_again_when_taken_back(plan, visit):
    visitor = visit(COUNTY)
    for hint in db.session.scalars(select(PlanHint.element)).all():
        visitor.post(f"/plans/{plan.id}/versions/1/elements/{hint}", {"verdict": "dismissed", "reason": "见附件"})
    assert (on_the_desk(visitor), on_the_list(visitor)) == (0, 0)
    db.session.rollback()
    visitor.post(f"/remarks/{db.session.scalars(select(PlanRemark.id)).first()}/withdraw")
    assert (on_the_desk(visitor), on_the_list(visitor)) == (1, 1)


def test_another_description_of_the_plan_has_other_hints(plan, visit):
    before = set(db.session.scalars(select(PlanHint.element)))
    db.session.rollback()
    with committed():
        actions.edit_plan(TOWNSHIP, plan.id, replace(TOWN_BOOK, kinds=frozenset({PlanKind.UNIT})))
    work()
    after = set(db.session.scalars(select(PlanHint.element)))
    assert before != after and all(element.startswith("unit.") for element in after)


def test_the_list_is_narrowed_by_region_and_by_what_is_asked(plan, visit):
    visitor = visit(CITY)
    assert on_the_list(visitor, "?what=B") == 1 and on_the_list(visitor, "?what=copied") == 0
    assert on_the_list(visitor, "?region=231102200000") == 1 and on_the_list(visitor, "?region=231183000000") == 0


def test_plans_that_are_alike_wait_until_one_side_is_judged(town, visit):
    one, other = two_alike()
    visitor = visit(COUNTY)
    assert on_the_list(visitor, "?what=copied") == 2
    address = f"/plans/{one.id}/questions/judge?kind=copied&key={other.id}"
    visitor.post(address, {"verdict": "dismissed", "reason": "两村共用一份"})
    assert on_the_list(visitor, "?what=copied") == 0
    assert "两村共用一份" in text_of(visitor.get(f"/plans/{other.id}/questions"))


def test_an_abolished_plan_waits_for_nobody(plan, visit):
    db.session.rollback()
    with committed():
        actions_acts.abolish(COUNTY, passed(plan).id, date(2026, 10, 8), "机构改革")
    assert on_the_list(visit(COUNTY)) == 0


def test_the_upgrade_asks_for_the_hints_of_older_texts_and_goes_back(plan):
    kept = len(db.session.scalars(select(PlanHint)).all())
    db.session.remove()
    downgrade(revision="0045_ledger_dispatch")
    upgrade()
    assert not db.session.scalars(select(PlanHint)).all()
    work()
    assert len(db.session.scalars(select(PlanHint)).all()) == kept


def test_the_hints_go_with_the_file_when_it_is_purged(plan):
    db.session.rollback()
    with committed():
        purge(CITY, db.session.scalars(select(Paper)).one(), PurgeGround.SECRET, "核对时发现")
    assert not db.session.scalars(select(PlanHint)).all()


def test_a_plan_without_text_asks_for_no_job(town):
    made = town_plan()
    with committed():
        actions.edit_plan(TOWNSHIP, made.id, replace(TOWN_BOOK, title="幸福乡总预案"))
    assert not db.session.scalars(select(Job).where(Job.kind == "text_hints")).all()
