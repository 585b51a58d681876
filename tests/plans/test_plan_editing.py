"""What was told of a plan is changed by one person at a time; the first telling stays on the trail."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from places import COUNTY, TOWNSHIP, XINGFU, keeper
from plan_cast import FIRST, SECOND_COUNTY, TOWN_BOOK, passed, second_version, town_plan, unit_at

from emergency.audit.queries import acts_on
from emergency.base.database import committed
from emergency.base.errors import Conflict, Forbidden, NotFound, Refusal
from emergency.evidence.facts import Secrecy
from emergency.obligations.facts import Cover
from emergency.plans import actions, actions_acts, actions_check, queries
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act

FIRE_TOO = replace(TOWN_BOOK, covers=frozenset({Cover.WORK_SAFETY, Cover.FIRE_EVACUATION}))


def test_of_two_editors_the_second_is_told(heihe: Flask) -> None:
    plan = town_plan()
    seen = plan.version
    with committed():
        actions.edit_plan(TOWNSHIP, plan.id, FIRE_TOO, seen=seen)
    with pytest.raises(Conflict, match="别人修改过"), committed():
        actions.edit_plan(COUNTY, plan.id, TOWN_BOOK, seen=seen)
    assert plan.covers == ["fire_evacuation", "work_safety"]


def test_what_an_accepted_plan_is_changes_only_at_the_desk_that_checks_it(heihe: Flask) -> None:
    plan = passed(town_plan())
    with pytest.raises(Refusal, match="只能由核对它的机构修改"), committed():
        actions.edit_plan(TOWNSHIP, plan.id, FIRE_TOO)
    with committed():
        actions.edit_plan(SECOND_COUNTY, plan.id, FIRE_TOO)
    assert plan.covers == ["fire_evacuation", "work_safety"]


def test_the_title_of_an_accepted_plan_stays_open(heihe: Flask) -> None:
    plan = passed(town_plan())
    with committed():
        actions.edit_plan(TOWNSHIP, plan.id, replace(TOWN_BOOK, title="幸福乡突发事件总体应急预案"))
    assert plan.title == "幸福乡突发事件总体应急预案"


def test_a_joint_plan_binds_every_leader(heihe: Flask) -> None:
    other = unit_at("231102202000")
    plan = town_plan(COUNTY, lead_ids=(other.id,))
    assert plan.joint
    assert queries.bound_unit_ids(plan.id) == {unit_at(XINGFU).id, other.id}
    assert queries.get_plan(keeper(other.id), plan.id) is plan


def test_a_partner_may_look_and_not_change(heihe: Flask) -> None:
    other = unit_at("231102202000")
    plan = town_plan(COUNTY, lead_ids=(other.id,))
    with pytest.raises(Forbidden, match="不能修改"), committed():
        actions.edit_plan(keeper(other.id), plan.id, TOWN_BOOK)


def test_a_partner_outside_the_scope_is_not_found(heihe: Flask) -> None:
    with pytest.raises(NotFound):
        town_plan(TOWNSHIP, lead_ids=(unit_at("231183100000").id,))


def test_a_draft_is_mended_freely(heihe: Flask) -> None:
    plan = town_plan(submit=False)
    told = RevisionDetails(
        {Act.ISSUED: date(2026, 3, 5), Act.EXPIRES: date(2031, 3, 5)}, document_number="幸政发[2026]4号"
    )
    with committed():
        revision = actions.edit_revision(TOWNSHIP, plan.id, told)
    assert revision.document_number == "幸政发〔2026〕4号"
    assert dates_of(revision)[Act.ISSUED] == date(2026, 3, 5)
    with committed():
        actions.edit_revision(TOWNSHIP, plan.id, FIRST)
    assert Act.EXPIRES not in dates_of(revision)


def test_what_was_passed_is_corrected_and_not_edited(heihe: Flask) -> None:
    plan = passed(town_plan())
    with pytest.raises(Refusal, match="更正日期"), committed():
        actions.edit_revision(TOWNSHIP, plan.id, FIRST)


def test_a_second_version_waits_for_the_first(heihe: Flask) -> None:
    plan = town_plan()
    with pytest.raises(Refusal, match="还没有办结"):
        second_version(plan, date(2026, 9, 1))


def test_a_new_version_is_not_older_than_the_one_in_force(heihe: Flask) -> None:
    plan = passed(town_plan())
    with pytest.raises(Refusal, match="早于现行第1版"):
        second_version(plan, date(2026, 2, 1))


def test_a_plan_does_not_turn_secret_by_an_edit(heihe: Flask) -> None:
    plan = town_plan()
    secret = replace(TOWN_BOOK, title="", covers=frozenset(), secrecy=Secrecy.CLASSIFIED)
    with pytest.raises(Refusal, match="重新登记"), committed():
        actions.edit_plan(TOWNSHIP, plan.id, secret)


def test_an_edit_after_a_return_keeps_the_way_open(heihe: Flask) -> None:
    plan = town_plan()
    with committed():
        actions_check.return_revision(SECOND_COUNTY, plan.id, 1, "文号有误")
    with committed():
        actions.edit_revision(TOWNSHIP, plan.id, replace(FIRST, document_number="幸政发〔2026〕5号"))
    assert plan.state == "returned"


def test_a_draft_is_not_moved_before_the_version_in_force(heihe: Flask) -> None:
    plan = passed(town_plan())
    with committed():
        actions.add_revision(TOWNSHIP, plan.id, RevisionDetails({Act.ISSUED: date(2026, 9, 1)}), submit=False)
    with pytest.raises(Refusal, match="早于现行第1版"), committed():
        actions.edit_revision(TOWNSHIP, plan.id, RevisionDetails({Act.ISSUED: date(2026, 1, 1)}))


def test_a_correction_keeps_versions_in_their_order(heihe: Flask) -> None:
    plan = passed(second_version(passed(town_plan()), date(2026, 9, 1)))
    for number, day in ((2, date(2026, 1, 1)), (1, date(2026, 10, 1))):
        (row,) = open_acts(queries.revision_of(plan, number), Act.ISSUED)
        with pytest.raises(Refusal, match="先后不符"), committed():
            actions_acts.correct_act(TOWNSHIP, plan.id, row.id, day, "笔误")


def test_the_trail_keeps_what_was_before_and_after(heihe: Flask) -> None:
    plan = passed(town_plan())
    told = {event.tag: (event.before, event.after) for event in acts_on("plan", plan.id)}
    assert told["plan.submit"] == ({"number": 1, "state": "draft"}, {"number": 1, "state": "submitted"})
    assert told["plan.pass"] == ({"number": 1, "state": "submitted"}, {"number": 1, "state": "passed"})
    assert ["lead", plan.unit_id] in told["plan.add"][1]["bodies"]
