"""From what is owed to the scheduler's questions: season, what stands already, what one drill may serve."""

from dataclasses import replace
from datetime import date

from emergency.programme.owed import Owed, Unknown, Year
from emergency.programme.planned import Planned
from emergency.programme.tasks import Draft, Known, Watch, drafts_of, merged
from emergency.programme.traits import Exercise, Host, place_of
from emergency.programme.words import LineKind
from emergency.units.facts import UnitKind

YEAR = Year(2027, date(2026, 11, 22))
TOWN, VILLAGE, SCHOOL = 1, 2, 3
HOSTS = {
    TOWN: Host(UnitKind.TOWNSHIP, "231102200000"),
    VILLAGE: Host(UnitKind.VILLAGE, "231102200202"),
    SCHOOL: Host(UnitKind.SCHOOL, "231102200000"),
}


def owed(unit=TOWN, rule="DR-03", term="due", plan=None, exercises=None) -> Owed:
    days = (date(2027, 1, 1), date(2027, 12, 31))
    return Owed(unit, rule, 1, plan, exercises, term, *days, days[1])


def drafts(*found: Owed, planned=(), watches=(), exercises=None, unknown=()) -> list[Draft]:
    known = Known(HOSTS, exercises or {}, planned, watches)
    return drafts_of(found, unknown, known, YEAR)


def test_a_village_drills_on_any_day_and_uses_its_townships_limit():
    [draft] = drafts(owed(VILLAGE, "DR-99"))
    assert draft.rest == "village"
    assert draft.task().place == "231102200000"
    assert {"village", "outdoor"} <= draft.traits


def test_a_schools_monthly_evacuation_is_short_and_wide_apart():
    [draft] = drafts(owed(SCHOOL, "DR-12", "2027-03"))
    assert draft.traits == {"school", "short"}
    assert (draft.spacing, draft.rest) == (20, "office")


def test_the_plan_tells_the_season():
    told = {5: Exercise("forest_fire", "森林火灾应急预案"), 6: Exercise("flood", "凌汛灾害应急预案")}
    fire, flood = drafts(
        owed(rule="DR-01", plan=5, exercises=5), owed(rule="DR-01", plan=6, exercises=6), exercises=told
    )
    assert "fire" in fire.traits
    assert {"flood", "ice_flood"} <= flood.traits


def test_a_drill_planned_for_the_duty_stays_where_it_stands():
    drill = Planned(40, TOWN, date(2027, 5, 12), (("DR-03", None),))
    [draft] = drafts(owed(), planned=[drill])
    assert (draft.drill_id, draft.task().locked) == (40, date(2027, 5, 12))


def test_a_drill_of_the_year_before_that_will_meet_the_duty_leaves_nothing_to_place():
    drill = Planned(40, TOWN, date(2026, 12, 11), (("DR-03", None),))
    assert drafts(owed(), planned=[drill]) == []


def test_a_drill_for_no_owed_duty_is_load():
    drill = Planned(41, TOWN, date(2027, 5, 12))
    kinds = [draft.kind for draft in drafts(owed(), planned=[drill])]
    assert kinds == [LineKind.DUTY, LineKind.KNOWN]


def test_an_observer_attends_where_it_was_told_to():
    schools = Watch("教育组#1", "231102", frozenset({UnitKind.SCHOOL}))
    town, school = drafts(owed(), owed(SCHOOL, "DR-12", "2027-03"), watches=[schools])
    assert (town.crews, school.crews) == ((), ("教育组#1",))


def test_missing_terms_stand_in_the_list_with_what_to_do():
    [gap] = drafts(unknown=[Unknown(SCHOOL, "DR-12", date(2027, 2, 1))])
    assert gap.kind is LineKind.UNKNOWN
    assert "2027年2月" in gap.sentence


def test_two_duties_of_one_unit_become_one_drill_where_the_counting_allows():
    both = drafts(owed(), owed(rule="DR-08", term="2027"))
    [one] = merged(both)
    assert one.serves == (("DR-03", None), ("DR-08", None))


def test_two_periods_of_one_rule_stay_two_drills():
    both = drafts(owed(SCHOOL, "DR-12", "2027-03"), owed(SCHOOL, "DR-12", "2027-04"))
    assert len(merged(both)) == 2


def test_windows_without_a_common_day_stay_two_drills():
    first, second = drafts(owed(), owed(rule="DR-08", term="2027"))
    apart = [replace(first, last=date(2027, 3, 1)), replace(second, first=date(2027, 3, 2))]
    assert len(merged(apart)) == 2


def test_a_county_office_uses_the_countys_own_limit():
    assert place_of("231102000000") == "231102000000"
    assert place_of("231102200202") == "231102200000"
