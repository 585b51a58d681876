"""One drill for several duties: only where the counting rule lets it, and then said on the line and the drill."""

from dataclasses import replace
from datetime import date

from places import HEIHE
from plan_cast import SECRET_PLAN, unit_at
from programme_cast import CITY, COUNTY, again, lines_of, made

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.jobs import Job, work_once
from emergency.drills.models import Drill
from emergency.obligations.actions import set_counting
from emergency.plans import actions, actions_check
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act
from emergency.programme.actions_accept import accept_line
from emergency.programme.actions_make import ask_programme
from emergency.programme.queries import gave_up
from emergency.programme.words import Making
from emergency.units.queries_regions import get_region


def sharing() -> None:
    with committed():
        set_counting(system_scope(), "one_drill_many_duties", True, date(2026, 1, 1), "市里明确")


def test_each_duty_has_its_own_drill_by_default(district):
    programme = made()
    assert not programme.sharing
    assert all(len(line.serves) == 1 for line in lines_of(programme).values())


def test_where_it_is_allowed_one_drill_serves_several_duties(district):
    sharing()
    programme = made()
    line = next(line for line in lines_of(programme).values() if len(line.serves) > 1)
    assert programme.sharing
    with committed():
        number = accept_line(COUNTY, programme, line, line.version)
    duties = {duty.rule_id for duty in db.session.get_one(Drill, number).duties}
    assert duties == {rule_id for rule_id, _ in line.serves}


def test_the_drill_of_a_secret_plan_tells_nothing_but_its_code(district):
    scope, city = replace(CITY, person_id=21), unit_at(HEIHE)
    with committed():
        plan = actions.register(
            CITY, city.id, SECRET_PLAN, RevisionDetails({Act.ISSUED: date(2025, 3, 2)}), submit=True
        )
    with committed():
        actions_check.pass_revision(scope, plan.id, 1)
    programme = made(CITY, HEIHE, 2028)
    line = next(line for line in lines_of(programme).values() if line.plan_id == plan.id)
    with committed():
        drill = db.session.get_one(Drill, accept_line(CITY, programme, line, line.version))
    assert again(plan).code in drill.title
    assert not (drill.summary or drill.place or drill.hazard)


def test_a_making_that_was_given_up_stands_in_nobodys_way(district):
    with committed():
        first = ask_programme(COUNTY, get_region(CITY, "231102000000"), 2027, 2, 0)
    with committed():
        db.session.scalars(db.select(Job)).one().state = "failed"
    assert gave_up(first.id)
    with committed():
        second = ask_programme(COUNTY, get_region(CITY, "231102000000"), 2027, 2, 0)
    while work_once():
        pass
    assert (again(first).state, again(second).state) == (Making.REPLACED, Making.READY)
