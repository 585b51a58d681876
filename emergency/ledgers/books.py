"""The workbooks of this room: templates to be filled in, and files that come back with what is wrong (bytes out)."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emergency.base.sheet_marking import HEADING
from emergency.base.sheet_template import Asked, Page, template
from emergency.base.sheets import CREATED, FONT, Cell, Column, sheet_name
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import KIND_WORDS, Checked, Kind, Sheet, SheetMap, Status

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOW = (
    "1. 在后面的表里逐行填写，填好后在系统“导入台账”处选择本文件；先检查、预览，确认后才写入。",
    "2. 带 * 的列，新登记的行必须填。空着的格子不改动已有内容。",
    "3. 列的顺序可以变，用不着的列可以删；也可以直接用自己的表，导入时再对应列名。",
    "4. 同一文件再导入一次不会重复；有错的行连同原因退回，改好后再导入。",
    "5. 本系统为非涉密系统，严禁填写国家秘密和工作秘密。",
)
SHOWN_COLUMNS = 40


def plain_table(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Headings in the first row and words under them, nothing else: as other platforms read a table."""
    output = BytesIO()
    made = Workbook(output, {"constant_memory": True, "in_memory": True})
    made.set_properties({"title": name, "created": CREATED})
    sheet, text = made.add_worksheet("Sheet1"), made.add_format({**FONT, "num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text)
        sheet.write_string(0, place, column.heading, text)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, str(cell), text)
    made.close()
    return output.getvalue()


def template_book(kinds: Sequence[Kind]) -> bytes:
    """The template of one ledger or of several."""
    pages = [
        Page(KIND_WORDS[kind], [Asked(f.heading, f.help, f.required, f.choices, f.width) for f in COLUMNS[kind]])
        for kind in kinds
    ]
    title = f"{'、'.join(KIND_WORDS[kind] for kind in kinds)}导入模板"
    return template(title, HOW, pages)


def reasons_of(rows: Sequence[Checked], maps: Sequence[SheetMap]) -> list[dict[str, Any]]:
    """What `mark_rows` is told: of each sheet its heading row, and of each wrong row why and at which cells."""
    found: list[dict[str, Any]] = [{"heading_row": one.heading_row, "rows": {}} for one in maps]
    for row in rows:
        if row.status is Status.WRONG:
            columns = maps[row.sheet].columns
            places = sorted({columns[wrong.item] for wrong in row.wrongs if wrong.item in columns})
            found[row.sheet]["rows"][row.number] = [row.told, places]
    return found


def plain_return(sheets: Sequence[Sheet], maps: Sequence[SheetMap], rows: Sequence[Checked]) -> bytes:
    """Every sheet as its cells were kept, each row at its number and each wrong one with its reason: for a .csv and
    for a file that can't be written again."""
    wrong = {(row.sheet, row.number): row.told for row in rows if row.status is Status.WRONG}
    output = BytesIO()
    made = Workbook(output, {"constant_memory": True, "in_memory": True})
    made.set_properties({"title": HEADING, "created": CREATED})
    text = made.add_format({**FONT, "num_format": "@"})
    names = _names(sheets)
    for place, sheet in enumerate(sheets):
        told = {number: why for (of, number), why in wrong.items() if of == place}
        _as_it_came(made.add_worksheet(names[place]), text, sheet, maps[place].heading_row, told)
    made.close()
    return output.getvalue()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """The sheets' own names; one that had to be hidden, or stands twice, is told by its place."""
    found: list[str] = []
    for place, sheet in enumerate(sheets, 1):
        name = "台账" if sheet.name == "csv" else sheet_name(sheet.name)
        taken = {one.casefold() for one in found}
        found.append(f"第{place}张表" if name.casefold() in taken else name)
    return found


def _as_it_came(page: Worksheet, text: Format, sheet: Sheet, heading: int, told: Mapping[int, str]) -> None:
    """The rows of one sheet; what stands in its last column is ours."""
    last = min(max((len(cells) for _number, cells in sheet.rows), default=1), SHOWN_COLUMNS)
    page.set_column(0, last - 1, 16, text)
    page.set_column(last, last, 60, text)
    for number, cells in sheet.rows:
        for column, cell in enumerate(cells[:last]):
            if cell:
                page.write_string(number - 1, column, cell, text)
        reason = HEADING if number == heading else told.get(number, "")
        if reason:
            page.write_string(number - 1, last, reason, text)
