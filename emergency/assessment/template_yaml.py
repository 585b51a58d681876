"""A template as YAML: written for people, read in the child within its limits (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LARGEST = 1 << 20
NOT_YAML = "不是能读的 YAML 文件（第 {line} 行附近）。请核对缩进和冒号后的空格，或改用 Excel 模板。"
NOT_TEMPLATE = "YAML 文件里没有 template、groups、items 三部分。请用下载的模板改写。"
ALIASES = "YAML 文件里用了引用（& 或 *），请展开后重新选择。"
NOT_TEXT = "文件不是 UTF-8 编码的文本。请另存为 UTF-8 后重新选择。"


class _Plain(yaml.SafeLoader):
    """Without references: a small file must not unfold into a large one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem=ALIASES)
        return super().compose_node(parent, index)


def read_yaml(argument: dict[str, Any]) -> dict[str, Any]:
    """The data of the file at ``path`` as {"data": …}, or {"refused": a sentence}."""
    try:
        text = Path(argument["path"]).read_text(encoding="utf-8-sig")
        data = _Plain(text).get_single_data()
    except UnicodeDecodeError:
        return {"refused": NOT_TEXT}
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        mark, problem = getattr(fault, "problem_mark", None), getattr(fault, "problem", "")
        return {"refused": ALIASES if problem == ALIASES else NOT_YAML.format(line=mark.line + 1 if mark else 1)}
    if not (isinstance(data, dict) and all(isinstance(data.get(part), kind) for part, kind in PARTS.items())):
        return {"refused": NOT_TEMPLATE}
    return {"data": _plain(data)}


PARTS: Mapping[str, type] = {"template": dict, "groups": list, "items": list}


def yaml_of(data: Mapping[str, Any]) -> str:
    """The same data as text, in its own order."""
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=1000)


def _plain(value: Any) -> Any:
    """Only what JSON knows; a day that YAML read out of a text becomes the text again."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
