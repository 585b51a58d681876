"""The command `duties`: what a unit owes, or 试算, what would be owed for facts and acts written in a file."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import yaml

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.errors import NotFound
from emergency.coverage.queries import View
from emergency.coverage.queries_duties import tiles_of_unit
from emergency.obligations.casefile import CaseFile, case_of
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.duty_lines import duty_lines, sentence
from emergency.obligations.lawbook import LawBook
from emergency.obligations.queries import load_counting, load_rules, load_workdays
from emergency.seeding import law_rows, workday_years
from emergency.units.queries import find_unit, unit_names_on
from emergency.verbs import KNOWN_HELP, MOMENT

NO_LAW = "那时系统还没有收入规则，所列事项来自示例数据，按后来收入的规则推算"
FACTS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("duties")
@click.option("--unit", help="单位编号、统一社会信用代码，或其所代表地区的 12 位代码")
@click.option("--facts", type=FACTS, help="试算：单位情况、预案和办理记录写成的 YAML 文件")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="哪一天，如 2026-12-31；不填为今天")
@click.option("--known-at", type=MOMENT, help=KNOWN_HELP)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def duties_command(
    unit: str | None, facts: Path | None, on: datetime | None, known_at: datetime | None, as_json: bool
) -> None:
    """应办事项：按条文列出应办什么、期限、状态和依据。"""
    day = on.date() if on else clock.today()
    if known_at and not unit:
        raise click.UsageError("--known-at 只能与 --unit 同用：文件里写的事实没有登记时间。")
    answers = _of_unit(unit, day, known_at) if unit else _of_file(facts, day)
    if as_json:
        click.echo(json.dumps(answers if len(answers) > 1 else answers[0], ensure_ascii=False))
        return
    for answer in answers:
        if answer["title"]:
            click.echo(answer["title"])
        if "view" in answer:
            click.echo(f"基准日 {day}。{answer['view']}。")
        lines = [sentence(line) for line in answer["duties"]]
        click.echo("\n".join(lines) if lines else f"{day}没有应办事项。")


def _of_unit(key: str, day: date, known_at: datetime | None) -> list[dict[str, Any]]:
    try:
        unit = find_unit(system_scope(), key)
    except NotFound as error:
        raise click.ClickException(f"没有找到单位 {key}，请核对编号或代码。") from error
    book, tiles = load_rules(known_at), tiles_of_unit(unit.id, known_at)
    name = unit_names_on([unit.id], day, known_at).get(unit.id, unit.name)
    view = View(unit.region_code, day, known_at).word
    if not book.rules:
        # Only 示例 duties are told for days before the law came in: they were reckoned under the law of now.
        book, view = load_rules(), f"{view}；{NO_LAW}"
    return [{"title": name, "on": day.isoformat(), "view": view, "duties": list(duty_lines(tiles, book, day))}]


def _of_file(facts: Path | None, day: date) -> list[dict[str, Any]]:
    if facts is None:
        raise click.UsageError("请在 --unit 和 --facts 中给出一个。")
    book = _book()
    return [_answer(case, book, day) for case in _cases(facts)]


def _answer(case: CaseFile, book: LawBook, day: date) -> dict[str, Any]:
    counting, workdays = load_counting(), load_workdays()
    if not workdays.years:
        workdays = workday_years()
    told = (case.unit, case.plans, case.credits, book, counting, workdays, case.terms, case.acts, case.happenings)
    tiles = derive(*told)
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
