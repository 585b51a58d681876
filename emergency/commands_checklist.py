"""The checklist verb: one PDF a region and a unit, drawn by several processes; a print can be verified."""

import sys
from datetime import datetime
from pathlib import Path

import click

from emergency.assessment.batch import Order, Outcome, run, told
from emergency.assessment.checking_print import SOUND, check_print
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.errors import DomainError
from emergency.verbs import REGION, refusing


@click.group("checklist", invoke_without_command=True)
@click.option("--region", type=REGION, help="地区的 6、9 或 12 位代码")
@click.option("--unit", help="只打这一个单位：编号、信用代码或所代表地区的代码")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="考核基准日，如 2026-11-21；不填为今天")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="存放文件的目录")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="同时打印的进程数")
@click.option(
    "--format",
    "form",
    default="pdf",
    show_default=True,
    type=click.Choice(["pdf", "docx", "xlsx"]),
    help="pdf 供报送和核验，docx、xlsx 供编辑",
)
@click.option("--bound", is_flag=True, help="每个地区另打一份合订本：本级和下一级的自查表合在一个文件里，各编页码")
@click.pass_context
def checklist(
    context: click.Context, region: str | None, unit: str | None, on: datetime | None, output: Path | None, jobs: int,
    form: str, bound: bool,
) -> None:  # fmt: skip
    """打印考核自查表：该地区、下级地区和计入口径的单位每个一份，只打有变化的；verify 核对打印件。"""
    if context.invoked_subcommand:
        return
    if region is None or output is None:
        raise click.UsageError("请写明 --region（地区代码）和 --output（存放文件的目录）。")
    order = Order(region, on.date() if on else clock.today(), output, unit, jobs, f".{form}", bound)
    with refusing():
        try:
            outcome = _with_bar(order)
        except OSError as error:
            raise DomainError(f"无法写入输出目录：{error.strerror}。请换一个可写的目录。") from error
    for line in told(outcome, output):
        click.echo(line)
    if outcome.failed:
        raise click.exceptions.Exit(1)


def _with_bar(order: Order) -> Outcome:
    with click.progressbar(length=1, label="打印", file=sys.stderr, show_pos=True) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return run(system_scope(), order, tell)


@checklist.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """核对一份打印的自查表：打印内容、所附数据、打印登记是否一致；不联网。"""
    with refusing():
        about, faults = check_print(file)
    for line in (*about, *(faults or [SOUND])):
        click.echo(line)
    if faults:
        raise click.exceptions.Exit(1)
