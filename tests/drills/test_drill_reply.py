"""Answering a drill without signing in: the token opens one drill of one unit, looking changes nothing."""

import re
from collections.abc import Callable
from datetime import timedelta

import time_machine
from drill_cast import COUNTY, NOW, TOWNSHIP, again, planned
from flask import Flask
from visitors import Visitor, text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill
from emergency.drills.models import Drill
from emergency.drills.models_reply import DrillReply
from emergency.drills.queries_proposals import open_proposal
from emergency.drills.words import State

WISH = {"day": "2026-07-20", "starts": "09:00", "ends": "11:00", "reason": "学校放假"}


def asked(go: Callable[..., Visitor], drill: Drill) -> str:
    """The address on a fresh sheet."""
    page = go(TOWNSHIP).post(f"/drills/{drill.id}/reply-sheet", status=200).get_data(as_text=True)
    found = re.search(r"<code>http://localhost(/reply/[\w-]{43})</code>", page)
    assert found and "data:image/svg+xml" in page
    return found[1]


def test_looking_changes_nothing(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    address = asked(go, drill)
    page = go(None).get(address)
    assert "未配置邮件" in go(TOWNSHIP).post(f"/drills/{drill.id}/reply-sheet", status=200).get_data(as_text=True)
    assert drill.title in text_of(page) and "2026-07-10 09:00" in text_of(page)
    assert again(drill).state == State.PUBLISHED


def test_the_unit_takes_the_day(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    address = asked(go, drill)
    go(None).post(f"{address}/accept", {"seen": str(drill.version)})
    assert again(drill).state == State.CONFIRMED
    act = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert act and act.person_name.startswith("答复链接") and act.person_id is None
    assert "日期已经确定" in text_of(go(None).get(address))


def test_the_unit_proposes_another_day(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    address = asked(go, drill)
    go(None).post(f"{address}/propose", {**WISH, "seen": str(drill.version)})
    proposal = open_proposal(again(drill))
    assert proposal and proposal.reason == "学校放假"
    assert "待答复" in text_of(go(None).get(address))
    assert again(drill).starts_at == drill.starts_at


def test_a_wish_that_cannot_be_is_told(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    address = asked(go, drill)
    go(None).post(f"{address}/propose", {**WISH, "reason": "", "seen": str(drill.version)}, 422)
    go(None).post(f"{address}/propose", {**WISH, "day": "2026-07-10", "seen": str(drill.version)}, 422)
    go(None).post(f"{address}/accept", {"seen": "99"}, 422)


def test_a_late_unknown_or_outdated_address_is_not_there(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    address = asked(go, drill)
    go(None).get("/reply/guess", 404)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        go(None).get(address, 404)
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    page = text_of(go(None).get(address))
    assert "这次演练已取消。原因：汛情紧张。" in page and "提议另一个日期" not in page
    answer = go(None).post(f"{address}/accept", {"seen": str(again(drill).version)}, 422)
    assert "已取消" in answer.text and again(drill).state == State.CANCELLED


def test_guessing_is_stopped(town: Flask, go: Callable[..., Visitor]) -> None:
    client = town.test_client()
    answers = {client.get(f"/reply/guess-{number}").status_code for number in range(31)}
    assert answers == {404, 429}


def test_only_a_hash_of_the_token_is_kept(town: Flask, go: Callable[..., Visitor]) -> None:
    address = asked(go, planned())
    (row,) = db.session.query(DrillReply)
    assert address.split("/")[-1] != row.token_hash and len(row.token_hash) == 64


def test_nobody_makes_a_sheet_for_a_drill_that_is_over(town: Flask, go: Callable[..., Visitor]) -> None:
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    go(COUNTY).post(f"/drills/{drill.id}/reply-sheet", status=422)
