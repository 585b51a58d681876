"""The 演练计划表 on paper: one sheet, or parts of many rows that are drawn each for itself and bound."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
from flask import render_template

from emergency.base.printing import pdf
from emergency.base.wholly import write_whole
from emergency.programme import sheet, sorting
from emergency.programme.sheet import PlanRow

STYLES = ("programme.css",)


@dataclass(frozen=True)
class Head:
    """What stands above the rows, and what names the paper."""

    title: str
    caption: str
    stamped: datetime
    identifier: str


@dataclass(frozen=True)
class Part:
    """One part to be drawn into a file."""

    path: Path
    html: str
    stamped: datetime
    identifier: str


def html_of(head: Head, rows: list[PlanRow], first: int = 1) -> str:
    """The page that the printer takes; rows are numbered from `first`."""
    return render_template(
        "print/programme.html", title=head.title, caption=head.caption, note=sorting.TABLE_NOTE,
        heads=[column.heading for column in sheet.PLAN_COLUMNS], sample=any(row.sample for row in rows),
        rows=[row.cells(number) for number, row in enumerate(rows, first)],
    )  # fmt: skip


def paper_of(head: Head, rows: list[PlanRow]) -> bytes:
    """A paper of few rows, drawn at once. Raises PrintFailed."""
    return pdf(html_of(head, rows), stamped=head.stamped, identifier=head.identifier, styles=STYLES)


def draw_part(part: Part) -> None:
    """Draw one part into its file. Raises PrintFailed and OSError."""
    write_whole(part.path, pdf(part.html, stamped=part.stamped, identifier=part.identifier, styles=STYLES))


def bind(paths: list[Path], title: str, whole: Path) -> None:
    """The parts as one paper, in their order; each has its own page numbers."""
    with pikepdf.new() as bound:
        for path in paths:
            with pikepdf.open(path) as part:
                bound.pages.extend(part.pages)
        with bound.open_metadata() as metadata:
            metadata["dc:title"] = title
        bound.save(whole.with_suffix(".part"))
    whole.with_suffix(".part").replace(whole)
