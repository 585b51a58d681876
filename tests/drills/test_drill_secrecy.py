"""Of a drill of a 涉密 or 工作秘密 plan only code and days are kept: nothing that somebody typed, on any form."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from drill_cast import CITY, COUNTY, HELD, PLANNED, again, form_values, hold_values, planned, unit_of
from openpyxl import load_workbook
from places import AIHUI
from plan_cast import ISSUED, SECRET_PLAN, passed
from sqlalchemy import select, text
from test_drill_papers import picture
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.storage import store
from emergency.drills import actions, actions_check, actions_record
from emergency.drills.actions_report import ReportDetails, report_drill
from emergency.drills.facts import HeldDetails
from emergency.drills.models import Drill
from emergency.drills.queries_report import report_of
from emergency.drills.words import Part
from emergency.evidence.facts import Secrecy
from emergency.plans.actions import register
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act

LEAK = "龙江密语"
WORDS = ("title", "hazard", "place", "partners", "participating", "observing", "summary", "reason", "text",
         "responsible", "outcome")  # fmt: skip
SAID = {**dict.fromkeys(WORDS, LEAK), "event_class": "natural", "participants": "88123", "indoors": "y"}
NEUTRAL = replace(PLANNED, title="", event_class=None, hazard="", place="")
SILENT = HeldDetails(date(2026, 6, 18), HELD.content, HELD.form, HELD.purpose)


@pytest.fixture(params=[Secrecy.CLASSIFIED, Secrecy.WORK_SECRET])
def plan(request, town):
    with committed():
        details = replace(SECRET_PLAN, secrecy=request.param)
        made = register(COUNTY, unit_of(AIHUI).id, details, RevisionDetails({Act.ISSUED: ISSUED}))
    return passed(made, CITY)


@pytest.fixture
def drill(plan) -> Drill:
    with committed():
        return actions.create_drill(COUNTY, unit_of(AIHUI), replace(NEUTRAL, plan_ids=(plan.id,)))


def everything_kept() -> str:
    """Every value of every table, as one text, but for hashes: five digits come up in those by chance."""
    db.session.rollback()
    tables = db.session.scalars(text("select name from sqlite_master where type = 'table'")).all()
    rows = (str(tuple(row)) for name in tables for row in db.session.execute(text(f'select * from "{name}"')))
    return re.sub("[0-9a-f]{64}", "", "\n".join(rows))


def only_drill() -> Drill:
    db.session.rollback()
    return db.session.scalars(select(Drill)).one()


def send(go, path, values, scope=COUNTY):
    """Send a form as somebody would who adds fields to it; the version is the newest."""
    visitor = go(scope)
    told = {"csrf_token": visitor.token(), **SAID, **values}
    return visitor.client.post(path, data=told, content_type="multipart/form-data")


def test_nothing_typed_into_any_form_of_such_a_drill_is_kept(go, plan):
    values = form_values(**SAID, plans=str(plan.id))
    assert send(go, f"/units/{unit_of(AIHUI).id}/drills/new?secret=1", values).status_code == 303
    number = only_drill().id
    held = hold_values(**SAID, plans=str(plan.id))
    for act in ("edit", "move", "confirm", "hold", "findings/new", "hold", "return", "cancel"):
        told = {**held, "record": [picture(f"{LEAK}.png")]} if act == "hold" else {**values, "day": "2026-07-12"}
        send(go, f"/drills/{number}/{act}", {**told, "seen": str(only_drill().version)}, CITY)
    for day in ("2026-06-19", "2026-06-20"):
        send(go, f"/drills/{number}/report", {"on": day, "target": LEAK}, CITY)
    kept = everything_kept()
    assert LEAK not in kept and "88123" not in kept and not list(store().hashes())
    assert only_drill().state == "held" and only_drill().held_on == date(2026, 6, 18)


def test_such_a_drill_is_called_by_the_code_of_its_plan(drill, plan):
    kind = "涉密" if plan.secrecy == Secrecy.CLASSIFIED else "工作秘密"
    assert again(drill).title == f"{kind}预案演练（代号 {plan.code}）"


def test_the_ordinary_form_does_not_offer_the_plan_and_leads_to_the_other(go, plan):
    path = f"/units/{unit_of(AIHUI).id}/drills/new"
    page = go(COUNTY).get(path)
    assert plan.code not in text_of(page) and page.select_one(f'a[href="{path}?secret=1"]')
    go(COUNTY).post(path, form_values(title=LEAK, plans=str(plan.id)), 422)
    assert LEAK not in everything_kept()


def test_the_forms_of_such_a_drill_ask_for_no_text(go, drill):
    for path in (f"/units/{drill.organiser_id}/drills/new?secret=1", *(f"/drills/{drill.id}/{act}" for act in
                 ("edit", "move", "cancel", "hold", "return"))):  # fmt: skip
        page = go(CITY).get(path)
        assert not page.select('main textarea, main input[type="text"], main input[type="file"]'), path
        assert not page.select('main input[name="participants"], main input[name="place"]'), path


@pytest.mark.parametrize("told", [{"title": LEAK}, {"place": LEAK}, {"hazard": LEAK}, {"partners": LEAK},
                                  {"event_class": PLANNED.event_class}, {"announced": True},
                                  {"parts": ((1, Part.OBSERVER),)}])  # fmt: skip
def test_planning_refuses_what_is_told_beside_code_and_days(plan, told):
    details = replace(NEUTRAL, plan_ids=(plan.id,), **told)
    with pytest.raises(Refusal, match="只登记代号和日期"), committed():
        actions.create_drill(COUNTY, unit_of(AIHUI), details)
    assert LEAK not in everything_kept()


@pytest.mark.parametrize("told", [{"place": LEAK}, {"summary": LEAK}, {"participants": 5}, {"indoors": True}])
def test_recording_refuses_what_is_told_beside_code_and_days(drill, plan, told):
    held = replace(SILENT, plan_ids=(plan.id,), **told)
    with pytest.raises(Refusal, match="只登记代号和日期"), committed():
        actions_record.hold_drill(COUNTY, again(drill), unit_of(AIHUI), held, drill.version)


def test_reasons_are_fixed_ones(drill, plan):
    def refused(act, *words):
        with pytest.raises(Refusal, match="只登记代号和日期"), committed():
            act(CITY, again(drill), *words, again(drill).version)

    refused(actions.move_drill, replace(PLANNED.span, all_day=True), LEAK)
    refused(actions.cancel_drill, LEAK)
    held = replace(SILENT, plan_ids=(plan.id,))
    with committed():
        actions_record.hold_drill(COUNTY, again(drill), unit_of(AIHUI), held, drill.version)
    refused(actions_record.correct_record, unit_of(AIHUI), held, LEAK)
    refused(actions_check.return_drill, unit_of(AIHUI), LEAK)


def test_a_drill_does_not_become_one_of_a_secret_plan(plan):
    told = planned(COUNTY, AIHUI)
    with pytest.raises(Refusal, match="不能互相改"), committed():
        actions.edit_drill(COUNTY, again(told), unit_of(AIHUI), replace(NEUTRAL, plan_ids=(plan.id,)), told.version)
    with pytest.raises(Refusal, match="不能互相改"), committed():
        held = replace(SILENT, plan_ids=(plan.id,))
        actions_record.hold_drill(COUNTY, again(told), unit_of(AIHUI), held, told.version)


def test_it_stands_in_the_list_the_sheet_and_the_calendar(go, drill, plan):
    assert plan.code in text_of(go(COUNTY).get("/drills"), "table")
    sheet = load_workbook(BytesIO(go(COUNTY).fetch("/drills.xlsx").data)).active
    (row,) = [row for row in sheet.iter_rows(values_only=True) if plan.code in str(row[2])]
    assert not row[5] and not row[6]
    calendar = go(COUNTY).fetch(f"/regions/{AIHUI}/drills.ics?year=2026").get_data(as_text=True).replace("\r\n ", "")
    assert again(drill).title in calendar and "LOCATION" not in calendar


def test_the_day_of_its_evaluation_is_recorded_and_nothing_else(go, drill):
    send(go, f"/drills/{drill.id}/hold", {**hold_values(), "plans": str(drill.plans[0].plan_id), "seen": "1"})
    path = f"/drills/{drill.id}/evaluation-day"
    assert "早于演练举行日期" in go(COUNTY).post(path, {"on": "2026-06-01"}, 422).text
    assert send(go, path, {"on": "2026-06-19", "advice": LEAK}).status_code == 303
    assert "评估完成日期：2026-06-19" in text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert LEAK not in everything_kept()


def test_its_report_is_withdrawn_for_a_fixed_reason_and_nothing_else_is_kept(go, drill):
    send(go, f"/drills/{drill.id}/hold", {**hold_values(), "plans": str(drill.plans[0].plan_id), "seen": "1"})
    drill = again(drill)
    with committed():
        row = report_drill(COUNTY, drill.id, ReportDetails(date(2026, 6, 19)))
    path, seen = f"/drills/{drill.id}/report/withdraw", {"seen": str(row.id)}
    assert send(go, path, {**seen, "reason": LEAK}).status_code == 422 and report_of(drill.id)
    assert send(go, path, {**seen, "reason": "误登"}).status_code == 303
    assert report_of(drill.id) is None and LEAK not in everything_kept()
