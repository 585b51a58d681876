"""Of a 涉密 or 工作秘密 plan the register keeps code, bodies, dates and fixed words: nothing that somebody typed."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from places import AIHUI, CITY, COUNTY
from plan_cast import ISSUED, SECOND_CITY, SECRET_PLAN, unit_at, upload
from sqlalchemy import select, text
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.storage import store
from emergency.evidence.facts import Secrecy
from emergency.plans import actions, actions_acts, actions_check, actions_receiving, secret_words
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.ledger import open_acts
from emergency.plans.models import Milestone
from emergency.plans.queries import latest_revision
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act, Conclusion

LEAK = "龙江密语"
FIELDS = (
    "title", "document_number", "signed_by", "issuing_name", "summary", "reason", "canned", "paper", "target",
    "number", "who", "filing_target", "method",
)  # fmt: skip
SAID = {**dict.fromkeys(FIELDS, LEAK), "verdict": "return", "conclusion": "keep"}
DAYS = dict.fromkeys(("issued", "on", "submitted_on", "received_on"), "2026-04-01")


@pytest.fixture(params=[Secrecy.CLASSIFIED, Secrecy.WORK_SECRET])
def plan(request, town):
    with committed():
        details = replace(SECRET_PLAN, secrecy=request.param)
        return actions.register(COUNTY, unit_at(AIHUI).id, details, RevisionDetails({Act.ISSUED: ISSUED}))


def everything_kept() -> str:
    """Every value of every table, as one text."""
    db.session.rollback()
    tables = db.session.scalars(text("select name from sqlite_master where type = 'table'")).all()
    return "\n".join(str(tuple(row)) for name in tables for row in db.session.execute(text(f'select * from "{name}"')))


def refused(act) -> None:
    with pytest.raises(Refusal, match="只登记代号和日期"), committed():
        act()


def pages_of(plan) -> list[str]:
    act = db.session.scalars(select(Milestone.id).where(Milestone.kind == Act.ISSUED)).first()
    return [
        "versions/1/check", "versions/1/edit", "versions/new", "versions/1/file", "versions/1/evaluate",
        "versions/1/disclose", "versions/1/days/new", f"milestones/{act}/correct", "abolish", "edit",
    ]  # fmt: skip


def test_nothing_typed_into_any_form_of_a_secret_plan_is_kept(go, plan):
    for path in pages_of(plan):
        visitor = go(SECOND_CITY)
        visitor.client.post(f"/plans/{plan.id}/{path}", data={"csrf_token": visitor.token(), **SAID, **DAYS})
    kept = everything_kept()
    assert LEAK not in kept
    assert "2026-04-01" in kept, "the dates of the forms that go through are kept"


def test_a_secret_plan_with_a_title_is_not_registered(go, town):
    told = {**SAID, **DAYS, "secrecy": "classified", "line": "government", "kinds": "special"}
    go(COUNTY).post(f"/units/{unit_at(AIHUI).id}/plans/new", told, 422)
    assert LEAK not in everything_kept()


def test_the_forms_of_a_secret_plan_ask_for_no_text(go, plan):
    for path in pages_of(plan):
        page = go(SECOND_CITY).client.get(f"/plans/{plan.id}/{path}").text
        if path not in ("versions/1/disclose", "versions/new", "versions/1/edit", "edit"):
            assert "<textarea" not in page and 'type="text"' not in page and 'type="file"' not in page


def test_a_return_is_one_of_the_fixed_reasons(plan):
    refused(lambda: actions_check.return_revision(CITY, plan.id, 1, LEAK))
    refused(lambda: actions_check.return_revision(CITY, plan.id, 1, f"{secret_words.RETURNS[0]}；{LEAK}"))
    with committed():
        actions_check.return_revision(CITY, plan.id, 1, "；".join(secret_words.RETURNS[:2]))
    assert latest_revision(plan).return_reason == "登记的日期有误；责任单位有误"


def test_a_correction_is_for_one_of_the_fixed_reasons(plan):
    (row,) = open_acts(latest_revision(plan), Act.ISSUED)
    refused(lambda: actions_acts.correct_act(COUNTY, plan.id, row.id, date(2026, 3, 5), LEAK))
    with committed():
        actions_acts.correct_act(COUNTY, plan.id, row.id, date(2026, 3, 5), "原登记笔误")


def test_an_abolishment_is_for_one_of_the_fixed_reasons(plan):
    refused(lambda: actions_acts.abolish(COUNTY, plan.id, date(2026, 5, 1), LEAK))
    with committed():
        actions_acts.abolish(COUNTY, plan.id, date(2026, 5, 1), "职责或机构已撤销")


def test_filing_and_evaluation_keep_no_names_and_numbers(plan):
    day = date(2026, 4, 1)
    refused(lambda: actions_acts.file_plan(COUNTY, plan.id, 1, Filing(day, LEAK, number=LEAK)))
    refused(lambda: actions_acts.evaluate(COUNTY, plan.id, 1, Evaluation(day, LEAK, Conclusion.KEEP)))
    with committed():
        filed = actions_acts.file_plan(COUNTY, plan.id, 1, Filing(day, LEAK))
    assert filed.details["target"] == "按保密渠道备案"
    refused(lambda: actions_receiving.add_receipt(COUNTY, plan.id, filed.id, day, LEAK))


def test_the_brief_of_a_secret_plan_is_one_approved_for_the_public(go, plan):
    address = f"/plans/{plan.id}/versions/1/papers"
    answer = go(COUNTY).post(address, {"secrecy": "internal", "papers": upload()}, 422)
    assert "经批准公开" in answer.text and not list(store().hashes())
    go(COUNTY).post(address, {"secrecy": "open", "papers": upload("简本.pdf")})
    assert "简本.pdf" in text_of(go(COUNTY).get(f"/plans/{plan.id}"))


def test_the_whole_page_of_a_secret_plan_offers_no_text(heihe: Flask, go, plan):
    words = text_of(go(COUNTY).get(f"/plans/{plan.id}"))
    assert plan.code in words and "文号" not in words and "登记公开" not in words
