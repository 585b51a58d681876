"""The command `duties --facts`: 试算, what would be owed for facts, plans and acts written in a file."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import yaml

from emergency.base import clock
from emergency.obligations.casefile import CaseFile, case_of
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.duty_lines import duty_lines, sentence
from emergency.obligations.queries import load_counting, load_rules, load_workdays
from emergency.obligations.rules import LawBook
from emergency.seeding import law_rows, workday_years

FACTS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("duties")
@click.option("--facts", required=True, type=FACTS, help="试算：单位情况、预案和办理记录写成的 YAML 文件")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="哪一天，如 2026-12-31；不填为今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def duties_command(facts: Path, on: datetime | None, as_json: bool) -> None:
    """应办事项：按条文列出应办什么、期限、状态和依据。"""
    day = on.date() if on else clock.today()
    book = _book()
    answers = [_answer(case, book, day) for case in _cases(facts)]
    if as_json:
        click.echo(json.dumps(answers if len(answers) > 1 else answers[0], ensure_ascii=False))
        return
    for answer in answers:
        if answer["title"]:
            click.echo(answer["title"])
        lines = [sentence(line) for line in answer["duties"]]
        click.echo("\n".join(lines) if lines else f"{day}没有应办事项。")


def _answer(case: CaseFile, book: LawBook, day: date) -> dict[str, Any]:
    counting, workdays = load_counting(), load_workdays()
    if not workdays.years:
        workdays = workday_years()
    tiles = derive(case.unit, case.plans, case.credits, book, counting, workdays, case.terms)
    return {"title": case.title, "on": day.isoformat(), "duties": list(duty_lines(tiles, book, day))}


def _book() -> LawBook:
    """The register's law with the office's switches; that of the seeds where nothing was loaded yet."""
    book = load_rules()
    return book if book.rules else book_of(law_rows())


def _cases(facts: Path) -> list[CaseFile]:
    try:
        data = yaml.safe_load(facts.read_text("utf-8"))
        cases = [case_of(one) for one in (data if isinstance(data, list) else [data])]
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"文件不是有效的 YAML（UTF-8）：{fault}") from fault
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    if not cases:
        raise click.ClickException("文件里没有内容，请参照 tests/obligations/cases 的写法。")
    return cases
