"""A form as plain values, and its writer as Word: the same values give the same bytes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

# GB/T 9704-2012: 天头 37, 订口 28 mm; 版心 156 x 225 mm.
PAGE = {"page_width": 210, "page_height": 297, "top_margin": 37, "bottom_margin": 35, "left_margin": 28,
        "right_margin": 26}  # fmt: skip
TEXT_WIDTH = 156
TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋_GB2312"
MARK = "【示例】示例数据，不是真实记录"
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Cell:
    """One cell of a form: a printed label or what is filled in; `span` columns wide, lines parted by line feeds."""

    text: str
    span: int = 1
    label: bool = False


@dataclass(frozen=True)
class FormPaper:
    """A form on one sheet: title, rows of cells over `columns` widths in mm, notes in small type below."""

    title: str
    columns: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    sample: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a row that does not fill the width."""
        for row in self.rows:
            if sum(cell.span for cell in row) != len(self.columns):
                raise ValueError(f"row of {self.title} does not fill the width: {row[0].text}")


def docx(paper: FormPaper, *, stamped: datetime) -> bytes:
    """The form as .docx; the same paper and moment give the same bytes."""
    document = Document()
    set_page(document)
    set_properties(document, paper.title, stamped)
    if paper.sample:
        write(document.add_paragraph(), MARK, 12, WD_ALIGN_PARAGRAPH.CENTER)
    write(document.add_paragraph(), paper.title, 22, WD_ALIGN_PARAGRAPH.CENTER, TITLE_FONT)
    _add_table(document, paper)
    for note in paper.notes:
        write(document.add_paragraph(), note, 9, WD_ALIGN_PARAGRAPH.LEFT)
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def set_page(document: Any) -> None:
    """The page of GB/T 9704-2012."""
    section = document.sections[0]
    for name, size in PAGE.items():
        setattr(section, name, Mm(size))


def set_properties(document: Any, title: str, stamped: datetime) -> None:
    """Fixed properties, for the library's own would name its author and the moment of writing."""
    known, moment = document.core_properties, stamped.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    known.title, known.author, known.last_modified_by, known.comments = clean(title), "", "", ""
    known.created = known.modified = moment
    known.revision = 1


def _add_table(document: Any, paper: FormPaper) -> None:
    table = document.add_table(rows=0, cols=len(paper.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, paper.columns, strict=True):
        column.width = Mm(width)
    for row in paper.rows:
        cells, place = table.add_row().cells, 0
        for cell in row:
            last = place + cell.span - 1
            target = cells[place].merge(cells[last]) if cell.span > 1 else cells[place]
            target.width = Mm(sum(paper.columns[place : last + 1]))
            _fill(target, cell)
            place = last + 1


def _fill(target: Any, cell: Cell) -> None:
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    align = WD_ALIGN_PARAGRAPH.CENTER if cell.label else WD_ALIGN_PARAGRAPH.LEFT
    for number, line in enumerate(cell.text.split("\n")):
        write(target.paragraphs[0] if number == 0 else target.add_paragraph(), line, 12, align)


def write(paragraph: Any, text: str, size: float, align: Any, font: str = BODY_FONT) -> None:
    """One run of text in a font for Chinese too, with a little air above and below."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.name = Pt(size), font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def clean(text: str) -> str:
    """Text that XML can hold: control characters would make the writer stop."""
    return "".join(char for char in text if char.isprintable() or char == "　")


def repacked(content: bytes) -> bytes:
    """The same parts with one fixed time, in one fixed order."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, ZIP_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
