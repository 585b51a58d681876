"""The verb calendar: the drills of a region and year as a file, and the kept events rebuilt."""

from pathlib import Path

import click

from emergency.base.access import system_scope
from emergency.drills.calendar_file import calendar_of
from emergency.drills.calendar_kept import rebuild
from emergency.drills.places import region_place
from emergency.drills.question import FIRST_YEAR, LAST_YEAR
from emergency.verbs import REGION, refusing

OUTPUT = click.Path(dir_okay=False, writable=True, path_type=Path)
BEGIN_EVENT = b"BEGIN:VEVENT"


@click.group("calendar", invoke_without_command=True)
@click.option("--region", type=REGION, help="地区的 6、9 或 12 位代码")
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="年份")
@click.option("--output", type=OUTPUT, help="写入的 .ics 文件")
@click.option("--due", is_flag=True, help="同时列入预案评估的到期日")
@click.pass_context
def calendar_command(
    context: click.Context, region: str | None, year: int | None, output: Path | None, due: bool
) -> None:
    """把一个地区一年的演练写成日历文件；写不进去的记录逐条列出，退出状态为 1。rebuild 重写保存的日历内容。"""
    if context.invoked_subcommand is not None:
        return
    if region is None or year is None or output is None:
        raise click.UsageError("请给出 --region、--year 和 --output。")
    scope = system_scope()
    with refusing():
        written = calendar_of(scope, region_place(scope, region), year, with_due_days=due)
    output.write_bytes(written.content)
    click.echo(f"已写入 {output}：{written.content.count(BEGIN_EVENT)} 项。")
    for row in written.left_out:
        click.echo(f"未写入：{row.label}，{row.reason}。", err=True)
    if written.left_out:
        raise SystemExit(1)


@calendar_command.command("rebuild")
def calendar_rebuild() -> None:
    """逐个演练核对保存的日历内容，不一致的重写（不改动业务数据）。"""
    click.echo(f"已核对，重写 {rebuild()} 条。")
