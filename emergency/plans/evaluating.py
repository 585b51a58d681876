"""What an evaluation of a plan looks at: the seven elements of YJ/T 9011-2019 and its methods (pure)."""

from collections.abc import Mapping
from typing import Any

# YJ/T 9011-2019 附录A; of governments' plans no list of elements is prescribed (国办发〔2024〕5号 art. 34).
ELEMENTS: Mapping[str, str] = {
    "management": "管理要求",
    "organisation": "组织机构与职责",
    "risks": "主要事故风险",
    "resources": "应急资源",
    "linking": "预案衔接",
    "feedback": "实施反馈",
    "others": "其他",
}
METHODS: Mapping[str, str] = {
    "documents": "资料分析",
    "on_site": "现场审核",
    "tabletop": "推演论证",
    "interviews": "人员访谈",
}


def told_of(details: Mapping[str, Any]) -> list[str]:
    """What an evaluation's entry says of its group, its methods and the elements, in the order of the standard."""
    members, methods = details.get("members"), details.get("methods") or ()
    elements = details.get("elements") or {}
    said = [f"评估组：{members}"] if members else []
    said += [f"评估方法：{'、'.join(METHODS[word] for word in METHODS if word in methods)}"] if methods else []
    return said + [f"{label}：{elements[name]}" for name, label in ELEMENTS.items() if elements.get(name)]
