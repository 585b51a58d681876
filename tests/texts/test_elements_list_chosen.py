"""Which list of elements holds for a plan is chosen by a reviewer where the register can't tell."""

import pytest
from corpus import docx
from likeness_cast import work
from places import COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import town_plan
from sqlalchemy import select
from text_cast import paper_of
from visitors import text_of

from emergency.base.database import db
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.texts.elements import subkinds_of, types_of
from emergency.texts.facts import Subject
from emergency.texts.facts_remarks import Subkind
from emergency.texts.models_hints import PlanHint
from emergency.texts.models_remarks import PlanRemark

SPECIAL = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), title="冰冻灾害应急预案")


@pytest.fixture
def plan(town):
    made = town_plan(kinds=frozenset({PlanKind.UNIT}), title="幸福乡冬季集市应急预案")
    paper_of(made, TOWNSHIP, "预案.docx", docx("一、信息报告", "立即报告区应急局。", "二、主要任务", "维持秩序。"))
    work()
    return made


def test_the_title_decides_until_somebody_chooses(town):
    assert types_of(SPECIAL) == ["law28", "special"]
    chosen = Subject(SPECIAL.line, SPECIAL.kinds, title="供水保障应急预案", chosen="activity")
    assert types_of(chosen) == ["law28", "activity"]


def test_nothing_is_to_be_chosen_where_the_register_knows(town):
    assert subkinds_of(Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), joint=True)) == []
    assert subkinds_of(Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}))) == []
    assert subkinds_of(Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SPECIAL}))) == []
    assert Subkind.PROTECTION in subkinds_of(SPECIAL)


def test_a_choice_that_no_longer_fits_the_plan_is_passed_over(town):
    assert types_of(Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}), chosen="activity")) == ["village"]


def test_a_chosen_list_is_shown_with_who_chose_it_and_changes_the_hints(plan, visit):
    visitor = visit(COUNTY)
    assert "按预案名称判断为：单位应急预案" in text_of(visitor.get(f"/plans/{plan.id}/versions/1/text"))
    visitor.post(f"/plans/{plan.id}/list", {"verdict": "activity", "reason": "集市是大型活动"})
    page = text_of(visitor.get(f"/plans/{plan.id}/versions/1/text"))
    assert "核对人选定：重大活动保障" in page and "集市是大型活动" in page and "人员疏散撤离组织和路线" in page
    work()
    assert all(one.startswith("activity.") for one in db.session.scalars(select(PlanHint.element)))


def test_the_choice_is_taken_back(plan, visit):
    visitor = visit(COUNTY)
    visitor.post(f"/plans/{plan.id}/list", {"verdict": "activity", "reason": ""})
    visitor.post(f"/remarks/{db.session.scalars(select(PlanRemark)).one().id}/withdraw")
    assert "按预案名称判断为" in text_of(visitor.get(f"/plans/{plan.id}/versions/1/text"))


def test_only_what_fits_is_offered_and_only_to_whoever_judges(plan, visit):
    visit(COUNTY).post(f"/plans/{plan.id}/list", {"verdict": "support"}, 422)
    visit(NEIGHBOUR).get(f"/plans/{plan.id}/list", status=404)
    visit(keeper(plan.unit_id)).get(f"/plans/{plan.id}/list", status=403)


def test_a_plan_of_a_known_kind_has_nothing_to_choose(town, visit):
    visit(COUNTY).get(f"/plans/{town_plan().id}/list", status=404)
