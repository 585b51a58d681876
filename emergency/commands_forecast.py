"""The command `forecast`: what turns overdue in the days ahead if nothing is done."""

import json
from datetime import datetime

import click

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.errors import NotFound
from emergency.coverage.forecast import WINDOWS, Coming, Forecast, forecast, json_of
from emergency.coverage.queries import View
from emergency.coverage.rules import GROUP_WORDS
from emergency.units.queries_regions import get_region
from emergency.verbs import KNOWN_HELP, MOMENT, REGION


@click.command("forecast")
@click.option("--region", type=REGION, required=True, help="地区的 6、9 或 12 位代码")
@click.option("--days", type=click.Choice([str(days) for days in WINDOWS]), help="只看若干天内，默认三个时段都列出")
@click.option("--by", type=click.Choice(["region", "kind"]), default="region", help="按地区或按单位类别分列")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="从哪一天起，默认今天")
@click.option("--known-at", type=MOMENT, help=KNOWN_HELP)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def forecast_command(
    region: str, days: str | None, by: str, on: datetime | None, known_at: datetime | None, as_json: bool
) -> None:
    """逾期预测：如果什么都不办，此后 30、90、365 天内转为逾期的事项。"""
    scope, windows = system_scope(), (int(days),) if days else WINDOWS
    try:
        name = get_region(scope, region).name
    except NotFound as error:
        raise click.ClickException(f"没有代码为 {region} 的地区，请核对代码。") from error
    view = View(region, on.date() if on else clock.today(), known_at)
    shown = forecast(scope, view, name, by, windows)
    click.echo(json.dumps(json_of(shown), ensure_ascii=False, indent=1) if as_json else _table(shown))


def _table(shown: Forecast) -> str:
    windows = [f"{days} 天内（至 {shown.until(days)}）" for days in shown.windows]
    lines = [f"{shown.name} 从 {shown.view.on} 起，如果什么都不办，此后转为逾期的事项", f"{shown.view.word}。", ""]
    lines.append("\t".join(("事项", *windows)))
    lines += ["\t".join((GROUP_WORDS[group], *map(str, counts))) for group, counts in shown.whole.by_group.items()]
    lines += ["", "\t".join(("分列", *windows)), *(_line(line) for line in (*shown.lines, shown.whole))]
    return "\n".join(lines)


def _line(line: Coming) -> str:
    return "\t".join((line.name, *map(str, line.total)))
