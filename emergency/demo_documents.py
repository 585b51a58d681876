"""The 示例 documents of one drill: work plan, script, evaluation and summary, finished, with two findings."""

from dataclasses import replace
from datetime import date, timedelta

from emergency.base.access import Scope
from emergency.drills.actions_documents import finish_document, save_document
from emergency.drills.actions_evaluation import raise_finding
from emergency.drills.documents import Content, DocumentKind, begun
from emergency.drills.models import Drill
from emergency.drills.queries_evaluation import sheet_lines
from emergency.drills.queries_known import known_of

PLAN = {
    "aims": "检验疏散组织和广播通知，要求全部人员五分钟内到集合点（示例）。",
    "tasks": "领导小组负责指挥；疏散组负责引导；警戒组负责出入口；医疗组负责伤员；评估组负责记录和评估（示例）。",
    "preparation": "演练前一周召开准备会，检查广播、疏散指示标志和集合点，提前公告（示例）。",
    "steps": "一是发现险情并报告；二是启动预案、广播通知；三是按路线疏散；四是清点人数；五是宣布结束（示例）。",
    "support": "广播设备、扩音器、急救包、反光背心和警戒带（示例）。",
    "closing": "演练结束后当场讲评，七日内完成评估报告和总结报告（示例）。",
}
SCRIPT = (
    ("发现烟雾", "值班员", "09:30 “一楼东侧有烟，请派人核实。”", "发现险情", "值班员通过监控发现险情（示例）", ""),
    ("启动预案", "总指挥", "09:32 “启动应急预案，各组就位。”", "启动预案", "总指挥下达启动命令（示例）", ""),
    ("组织疏散", "疏散组", "09:33 广播三遍，沿既定路线疏散", "有序疏散", "人员弯腰撤离（示例）", "留人引导"),
    ("清点人数", "各组组长", "09:38 “应到60人，实到60人。”", "清点人数", "各组清点并报告（示例）", ""),
)  # fmt: skip
EVALUATION = {
    "course": "评估组分两路跟踪，记录各环节时间，演练后与参演人员座谈（示例）。",
    "analysis": "启动和通知及时，东侧疏散慢于西侧，清点人数准确（示例）。",
    "problems": "疏散广播在东侧走廊听不清（示例）\n集合点没有明显标志（示例）",
    "advice": "补装东侧走廊扬声器，制作集合点标牌（示例）。",
}
MEMBERS = (("示例评估员甲", "示例单位", "组长"), ("示例评估员乙", "示例单位", "成员"), ("示例评估员丙", "外聘", "成员"))
SUMMARY = {
    "lessons": "一、疏散用时符合要求。二、广播覆盖不全，集合点标志不明显（示例）。",
    "advice": "把广播检查列入每月例行检查；下次演练安排在夜间（示例）。",
}
SCORES = (5, 5, 3, 5, 5, 3, 5)


def write_documents(scope: Scope, drill: Drill, on: date) -> None:
    """All that is written of a drill that was held and accepted: some days before it, and on a day after it."""
    before = (drill.held_on or on) - timedelta(days=5)
    known = known_of(drill)
    for kind, told, day in ((DocumentKind.WORK_PLAN, PLAN, before), (DocumentKind.SUMMARY, SUMMARY, on)):
        first = begun(kind, known)
        _keep(scope, drill, kind, replace(first, items={**first.items, **told}).as_json(), day)
    _keep(scope, drill, DocumentKind.SCRIPT, Content(rows=SCRIPT).as_json(), before)
    first = begun(DocumentKind.EVALUATION, known)
    told = replace(first, items={**first.items, **EVALUATION}, rows=MEMBERS).as_json()
    marks = [
        [line.group, line.number, line.heading, line.text, SCORES[place % len(SCORES)], ""]
        for place, line in enumerate(sheet_lines(drill.form))
    ]
    _keep(scope, drill, DocumentKind.EVALUATION, {**told, "sheet": drill.form, "marks": marks}, on, "good")
    for number in (1, 2):
        raise_finding(scope, drill.id, f"problems-{number}")


def _keep(scope: Scope, drill: Drill, kind: DocumentKind, told: dict[str, object], on: date, grade: str = "") -> None:
    kept = {name: value for name, value in told.items() if name != "head"}
    row = save_document(scope, drill.id, kind, kept, seen=0, grade=grade)
    finish_document(scope, drill.id, kind, on, seen=row.number)
