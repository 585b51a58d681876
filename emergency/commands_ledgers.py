"""The command `import`: a ledger's file checked row by row and taken in, the same way as on the page."""

import json
from pathlib import Path
from typing import Any

import click

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.ledgers.actions import NOTHING, bring, stage
from emergency.ledgers.actions_jobs import checked, take_known
from emergency.ledgers.actions_return import returned_file
from emergency.ledgers.facts import KIND_WORDS, STATUS_WORDS, Kind, Status
from emergency.ledgers.queries import get_import
from emergency.ledgers.queries_check import Report
from emergency.ledgers.report import Known
from emergency.verbs import refusing


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查，逐行报告，不写入")
@click.option(
    "--wrong",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把带错误原因的原表写到这个文件，后缀随原表（.xlsx 或 .csv）",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def import_command(file: Path, dry_run: bool, wrong: Path | None, as_json: bool) -> None:
    """导入单位、联系方式、预案、演练台账（.xlsx、.csv）：新增和改动的行一次写入；有错的行逐行报告，退出状态为 1。"""
    scope = system_scope()
    with refusing():
        with file.open("rb") as stream:
            staged = stage(file.name, stream)
        with committed():
            number = bring(scope, staged).id
        brought = get_import(scope, number)
        report, known = checked(scope, brought)
        if wrong is not None:
            content, ending = returned_file(brought, report)
            wrong.with_suffix(ending).write_bytes(content)
        done = False if dry_run else _take_in(number, known)
    _say(report, done=done, dry_run=dry_run, as_json=as_json)
    if report.counts()[Status.WRONG]:
        raise click.exceptions.Exit(1)


def _take_in(number: int, known: Known) -> bool:
    """Whether anything was written: a file that says nothing new is no fault."""
    scope = system_scope()
    try:
        with committed():
            take_known(scope, get_import(scope, number), known)
    except Refusal as refusal:
        if refusal.sentence != NOTHING:
            raise
        return False
    return True


def _say(report: Report, *, done: bool, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_plain(report, done=done), ensure_ascii=False))
        return
    for kind, numbers in report.counts_by_kind().items():
        told = "，".join(f"{STATUS_WORDS[Status(status)]} {number} 行" for status, number in numbers.items())
        click.echo(f"{KIND_WORDS[Kind(kind)]}：{told}")
    for row in report.rows:
        if row.status is Status.WRONG:
            click.echo(f"第 {row.number} 行 {row.name}：{row.told}")
    click.echo("只检查，没有写入。" if dry_run else "已写入。" if done else "没有需要写入的行。")


def _plain(report: Report, *, done: bool) -> dict[str, Any]:
    wrong = [
        {"kind": row.kind.value, "sheet": row.sheet, "row": row.number, "name": row.name, "reason": row.told}
        for row in report.rows
        if row.status is Status.WRONG
    ]
    return {"written": done, "counts": report.counts_by_kind(), "wrong": wrong}
