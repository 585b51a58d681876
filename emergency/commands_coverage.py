"""The command `coverage`: the figures of a region by group and child, for any day and as known at a moment."""

import json
from datetime import date, datetime

import click

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.errors import DomainError
from emergency.coverage.overview import HEADS, Overview, cells, json_of, overview
from emergency.coverage.queries import View
from emergency.obligations.rules import GROUP_LABELS, Group

DAY = click.DateTime(["%Y-%m-%d"])
MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.command("coverage")
@click.option("--region", required=True, help="地区的 12 位代码")
@click.option("--on", "on", type=DAY, help="基准日，默认今天")
@click.option("--known-at", type=MOMENT, help="只看系统当时已知的内容（北京时间）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def coverage_command(region: str, on: datetime | None, known_at: datetime | None, as_json: bool) -> None:
    """一个地区的覆盖率：各类事项和下一级地区的应办、已办、逾期。"""
    moment = known_at.replace(tzinfo=clock.SHANGHAI) if known_at else None
    try:
        shown = overview(system_scope(), View(region, _day(on), moment))
    except DomainError as error:
        raise click.ClickException(f"没有代码为 {region} 的地区，请核对 12 位代码。") from error
    click.echo(json.dumps(json_of(shown), ensure_ascii=False, indent=1) if as_json else _table(shown))


def _day(on: datetime | None) -> date:
    return on.date() if on else clock.today()


def _table(shown: Overview) -> str:
    lines = [f"{shown.name} 基准日 {shown.view.on}（{shown.block_word}，已启用规则 {shown.rules_word}）", ""]
    lines.append("\t".join(("事项", *HEADS, "已办比")))
    for group, figures in shown.groups.items():
        lines.append("\t".join((GROUP_LABELS[Group(group)], *map(str, cells(figures)), figures.ratio(group))))
    lines += ["", "\t".join(("地区", "应办", "已办", "未办", "逾期"))]
    for line in shown.lines:
        total = line.all_groups
        lines.append("\t".join((line.name, *map(str, (total.owed, total.met, total.pending, total.overdue)))))
    return "\n".join(lines)
