"""The workbooks of this room: templates to be filled in, plain tables, and what a returned file says (bytes out)."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from emergency.base.sheet_template import Asked, Page, template
from emergency.base.sheets import CREATED, FONT, Cell, Column
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import KIND_WORDS, Checked, Kind, SheetMap, Status

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOW = (
    "1. 在后面的表里逐行填写，填好后在系统“导入台账”处选择本文件；先检查、预览，确认后才写入。",
    "2. 带 * 的列，新登记的行必须填。空着的格子不改动已有内容。",
    "3. 列的顺序可以变，用不着的列可以删；也可以直接用自己的表，导入时再对应列名。",
    "4. 同一文件再导入一次不会重复；有错的行连同原因退回，改好后再导入。",
    "5. 本系统为非涉密系统，严禁填写国家秘密和工作秘密。",
)


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
            found[row.sheet]["rows"][str(row.number)] = [row.told, places]
    return found
