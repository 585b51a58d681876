"""A report as plain values (title, facts, headings, prose, tables), and its writer as Word."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, ClassVar

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from emergency.base.word import MARK, TITLE_FONT, repacked, set_page, set_properties, write

HEADING_FONT = "黑体"
# GB/T 9704-2012: 三号字, 每面22行 (28 pt a line), 首行空二字; a table is smaller.
BODY_SIZE, LINE, INDENT, TABLE_SIZE = 16, 28, 32, 10.5
LANDSCAPE = {"top_margin": 28, "bottom_margin": 26, "left_margin": 30, "right_margin": 30}


@dataclass(frozen=True)
class Heading:
    """一、…"""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Prose:
    """Running text; each line is a paragraph."""

    kind: ClassVar[str] = "prose"
    text: str


@dataclass(frozen=True)
class Grid:
    """A table: the width of each column in mm, its heads, its rows. Without heads every other cell is one."""

    kind: ClassVar[str] = "grid"
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a row of another width."""
        wrong = [row for row in (*self.rows, self.heads or self.widths) if len(row) != len(self.widths)]
        if wrong:
            raise ValueError(f"a row of {len(wrong[0])} cells in a table of {len(self.widths)} columns")


Block = Heading | Prose | Grid


@dataclass(frozen=True)
class Report:
    """A sober paper: whose it is under the title, its parts, who signs on the right, annexes, notes in small type."""

    title: str
    blocks: tuple[Block, ...]
    whose: str = ""
    signed: tuple[str, ...] = ()
    annexes: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    wide: bool = False
    sample: bool = False


def report_docx(report: Report, *, stamped: datetime) -> bytes:
    """The report as .docx; the same report and moment give the same bytes."""
    document = Document()
    set_page(document)
    _lay_wide(document, report)
    set_properties(document, report.title, stamped)
    _number_pages(document)
    if report.sample:
        write(document.add_paragraph(), MARK, 12, WD_ALIGN_PARAGRAPH.CENTER)
    write(document.add_paragraph(), report.title, 22, WD_ALIGN_PARAGRAPH.CENTER, TITLE_FONT)
    if report.whose:
        write(document.add_paragraph(), report.whose, BODY_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    for block in report.blocks:
        _add(document, block)
    for line in report.signed:
        write(document.add_paragraph(), f"{line}　　", BODY_SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
    for block in report.annexes:
        _add(document, block)
    for note in report.notes:
        write(document.add_paragraph(), note, 9, WD_ALIGN_PARAGRAPH.LEFT)
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _lay_wide(document: Any, report: Report) -> None:
    if not report.wide:
        return
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for name, size in LANDSCAPE.items():
        setattr(section, name, Mm(size))


def _number_pages(document: Any) -> None:
    """— 1 — in the middle below."""
    paragraph = document.sections[0].footer.paragraphs[0]
    write(paragraph, "— ", 14, WD_ALIGN_PARAGRAPH.CENTER)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    write(paragraph, " —", 14, WD_ALIGN_PARAGRAPH.CENTER)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Grid):
        _add_grid(document, block)
        return
    if isinstance(block, Heading):
        _spaced(document.add_paragraph(), block.text, HEADING_FONT).keep_with_next = True
        return
    for line in block.text.split("\n"):
        _spaced(document.add_paragraph(), line)


def _spaced(paragraph: Any, text: str, font: str | None = None) -> Any:
    """A paragraph of the running text, and its format."""
    write(paragraph, text, BODY_SIZE, WD_ALIGN_PARAGRAPH.LEFT, *([font] if font else []))
    kept = paragraph.paragraph_format
    kept.space_before = kept.space_after = Pt(0)
    kept.first_line_indent, kept.line_spacing_rule, kept.line_spacing = Pt(INDENT), WD_LINE_SPACING.EXACTLY, Pt(LINE)
    return kept


def _add_grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    if grid.heads:
        repeated = OxmlElement("w:tblHeader")
        row = table.add_row()
        row._tr.get_or_add_trPr().append(repeated)
        _fill(row, grid, grid.heads, HEADING_FONT)
    for cells in grid.rows:
        _fill(table.add_row(), grid, cells)


def _fill(row: Any, grid: Grid, texts: tuple[str, ...], font: str = "") -> None:
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(grid.widths[number])
        is_head = bool(font) or (not grid.heads and number % 2 == 0)
        align = WD_ALIGN_PARAGRAPH.CENTER if is_head else WD_ALIGN_PARAGRAPH.LEFT
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            write(paragraph, line, TABLE_SIZE, align, *([font] if font else []))
