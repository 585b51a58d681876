"""The chapters that a plan of a kind must or should have, by name, each list with its basis (pure)."""

from collections.abc import Iterable, Mapping

from emergency.obligations.facts import PlanKind, PlanLine

OTHER = "其他章节"
# 国办发〔2024〕5号 arts. 8, 10, 15 and 16; 令88号 arts. 13 to 15. Names as the articles give them.
CHAPTERS: Mapping[tuple[PlanLine, PlanKind], tuple[str, ...]] = {
    (PlanLine.GOVERNMENT, PlanKind.GENERAL): (
        "总体要求", "事件分类分级", "预案体系", "组织指挥体系与职责", "风险防控", "监测预警", "处置救援", "应急保障",
        "恢复重建", "预案管理",
    ),
    (PlanLine.GOVERNMENT, PlanKind.SPECIAL): (
        "组织指挥机制", "风险管控", "监测预警", "信息报告", "自救互救", "应急处置措施", "现场管控", "队伍物资保障",
    ),
    (PlanLine.GOVERNMENT, PlanKind.DEPARTMENT): (
        "组织指挥机制", "风险管控", "监测预警", "信息报告", "自救互救", "应急处置措施", "现场管控", "队伍物资保障",
    ),
    (PlanLine.GOVERNMENT, PlanKind.TOWNSHIP): (
        "预警信息传播", "任务分工", "处置措施", "信息收集报告", "现场管理", "人员疏散安置",
    ),
    (PlanLine.GOVERNMENT, PlanKind.VILLAGE): (
        "风险点位", "应急响应责任人", "预警信息传播与响应", "人员转移避险", "应急处置措施", "应急资源调用",
    ),
    (PlanLine.GOVERNMENT, PlanKind.UNIT): (
        "应急响应责任人", "风险隐患监测", "主要任务", "信息报告", "预警和应急响应", "应急处置措施", "人员疏散转移",
        "应急资源调用",
    ),
    (PlanLine.ENTERPRISE, PlanKind.COMPREHENSIVE): (
        "应急组织机构及职责", "应急预案体系", "事故风险描述", "预警及信息报告", "应急响应", "保障措施", "应急预案管理",
    ),
    (PlanLine.ENTERPRISE, PlanKind.SPECIAL): ("应急指挥机构与职责", "处置程序和措施"),
    (PlanLine.ENTERPRISE, PlanKind.SITE): ("应急工作职责", "应急处置措施", "注意事项"),
}  # fmt: skip


def chapters_of(line: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """The chapter names of a plan: those of each of its kinds, each once, and 其他章节 at the end."""
    found = [name for kind in PlanKind if kind in set(kinds) for name in CHAPTERS.get((PlanLine(line), kind), ())]
    return (*dict.fromkeys(found), OTHER)
