"""The documents of a drill: begun from the register, kept as versions, finished and withdrawn."""

from dataclasses import replace
from datetime import date

import pytest
from drill_cast import CITY, COUNTY, PLANNED, TOWNSHIP, again, held, planned, unit_of
from places import NEIGHBOUR
from plan_cast import ISSUED, SECRET_PLAN

from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.drills.actions import cancel_drill, edit_drill
from emergency.drills.actions_documents import finish_document, save_document, withdraw_document
from emergency.drills.actions_findings import FindingDetails, add_finding
from emergency.drills.documents import ITEMS, Content, DocumentKind, begun, missing
from emergency.drills.queries_documents import document_of, versions_of
from emergency.drills.queries_known import known_of
from emergency.drills.words import Form
from emergency.plans.actions import register
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act

PLAN, SCRIPT, SUMMARY = DocumentKind.WORK_PLAN, DocumentKind.SCRIPT, DocumentKind.SUMMARY
TOLD = {"items": {"aims": "检验转移预案", "tasks": "转移组引导", "steps": "先预警再转移"}, "rows": []}
ON = date(2026, 6, 19)


def save(drill, kind=PLAN, told=TOLD, seen=0, scope=TOWNSHIP):
    with committed():
        return save_document(scope, drill.id, kind, told, seen=seen)


def finish(drill, kind=PLAN, on=ON, seen=1, scope=TOWNSHIP):
    with committed():
        return finish_document(scope, drill.id, kind, on, seen=seen)


def test_the_work_plan_has_nine_items_and_the_others_theirs():
    assert [len(ITEMS[kind]) for kind in DocumentKind] == [9, 0, 5, 4, 3, 4]


def test_a_document_begins_with_what_the_register_knows(town):
    content = begun(PLAN, known_of(planned()))
    assert content.items["when"] == "时间：2026年7月10日 09:00—11:00\n地点：乡文化广场"
    assert content.items["scenario"] == "自然灾害，洪水" and "tasks" not in content.items


def test_what_is_empty_is_told(town):
    drill = planned()
    assert "主要步骤" in missing(PLAN, begun(PLAN, known_of(drill)))
    assert missing(SCRIPT, Content()) == ("模拟情景", "处置行动与执行人员", "指令对白、步骤、时间")


def test_every_save_is_a_version_with_who_and_when(town):
    drill = planned()
    save(drill)
    save(drill, told={"items": {"aims": "另写"}, "rows": []}, seen=1, scope=COUNTY)
    assert [(row.number, row.recorded_by, row.content["items"]["aims"]) for row in versions_of(drill.id, PLAN)] == [
        (2, COUNTY.name, "另写"), (1, TOWNSHIP.name, "检验转移预案"),
    ]  # fmt: skip


def test_the_same_content_makes_no_version(town):
    drill = planned()
    save(drill)
    assert save(drill, seen=1).number == 1


def test_two_who_write_at_once_do_not_overwrite_each_other(town):
    drill = planned()
    save(drill)
    with pytest.raises(Conflict, match="刚刚被别人保存"):
        save(drill, told={"items": {"aims": "后到的"}, "rows": []})


def test_a_finished_document_is_closed_until_it_is_withdrawn(town):
    drill = planned()
    save(drill)
    finish(drill)
    with pytest.raises(Refusal, match="请先撤回"):
        save(drill, seen=2)
    with committed():
        withdraw_document(TOWNSHIP, drill.id, PLAN, "时间有误", seen=2)
    row = document_of(drill.id, PLAN)
    assert (row.number, row.finished_on, row.reason) == (3, None, "时间有误")
    assert save(drill, told={"items": {"aims": "改"}, "rows": []}, seen=3).number == 4


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 6, 21), "晚于今天"), (date(2026, 6, 17), "早于演练举行日期")]
)  # fmt: skip
def test_a_summary_is_of_a_day_after_the_drill(town, on, words):
    drill = held()
    save(drill, SUMMARY, {"items": {"lessons": "通信中断", "advice": "补电台"}, "rows": []})
    with pytest.raises(Refusal, match=words):
        finish(drill, SUMMARY, on)


def test_nothing_is_finished_that_was_not_written(town):
    drill = planned()
    with pytest.raises(Refusal, match="还没有内容"):
        finish(drill, seen=0)
    save(drill, told={"items": {"aims": " "}, "rows": []})
    with pytest.raises(Refusal, match="还没有内容"):
        finish(drill)


def test_withdrawing_wants_a_reason_and_something_finished(town):
    drill = planned()
    save(drill)
    with pytest.raises(Refusal, match="没有标记完成"), committed():
        withdraw_document(TOWNSHIP, drill.id, PLAN, "误点", seen=1)
    finish(drill)
    with pytest.raises(Refusal, match="请写明撤回的原因"), committed():
        withdraw_document(TOWNSHIP, drill.id, PLAN, " ", seen=2)


def test_a_summary_of_a_drill_to_come_is_refused(town):
    with pytest.raises(Refusal, match="没有举行记录"):
        save(planned(), SUMMARY)


def test_of_a_cancelled_drill_nothing_more_is_written(town):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "暴雨", drill.version)
    with pytest.raises(Refusal, match="演练已取消"):
        save(drill)


def test_a_stranger_finds_no_drill(town):
    with pytest.raises(NotFound):
        save(planned(), scope=NEIGHBOUR)


def test_a_mark_of_secrecy_is_refused(town):
    with pytest.raises(Refusal, match="密级"):
        save(planned(), told={"items": {"aims": "机密★十年"}, "rows": []})
    with pytest.raises(Refusal, match="密级"):
        save(planned(), SCRIPT, {"items": {}, "rows": [["密级：秘密", "", "", "", "", ""]]})


def test_a_drill_of_a_secret_plan_takes_no_words(town):
    with committed():
        plan = register(CITY, unit_of("231102000000").id, SECRET_PLAN, RevisionDetails({Act.ISSUED: ISSUED}))
    silent = {"title": "", "event_class": None, "hazard": "", "place": ""}
    drill = planned(COUNTY, "231102000000", plan_ids=(plan.id,), **silent)
    with pytest.raises(Refusal, match="只登记代号和日期"):
        save(drill, scope=COUNTY)
    assert not db.session.new and document_of(drill.id, PLAN) is None


def test_what_only_the_register_wrote_finishes_nothing(town):
    drill = planned()
    save(drill, told=begun(PLAN, known_of(drill)).as_json())
    with pytest.raises(Refusal, match="“目的及要求”“主要任务及职责”“主要步骤”还没有写"):
        finish(drill)


def test_the_facts_of_an_older_day_are_still_the_registers_words(town):
    drill = planned()
    told = begun(PLAN, known_of(drill)).as_json()
    save(drill, told={"items": {**told["items"], "tasks": "甲", "steps": "乙"}, "rows": []})
    with committed():
        edit_drill(TOWNSHIP, again(drill), unit_of(), replace(PLANNED, form=Form.TABLETOP), drill.version)
    with pytest.raises(Refusal, match="“目的及要求”还没有写"):
        finish(drill)


def test_findings_that_people_registered_are_lessons_enough(town):
    drill = held()
    with committed():
        add_finding(TOWNSHIP, drill.id, FindingDetails("电台不通", major=False))
    told = begun(SUMMARY, known_of(again(drill))).as_json()
    save(drill, SUMMARY, {"items": {**told["items"], "advice": "配备备用电台"}, "rows": []})
    assert finish(drill, SUMMARY).finished_on == ON
