"""The command `law`: checks rule files and says in Chinese what is wrong where; adds the office's own rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.obligations.actions_local import keep_rules
from emergency.obligations.catalogue_check import faults_in
from emergency.obligations.effect import Effect
from emergency.obligations.local_rules import read_text
from emergency.obligations.queries_local import Trial, trials
from emergency.seeding import LAW, law_rows
from emergency.verbs import refusing

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("law")
def law() -> None:
    """规则目录：check 检查规则文件，add 登记本地规则。"""


@law.command("check")
@click.argument("files", nargs=-1, type=FILE, metavar="[文件…]")
def check(files: Sequence[Path]) -> None:
    """检查规则文件；不写文件时检查随软件提供的目录。有问题的逐条说明，退出码为 1。"""
    chosen = list(files) or sorted(LAW.glob("*.yaml"))
    known = set() if not files else {str(row["id"]) for row in law_rows()}
    # Each once: what comes through a pipe is gone when it was read.
    held = [(path, *_read(path)) for path in chosen]
    found = [f"{path}：{fault}" for path, _, fault in held if fault]
    told = [(path, row) for path, rows, _ in held for row in rows]
    for fault in faults_in([row for _, row in told], known):
        found.append(f"{_where(fault, told)}{fault}")
    for line in found:
        click.echo(line, err=True)
    if found:
        raise click.ClickException(f"规则文件有{len(found)}处问题，未载入。请改正后再检查。")
    click.echo(f"检查了{len(chosen)}个文件、{len(told)}条规则，没有发现问题。")


@law.command("add")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--reason", required=True, help="理由和依据，写入操作日志")
def add(file: Path, reason: str) -> None:
    """登记或更正本地规则（编号 BD-01 起）；有一处写错，整个文件都不登记，退出码为 1。"""
    try:
        rows = read_text(file.read_text("utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as fault:
        told = "不是 UTF-8 编码的文本。" if isinstance(fault, UnicodeDecodeError) else str(fault)
        raise click.ClickException(f"{file}：{told}") from fault
    with refusing():
        for trial in trials(rows, clock.today()):
            click.echo(f"{trial.rule.id} {trial.rule.title}：{_effect_words(trial)}")
        with committed():
            kept = keep_rules(system_scope(), rows, reason)
    click.echo(f"已登记本地规则 {'、'.join(kept)}。单位较多时由后台任务重算应办事项。")


def _effect_words(trial: Trial) -> str:
    effect = trial.effect or Effect()
    return f"约束 {effect.units} 家单位，应办 {effect.duties} 项，其中逾期 {effect.overdue} 项"


def _where(fault: str, told: Sequence[tuple[Path, Any]]) -> str:
    """The file in which the rule stands that a sentence names."""
    named = fault.removeprefix("规则 ").split("：")[0].split(" ")[0]
    places = (path for path, row in told if isinstance(row, dict) and str(row.get("id")) == named)
    place = next(places, None)
    return f"{place}：" if place else ""


def _read(path: Path) -> tuple[list[Any], str]:
    """The rules of a file, or why it holds none."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        return [], f"不是有效的 YAML（UTF-8）：{fault}"
    return (data, "") if isinstance(data, list) and data else ([], "应是一列规则，每条以“- id:”开头。")
