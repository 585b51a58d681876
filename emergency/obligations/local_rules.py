"""Rules that the office adds itself: their numbers, what they may say, their text as a file (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from emergency.obligations.catalogue import rule_of
from emergency.obligations.catalogue_check import faults_in
from emergency.obligations.facts import FAR_DAY
from emergency.obligations.rules import Force, Rank

NUMBER = re.compile(r"BD-(\d{2,3})")
LONGEST = 200_000
UNVERIFIED = "未核"
NOT_A_LIST = "应是一列规则，每条以“- id: BD-01”开头。"
ALIASED = "文件里用了 YAML 的引用（& 和 *），请把内容写全后再提交。"

Row = Mapping[str, Any]


def is_local(rule_id: str) -> bool:
    """Whether a rule is the office's own: seeding never has such a number."""
    return NUMBER.fullmatch(rule_id) is not None


def next_number(ids: Iterable[str]) -> str:
    """The next free number of a local rule."""
    used = [int(match[1]) for rule_id in ids if (match := NUMBER.fullmatch(rule_id))]
    return f"BD-{max(used, default=0) + 1:02d}"


def read_text(text: str) -> list[Any]:
    """The rules of a YAML text. Raises ValueError with a Chinese sentence for what is no list of rules."""
    if len(text) > LONGEST:
        raise ValueError("文件过大，不像规则文件。请分开提交。")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise ValueError(ALIASED)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as fault:
        line = f"第{fault.problem_mark.line + 1}行附近" if fault.problem_mark else ""
        raise ValueError(f"{line}写法不符合 YAML 格式，请检查缩进、冒号和引号。") from fault
    except (yaml.YAMLError, RecursionError) as fault:
        raise ValueError("写法不符合 YAML 格式，请检查缩进、冒号和引号。") from fault
    rows = [data] if isinstance(data, dict) else data
    if not isinstance(rows, list) or not rows:
        raise ValueError(NOT_A_LIST)
    return rows


def as_text(rows: Sequence[Row]) -> str:
    """Rules as a YAML text that can be read again; days are written plainly."""
    return yaml.safe_dump([_plain(row) for row in rows], allow_unicode=True, sort_keys=False, width=100)


def faults_of(rows: Sequence[Any], others: Iterable[str]) -> list[str]:
    """Everything that forbids to keep some rows as local rules, a sentence a fault; ``others`` are the other ids."""
    found = faults_in(rows, others)
    if found:
        return found
    return [f"规则 {row['id']}：{fault}" for row in rows for fault in _local_faults(row)]


def _local_faults(row: Row) -> Iterable[str]:
    rule = rule_of(row)
    if not is_local(rule.id):
        yield "本地规则的编号应是 BD- 加两位数字，如 BD-01；随软件提供的规则不能用文件改写，可以停用。"
    if rule.force is Force.DUTY and rule.rank is Rank.WORK_ARRANGEMENT:
        yield "工作部署不是法律义务：位阶是工作部署的，效力应写“工作部署”（local）。"
    if rule.force is Force.LOCAL and rule.rank is not Rank.WORK_ARRANGEMENT:
        yield "效力写“工作部署”（local）的，位阶应是工作部署（work_arrangement）。"
    if rule.verification.startswith(UNVERIFIED) and rule.force is not Force.RECOMMENDED:
        yield "没有对照原文核对的，效力只能写“推荐或待核”（recommended），核对后再更正。"
    if rule.is_listed:
        yield "本地规则应有要求，不能只列入目录。"


def content_of(row: Row) -> dict[str, Any]:
    """A row as it is kept: days as text; it stands beside the list of law, not in its count."""
    return {**_plain(row), "in_list": False}


def laid_over(known: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """The versions of one rule after some are added or corrected; the one before a new version ends where it begins."""
    kept = {int(row["version"]): dict(row) for row in known}
    for row in sorted(new, key=lambda each: int(each["version"])):
        number = int(row["version"])
        before = kept.get(number - 1)
        if number not in kept and before is not None and str(before.get("valid_to", FAR_DAY)) == FAR_DAY.isoformat():
            before["valid_to"] = str(row["valid_from"])
        kept[number] = dict(row)
    return [kept[number] for number in sorted(kept)]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
