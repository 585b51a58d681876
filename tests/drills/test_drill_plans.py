"""A drill names the plans that it exercises; their pages show it."""

from drill_cast import TOWNSHIP, form_values, planned, unit_of
from plan_cast import passed, town_plan

from emergency.drills.queries_duties import offered_duties, plan_lines
from emergency.drills.rules_offers import WITHOUT_PLAN


def test_the_form_offers_the_plans_of_the_unit_and_keeps_the_chosen(go):
    plan = passed(town_plan())
    visitor = go(TOWNSHIP)
    assert "幸福乡突发事件应急预案" in visitor.get(f"/units/{unit_of().id}/drills/new").get_text()
    where = visitor.post(f"/units/{unit_of().id}/drills/new", form_values(plans=str(plan.id))).location
    assert "幸福乡突发事件应急预案" in visitor.get(where).get_text()


def test_the_page_of_a_plan_shows_the_drills_that_exercised_it(go):
    plan = passed(town_plan())
    drill = planned(plan_ids=(plan.id,))
    assert plan_lines(drill) == [(plan.id, "幸福乡突发事件应急预案")]
    assert drill.title in go(TOWNSHIP).get(f"/plans/{plan.id}").get_text()


def test_with_its_plan_in_force_a_duty_is_offered_without_a_warning(town):
    day = planned().starts_at.date()
    warned = {offer.rule.id: offer.note for offer in offered_duties(unit_of(), day)}
    passed(town_plan())
    settled = {offer.rule.id: offer.note for offer in offered_duties(unit_of(), day)}
    assert (warned["DR-03"], settled["DR-03"]) == (WITHOUT_PLAN, "")


def test_a_plan_of_another_unit_is_refused(go):
    answer = go(TOWNSHIP).post(f"/units/{unit_of().id}/drills/new", form_values(plans="999"), 422)
    assert "已不在可选范围" in answer.get_data(as_text=True)
