"""The command `coverage`: the figures of a region for any day and as known at a moment; `coverage rebuild`."""

import json
from datetime import date, datetime

import click

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.errors import DomainError
from emergency.coverage.actions import recompute_everything, recomputing_lines
from emergency.coverage.overview import HEADS, Overview, cells, json_of, overview
from emergency.coverage.queries import View
from emergency.obligations.rules import GROUP_LABELS, Group
from emergency.verbs import KNOWN_HELP, MOMENT, REGION

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("coverage", invoke_without_command=True)
@click.option("--region", type=REGION, help="地区的 6、9 或 12 位代码")
@click.option("--on", "on", type=DAY, help="基准日，默认今天")
@click.option("--known-at", type=MOMENT, help=KNOWN_HELP)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_context
def coverage_command(
    context: click.Context, region: str | None, on: datetime | None, known_at: datetime | None, as_json: bool
) -> None:
    """一个地区的覆盖率：各类事项和下一级地区的应办、已办、逾期。rebuild：全部重算。"""
    if context.invoked_subcommand is not None:
        return
    if region is None:
        raise click.UsageError("请用 --region 给出地区的 6、9 或 12 位代码。")
    try:
        shown = overview(system_scope(), View(region, _day(on), known_at))
    except DomainError as error:
        raise click.ClickException(f"没有代码为 {region} 的地区，请核对代码。") from error
    for line in recomputing_lines():
        click.echo(line, err=True)
    click.echo(json.dumps(json_of(shown), ensure_ascii=False, indent=1) if as_json else _table(shown))


@coverage_command.command("rebuild")
def rebuild_command() -> None:
    """把全部单位的应办事项重算一遍；登记没有变化时变动 0 条。"""
    click.echo(f"已重算，变动 {recompute_everything()} 条。")


def _day(on: datetime | None) -> date:
    return on.date() if on else clock.today()


def _table(shown: Overview) -> str:
    lines = [f"{shown.name} 基准日 {shown.view.on}（{shown.block_word}，{shown.law_word}）"]
    lines += [f"{shown.view.word}。", ""]
    lines.append("\t".join(("事项", *HEADS, "已办比")))
    for group, figures in shown.groups.items():
        lines.append("\t".join((GROUP_LABELS[Group(group)], *map(str, cells(figures)), figures.ratio(group))))
    lines += ["", "\t".join(("地区", "应办", "已办", "未办", "逾期"))]
    for line in shown.lines:
        total = line.all_groups
        lines.append("\t".join((line.name, *map(str, (total.owed, total.met, total.pending, total.overdue)))))
    return "\n".join(lines)
