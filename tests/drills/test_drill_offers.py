"""Which duties a drill may be held for: those that bind the unit, and no others."""

from dataclasses import replace
from datetime import date

import pytest
from drill_cast import CITY, COUNTY, HELD, PLANNED, TOWNSHIP, again, form_values, planned, unit_of

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DutyChoice
from emergency.drills.queries_duties import counting_words
from emergency.drills.rules_offers import WITHOUT_PLAN, offers, why_not_chosen
from emergency.drills.words import Content, Form
from emergency.obligations.actions import set_counting
from emergency.obligations.catalogue import book_of
from emergency.obligations.facts import BodyRole, Cover, PlanHistory, PlanKind, PlanLine
from emergency.seeding import law_rows
from emergency.units.facts import FactSpan, UnitHistory, UnitKind

BOOK = book_of(law_rows())
DAY = date(2026, 6, 18)
LONG_AGO = date(2020, 1, 1)


def a_unit(kind=UnitKind.TOWNSHIP, **facts):
    spans = {name: (FactSpan(value, LONG_AGO),) for name, value in facts.items()}
    return UnitHistory(7, kind, "231102200000", LONG_AGO, facts=spans)


def a_plan(plan_id, *kinds, covers=(), line=PlanLine.GOVERNMENT):
    bodies = {BodyRole.LEAD: (7,), BodyRole.APPROVER: (7,), BodyRole.ISSUER: (7,)}
    return PlanHistory(plan_id, line, frozenset(kinds), frozenset(covers), bodies=bodies)


def ids(found):
    return [(offer.rule.id, offer.plan_id) for offer in found]


def test_a_township_is_offered_its_work_safety_drill():
    found = offers(a_unit(), [a_plan(3, PlanKind.TOWNSHIP, covers=[Cover.WORK_SAFETY])], BOOK, DAY)
    assert ("DR-03", None) in ids(found)
    assert all(rule_id not in ("DR-01", "DR-05a", "DR-12") for rule_id, _ in ids(found))


def test_without_its_plan_a_duty_is_offered_with_a_warning():
    (offer,) = [offer for offer in offers(a_unit(), [], BOOK, DAY) if offer.rule.id == "DR-03"]
    assert offer.note == WITHOUT_PLAN


def test_a_duty_that_speaks_of_plans_is_offered_once_a_plan():
    plans = [a_plan(3, PlanKind.SPECIAL), a_plan(4, PlanKind.DEPARTMENT), a_plan(5, PlanKind.GENERAL)]
    found = offers(a_unit(UnitKind.DEPARTMENT), plans, BOOK, DAY)
    assert [pair for pair in ids(found) if pair[0] == "DR-01"] == [("DR-01", 3), ("DR-01", 4)]


def test_a_designation_is_a_fact_and_never_inferred():
    bare = ids(offers(a_unit(UnitKind.SCHOOL), [], BOOK, DAY))
    named = ids(offers(a_unit(UnitKind.SCHOOL, fire_key_unit=True), [], BOOK, DAY))
    assert ("DR-07", None) not in bare and ("DR-07", None) in named


def test_before_its_first_version_a_rule_is_not_offered():
    assert not {"DR-01", "DR-03"} & {rule_id for rule_id, _ in ids(offers(a_unit(), [], BOOK, date(2018, 1, 1)))}


def test_a_live_drill_is_asked_where_the_rule_asks_it():
    found = offers(a_unit(UnitKind.SCHOOL, fire_key_unit=True), [], BOOK, DAY)
    chosen = [DutyChoice("DR-07")]
    said = why_not_chosen(chosen, found, Content.SINGLE, Form.TABLETOP, may_share=False)
    assert "DR-07" in said and "实战演练" in said
    assert why_not_chosen(chosen, found, Content.SINGLE, Form.LIVE, may_share=False) is None


def test_the_form_offers_the_duties_with_their_articles(go):
    page = go(TOWNSHIP).get(f"/units/{unit_of().id}/drills/new")
    assert "DR-03" in page.select_one("fieldset#duties").get_text()
    assert "国务院令708号" in page.select_one("details.wide").get_text()


def test_a_chosen_duty_is_kept_and_shown_with_its_article(go):
    visitor = go(TOWNSHIP)
    where = visitor.post(f"/units/{unit_of().id}/drills/new", form_values(duties="DR-03:")).location
    page = visitor.get(where).get_text()
    assert "DR-03" in page and "国务院令708号" in page and "一次演练只抵所确认的一项义务" in page


def test_a_duty_that_does_not_bind_the_unit_is_refused(town):
    with pytest.raises(Refusal, match="不适用"):
        planned(duties=(DutyChoice("DR-07"),))


def test_two_duties_are_refused_unless_the_counting_rule_allows_them(town):
    two = replace(PLANNED, duties=(DutyChoice("DR-03"), DutyChoice("DR-20")))
    with pytest.raises(Refusal, match="只抵一项"):
        planned(duties=two.duties)
    with committed():
        set_counting(system_scope(), "one_drill_many_duties", True, date(2026, 1, 1), "会议决定")
    drill = planned(duties=two.duties)
    assert counting_words(drill) == "计算口径：一次演练经确认可抵多项义务。"


def test_the_duties_are_chosen_anew_when_the_drill_is_recorded(town):
    drill = planned(duties=(DutyChoice("DR-03"),))
    with committed():
        hold_drill(COUNTY, again(drill), unit_of(), replace(HELD, duties=(DutyChoice("DR-20"),)), drill.version)
    assert [row.rule_id for row in again(drill).duties] == ["DR-20"]


def test_the_city_sees_what_the_township_chose(go):
    drill = planned(duties=(DutyChoice("DR-03"),))
    assert "DR-03" in go(CITY).get(f"/drills/{drill.id}").get_text()
