"""What the register sees by itself: law switched, a unit changed, its head, its name, its marks of danger."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from places import CITY, COUNTY, TOWNSHIP, XINGFU
from plan_cast import EVERYTHING, passed, second_version, unit_at
from trigger_cast import line_of, plan_in_force, triggers_of

from emergency.audit.models import AuditEvent
from emergency.base.database import FAR_DAY, committed, db
from emergency.obligations.actions import seed_law, switch_rule
from emergency.plans.models_triggers import ReviewTrigger
from emergency.seeding import law_rows
from emergency.units import actions_facts, actions_regions, actions_succession
from emergency.units.actions_facts import ContactDetails, record_fact
from emergency.units.lines import ContactRole
from emergency.units.models_regions import Region
from emergency.units.timeline import Stretch

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
CHANGED = date(2026, 9, 1)


@pytest.fixture
def plan(covered):
    """The town's plan, in a register with its law."""
    with time_machine.travel(NOW, tick=False):
        yield plan_in_force()


def after(plan, act: Callable[[], object]) -> list[tuple[str, date, str, str]]:
    """(kind, day, state, fact) of what stands on the plan after an act."""
    with committed():
        act()
    return [(one.kind, one.day, one.state, line_of(one).facts[-1].text) for one in triggers_of(plan)]


def head(name: str) -> ContactDetails:
    return ContactDetails(ContactRole.HEAD, name, "乡长", "0456-8221234", CHANGED)


def test_a_renamed_unit(plan):
    unit, name = unit_at(XINGFU), unit_at(XINGFU).name
    told = after(plan, lambda: actions_succession.rename_unit(COUNTY, unit, "幸福镇人民政府", CHANGED, "黑政函7号"))
    assert told == [("bodies", CHANGED, "draft", f"“{name}”更名为“幸福镇人民政府”（黑政函7号）。")]


def test_a_renamed_region_renames_its_unit(plan):
    region = db.session.get_one(Region, XINGFU)
    told = after(plan, lambda: actions_regions.rename_region(CITY, region, "新幸福乡", CHANGED, "黑政函8号"))
    assert [one[:3] for one in told] == [("bodies", CHANGED, "draft")]


def test_another_head_and_nothing_of_who_it_is(plan):
    unit = unit_at(XINGFU)
    assert after(plan, lambda: actions_facts.add_contact(COUNTY, unit, head("张某"))) == []
    told = after(plan, lambda: actions_facts.add_contact(COUNTY, unit, head("李某")))
    assert told == [("bodies", CHANGED, "draft", f"“{unit.name}”的负责人变更。")]


def test_the_same_head_checked_again_is_no_change(plan):
    unit = unit_at(XINGFU)
    with committed():
        contact = actions_facts.add_contact(COUNTY, unit, head("张某"))
    assert after(plan, lambda: actions_facts.edit_contact(COUNTY, unit, contact, head("张某"))) == []


def test_a_mark_of_danger_that_came_after_the_plan(plan):
    unit = unit_at(XINGFU)
    days = Stretch(CHANGED, FAR_DAY)
    told = after(plan, lambda: record_fact(COUNTY, unit, "hazard_prone", True, days, "风险普查"))
    assert told == [("risk", CHANGED, "draft", f"“{unit.name}”的位于灾害易发区由“未登记”改为“是”。")]


def test_a_mark_that_held_before_the_plan_was_made(plan):
    unit = unit_at(XINGFU)
    days = Stretch(date(2020, 1, 1), FAR_DAY)
    assert after(plan, lambda: record_fact(COUNTY, unit, "hazard_prone", True, days, "风险普查")) == []


def test_the_same_value_from_another_source_is_no_change(plan):
    unit, days = unit_at(XINGFU), Stretch(CHANGED, FAR_DAY)
    after(plan, lambda: record_fact(COUNTY, unit, "hazard_prone", True, days, "风险普查"))
    later = Stretch(date(2026, 10, 1), FAR_DAY)
    told = after(plan, lambda: record_fact(COUNTY, unit, "hazard_prone", True, later, "防灾规划"))
    assert len(told) == 1 and len(line_of(triggers_of(plan)[0]).facts) == 1


def test_a_rule_switched_off_concerns_the_plans_of_which_it_speaks(plan):
    told = after(plan, lambda: switch_rule(CITY, "BA-06", enabled=False, since=CHANGED, reason="省办法另有规定"))
    assert [one[:3] for one in told] == [("law", CHANGED, "draft")] and "BA-06" in told[0][3]


def test_a_rule_that_speaks_of_other_plans_concerns_it_not(plan):
    assert after(plan, lambda: switch_rule(CITY, "BA-07", enabled=False, since=CHANGED, reason="另有规定")) == []


def test_a_rule_switched_to_what_it_was_is_no_change(plan):
    assert after(plan, lambda: switch_rule(CITY, "BA-06", enabled=True, since=CHANGED, reason="重申")) == []


def test_a_new_version_in_the_catalogue(plan):
    rows = [dict(row) for row in law_rows()]
    (old,) = [row for row in rows if row["id"] == "BA-06"]
    new, old["valid_to"] = {**old, "version": 2, "valid_from": CHANGED}, CHANGED
    told = after(plan, lambda: seed_law(EVERYTHING, [*rows, new], {}))
    assert [one[:2] for one in told] == [("law", CHANGED)] and "第2版" in told[0][3]


def test_it_is_told_on_the_trail_in_the_same_transaction(plan):
    with committed():
        actions_succession.rename_unit(COUNTY, unit_at(XINGFU), "幸福镇人民政府", CHANGED, "黑政函7号")
    query = db.select(AuditEvent.sentence).where(AuditEvent.tag == "plan.trigger-raise")
    assert [sentence.endswith("1 份预案待确认是否修订。") for sentence in db.session.scalars(query)] == [True]


def test_a_refused_act_raises_nothing(plan):
    with pytest.raises(RuntimeError), committed():
        actions_succession.rename_unit(COUNTY, unit_at(XINGFU), "幸福镇人民政府", CHANGED, "黑政函7号")
        raise RuntimeError("the page could not be made")
    assert db.session.scalar(db.select(db.func.count(ReviewTrigger.id))) == 0


def test_a_version_made_after_it_happened_takes_it_in(plan):
    passed(second_version(plan, date(2026, 10, 8), scope=TOWNSHIP))
    unit = unit_at(XINGFU)
    assert after(plan, lambda: actions_succession.rename_unit(COUNTY, unit, "幸福镇", CHANGED, "黑政函7号")) == []
