"""Having a large 演练计划表 drawn: asked for on its page, drawn part by part by the job in processes of its own."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from emergency.base import clock, jobs
from emergency.base.access import Scope
from emergency.base.askers import asker_of, scope_of
from emergency.base.database import end_reading
from emergency.base.errors import DomainError, Refusal
from emergency.base.workers import Failed, work
from emergency.programme.queries import JOB, LineFilter
from emergency.programme.queries_tables import PAPER, TablePaper, keep_paper, key_of, place_of
from emergency.programme.reading import plan_rows
from emergency.programme.table_paper import Head, Part, bind, draw_part, html_of
from emergency.programme.tabling import MOST_PRINTED, Found, found_lines, head_of

TABLE = "table"
PART_ROWS, WORKERS = 300, 2
DAYS = ("week", "day")


def ask_table(scope: Scope, programme_id: int, wanted: LineFilter) -> None:
    """Have the paper of these lines drawn; one that is coming already is enough."""
    asked = plain(wanted)
    payload = {"programme_id": programme_id, "do": TABLE, "asker": asker_of(scope), "name": scope.name, "asked": asked}
    jobs.enqueue(JOB, key_of(place_of(scope, programme_id, asked)), payload)


def plain(wanted: LineFilter) -> dict[str, Any]:
    """A filter as plain values."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(wanted).items()}


def _wanted(asked: dict[str, Any]) -> LineFilter:
    days = {name: date.fromisoformat(asked[name]) if asked[name] else None for name in DAYS}
    return LineFilter(**{**asked, **days})


def draw_table(payload: Any) -> None:
    """The job: what it can't do it says on the page; the paper that lay there stays until the new one is whole."""
    scope, number = scope_of(payload["asker"], payload["name"]), int(payload["programme_id"])
    place, told = place_of(scope, number, payload["asked"]), TablePaper()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep_paper(place, told)
    try:
        found = found_lines(scope, number, _wanted(payload["asked"]), MOST_PRINTED, "打印")
        head, parts = head_of(found), list(_parts(found, place))
        told = TablePaper(0, len(parts), len(found.rows))
        _draw(parts, place, told)
        bind([part.path for part in parts], head.title, place / PAPER)
        told = replace(told, done=told.whole, made_at=clock.now().isoformat())
    except DomainError as error:
        told = TablePaper(sentence=error.sentence)
    finally:
        for path in place.glob("part-*"):
            path.unlink(missing_ok=True)
    keep_paper(place, told)


def _parts(found: Found, place: Path) -> Iterator[Part]:
    rows, head = plan_rows(found.rows), head_of(found)
    starts = range(0, len(rows), PART_ROWS)
    for number, start in enumerate(starts, 1):
        some = rows[start : start + PART_ROWS]
        which = f"；第{number}部分，共{len(starts)}部分，序号{start + 1}至{start + len(some)}"
        caption = head.caption + (which if len(starts) > 1 else "")
        own = Head(head.title, caption, head.stamped, f"{head.identifier}-{number}")
        yield Part(place / f"part-{number:03}.pdf", html_of(own, some, start + 1), own.stamped, own.identifier)


def _draw(parts: list[Part], place: Path, told: TablePaper) -> None:
    """Raises Refusal with the reason of the first part that could not be drawn."""
    # Thousands of lines take minutes to draw; nobody's saving may wait for that.
    end_reading()
    outcomes = work(draw_part, parts, min(WORKERS, len(parts)))
    try:
        for ended in outcomes:
            if isinstance(ended, Failed):
                raise Refusal(f"演练计划表没有打成：{ended.sentence}。请稍后重新生成。")
            told.done += 1
            keep_paper(place, told)
    finally:
        outcomes.close()
