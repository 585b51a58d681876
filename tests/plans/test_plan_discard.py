"""A draft that was never handed in may be thrown away; the trail keeps that it was there, nothing else is left."""

from dataclasses import replace
from datetime import date

import pytest
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import REGISTERING, TOWN_BOOK, passed, second_version, town_plan, unit_at, upload
from sqlalchemy import select, text
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.audit.rules import Tag
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Forbidden, NotFound, Refusal
from emergency.base.storage import store
from emergency.plans import actions, actions_check
from emergency.plans.actions_discard import discard_draft
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.queries import get_plan
from emergency.plans.queries_history import histories
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act
from emergency.verifying import verify_all


def discard(plan, scope=TOWNSHIP, **more):
    with committed():
        return discard_draft(scope, plan.id, **more)


def second_draft(plan):
    with committed():
        actions.add_revision(TOWNSHIP, plan.id, RevisionDetails({Act.ISSUED: date(2026, 9, 1)}), submit=False)
    return plan


def test_a_draft_goes_with_everything_that_hung_on_it(town):
    number = town_plan(submit=False).id
    discard(get_plan(TOWNSHIP, number))
    assert [db.session.scalars(select(model)).all() for model in (Plan, Revision, Milestone, PlanBody)] == [[]] * 4
    assert not db.session.execute(text("pragma foreign_key_check")).all()
    assert verify_all(town.config["SETTINGS"]) == []


def test_the_trail_keeps_what_the_draft_was(town):
    discard(town_plan(submit=False))
    told = db.session.scalars(select(AuditEvent).where(AuditEvent.tag == Tag.PLAN_DISCARD)).one()
    assert told.before["title"] == "幸福乡突发事件应急预案"
    assert told.before["version"]["dates"]["issued"] == "2026-03-02"


def test_its_number_is_never_given_again(town):
    plan = town_plan(submit=False)
    code, number = plan.code, plan.id
    discard(plan)
    again = town_plan(submit=False)
    assert (again.id, again.code) == (number + 1, f"YA{number + 1:06d}") != (number, code)


def test_bytes_that_another_paper_names_stay(go, town):
    visitor = go(TOWNSHIP)
    told = {name: value for name, value in REGISTERING.items() if name != "submit_now"}
    pages = [
        visitor.post(f"/units/{unit_at(XINGFU).id}/plans/new", {**told, "text": upload("同.pdf")}).location
        for _ in range(2)
    ]
    visitor.post(f"{pages[0]}/discard")
    assert len(list(store().hashes())) == 1


def test_what_was_handed_in_stays(town):
    plan = town_plan()
    with pytest.raises(Refusal, match="从未提交过"):
        discard(plan)
    with committed():
        actions_check.return_revision(COUNTY, plan.id, 1, "扫描件不完整或看不清")
    with pytest.raises(Refusal, match="从未提交过"):
        discard(plan)


def test_of_a_plan_in_force_only_the_new_draft_goes(town):
    plan = second_draft(passed(town_plan()))
    with committed():
        actions.edit_plan(COUNTY, plan.id, replace(TOWN_BOOK, covers=frozenset()))
    assert discard(plan) is plan
    assert (plan.latest, plan.state, plan.in_force) == (1, "passed", 1)
    assert [history.covers for history in histories([plan.unit_id])] == [frozenset()]
    second_version(plan, date(2026, 10, 1))
    assert (plan.latest, plan.state) == (2, "submitted")
    assert verify_all(town.config["SETTINGS"]) == []


def test_a_plan_whose_superior_was_a_draft_has_none_then(town):
    superior = town_plan(submit=False)
    below = town_plan(superior_plan_id=superior.id)
    discard(superior)
    assert below.superior_plan_id is None


@pytest.mark.parametrize("scope", [NEIGHBOUR, keeper(0)])
def test_a_stranger_does_not_find_the_draft(town, scope):
    with pytest.raises(NotFound):
        discard(town_plan(submit=False), scope)


def test_a_partner_of_a_joint_draft_does_not_throw_it_away(town):
    other = unit_at("231102202000")
    plan = town_plan(COUNTY, lead_ids=(other.id,), submit=False)
    with pytest.raises(Forbidden):
        discard(plan, keeper(other.id))


def test_a_draft_that_somebody_changed_meanwhile_stays(town):
    plan = town_plan(submit=False)
    with pytest.raises(Conflict):
        discard(plan, seen=plan.version - 1)


def test_the_page_of_a_draft_offers_it_and_its_file_goes(go, town):
    visitor = go(TOWNSHIP)
    told = {name: value for name, value in REGISTERING.items() if name != "submit_now"}
    page = visitor.post(f"/units/{unit_at(XINGFU).id}/plans/new", {**told, "text": upload()}).location
    assert "删除草稿" in text_of(visitor.get(page)) and "废止" not in text_of(visitor.get(page), ".actions")
    visitor.get(f"{page}/discard")
    answer = visitor.post(f"{page}/discard")
    assert "草稿已删除" in text_of(visitor.get(answer.location), "body")
    visitor.get(page, 404)
    assert not list(store().hashes())


def test_a_draft_whose_file_was_purged_keeps_that_record(go, town):
    visitor = go(TOWNSHIP)
    told = {name: value for name, value in REGISTERING.items() if name != "submit_now"}
    page = visitor.post(f"/units/{unit_at(XINGFU).id}/plans/new", {**told, "text": upload()}).location
    go(CITY).post("/papers/1/purge", {"ground": "secret", "noticed": "核对时发现"})
    assert "清除记录必须保留" in visitor.post(f"{page}/discard", status=422).text
