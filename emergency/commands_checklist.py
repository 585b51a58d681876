"""The checklist verb: one PDF a unit and the region's own, drawn by several processes when asked."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path

import click

from emergency.assessment import papers, queries, queries_duties
from emergency.assessment.actions_prints import Printed, note_prints, printed
from emergency.assessment.checking_print import SOUND, check_print
from emergency.assessment.edited import docx_of, xlsx_of
from emergency.assessment.facts import Subject
from emergency.assessment.printed import pdf_of
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.assessment.snapshot import Document
from emergency.base import clock
from emergency.base.access import Scope, system_scope
from emergency.base.database import db, end_reading
from emergency.base.errors import DomainError
from emergency.units.queries import UnitFilter, find_unit, units_by
from emergency.verbs import refusing


@dataclass(frozen=True)
class Sheaf:
    """One paper to be drawn: where to, from what, with which address of the system."""

    path: Path
    made: Document
    site: str


# Papers to be edited are not noted: only a PDF carries a code by which it is recognised.
EDITED = {".docx": docx_of, ".xlsx": xlsx_of}


@click.group("checklist", invoke_without_command=True)
@click.option("--region", help="地区的 12 位代码")
@click.option("--unit", help="只打这一个单位：编号、信用代码或所代表地区的代码")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="考核基准日，如 2026-11-21；不填为今天")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="存放文件的目录")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="同时打印的进程数")
@click.option(
    "--format", "form", default="pdf", show_default=True, type=click.Choice(["pdf", "docx", "xlsx"]),
    help="pdf 供报送和核验，docx、xlsx 供编辑",
)
@click.pass_context
def checklist(
    context: click.Context, region: str | None, unit: str | None, on: datetime | None, output: Path | None, jobs: int,
    form: str,
) -> None:  # fmt: skip
    """打印考核自查表：该地区一份，计入口径的单位每个一份；缺项超过200项的另附Excel。verify 核对打印件。"""
    if context.invoked_subcommand:
        return
    if region is None or output is None:
        raise click.UsageError("请写明 --region（地区代码）和 --output（存放文件的目录）。")
    day = on.date() if on else clock.today()
    with refusing():
        subjects = list(_subjects(system_scope(), region, unit))
        try:
            output.mkdir(parents=True, exist_ok=True)
            written = _draw(_sheaves(subjects, day, output, f".{form}"), jobs)
        except OSError as error:
            raise DomainError(f"无法写入输出目录：{error.strerror}。请换一个可写的目录。") from error
    click.echo(f"已打印 {written} 份，存放在 {output}。")


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


def _subjects(scope: Scope, region: str, unit: str | None) -> Iterator[Subject]:
    """The region and every counted unit in it, or the one unit. Raises NotFound."""
    if unit:
        found = find_unit(scope, unit)
        yield queries.unit_subject(scope, found.id)
        return
    yield queries.region_subject(scope, region)
    for row in db.session.scalars(units_by(scope, UnitFilter(region=region, counted="yes"))).all():
        yield queries.unit_subject(scope, row.id)


def _sheaves(subjects: list[Subject], day: date, output: Path, ending: str = ".pdf") -> Iterator[Sheaf]:
    """Everything the printer needs, so that the drawing processes never open the database."""
    scope = system_scope()
    for subject in subjects:
        made = snapshot_of(scope, subject, day)
        if made["gap_count"] > len(made["gaps"]):
            rows = queries_duties.all_gaps(scope, subject, day)
            book = papers.gap_workbook(subject, day, rows)
            (output / papers.paper_name(subject, day, "-缺项清单.xlsx")).write_bytes(book)
        sheaf = Sheaf(output / papers.paper_name(subject, day, ending), made, papers.site())
        # Hundreds of papers take minutes; nobody's saving may wait for that.
        end_reading()
        yield sheaf


def _draw(sheaves: Iterator[Sheaf], jobs: int) -> int:
    if jobs == 1:
        return _noted([_print(sheaf) for sheaf in sheaves])
    first, *waiting = sheaves
    # Drawn before the fork: the children inherit the fonts and the parsed style instead of reading them each.
    done = [_print(first)]
    # A forked process shares the parent's connection; it must be closed before, not used by two.
    db.session.remove()
    db.engine.dispose()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        done.extend(pool.map(_print, waiting))
    return _noted(done)


def _print(sheaf: Sheaf) -> Printed | None:
    edited = EDITED.get(sheaf.path.suffix)
    if edited:
        sheaf.path.write_bytes(edited(sheaf.made))
        return None
    paper = pdf_of(sheaf.made, sheaf.site)
    sheaf.path.write_bytes(paper)
    return printed(sheaf.made, paper)


def _noted(done: list[Printed | None]) -> int:
    note_prints([one for one in done if one])
    return len(done)
