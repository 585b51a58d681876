"""The workbook issued to one unit: instructions, its duties, locked rows with cells to be filled in (bytes out)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emergency.base.sheet_template import LONGEST_LIST, WARNED
from emergency.base.sheets import CREATED, FONT, SAMPLE_NOTICE
from emergency.ledgers.facts import KIND_WORDS, Field, Kind
from emergency.ledgers.issued import BLANKS, FILLED, HINT, KEY, LOCKED, NEW_ONLY, SERIAL, Told, fields_of

LINE, WIDEST = 15, 76
HELP, DUTIES = "填写说明", "应办事项"
DUTY_HEADS = (("类别", 8), ("事项", 34), ("对象", 28), ("依据", 44), ("期限", 18), ("状态", 16))
HOW = (
    "1. 只有浅黄色的格子可以填写；其余是登记内容，已锁定。登记内容有误的，请联系发表的机构。",
    "2. 已有的行：核对并补写、改正浅黄色的格子。空行用来登记新的一项。空着的格子不改动已有内容。",
    "3. 日期写到日，如 2024-05-01。文号照文件上写。没有的留空，不要编号、不要补日期。",
    "4. 填好后保存为 .xlsx（不要改文件类型），用下面的网址上传，或拷回给发表的机构。",
    "5. 交来的内容由发表的机构核对、确认后才进入登记；填表人的姓名会记入操作日志。",
    "6. 本系统为非涉密系统，严禁上传、处理国家秘密和工作秘密。",
)
# Nothing may be taken away or moved; widths may be changed, so that long words can be read.
ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True}


@dataclass(frozen=True)
class Issue:
    """What one workbook is made of; `duties` are rows under DUTY_HEADS, `hints` words beside rows by their key.

    `missing` are words beside the blank rows for plans: what is owed and not there.
    """

    unit: str
    serial: str
    issued_by: str
    issued_on: date
    until: date
    address: str
    told: Told
    duties: Sequence[Sequence[str]] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()
    sample: bool = False


def issued_book(issue: Issue) -> bytes:
    """The workbook of a unit. Every cell is a string; every sheet is locked but for what is to be filled in."""
    output = BytesIO()
    book = Workbook(output, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": f"{issue.unit}填报表", "created": CREATED})
    style = _Style(book)
    _write_help(book, style, issue)
    _write_duties(book, style, issue)
    for kind in Kind:
        if kind.value in issue.told:
            _write_kind(book, style, issue, kind)
    book.worksheets()[0].activate()
    book.close()
    return output.getvalue()


def _width(text: str) -> int:
    """In the width of a digit: 汉字 take two; never nothing."""
    return sum(1 if char.isascii() else 2 for char in text) or 1


class _Style:
    def __init__(self, book: Workbook) -> None:
        cell = {**FONT, "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}
        self.title = book.add_format({**FONT, "font_size": 16, "bold": True})
        self.plain = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#E8EEF6"})
        self.locked = book.add_format({**cell, "bg_color": "#F3F4F6"})
        self.open = book.add_format({**cell, "bg_color": "#FFFBE6", "locked": False})


def _write_help(book: Workbook, style: _Style, issue: Issue) -> None:
    sheet = book.add_worksheet(HELP)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, f"{issue.unit}填报表", style.title)
    told = (
        ("单位", issue.unit), (SERIAL, issue.serial), ("发表机构", issue.issued_by), ("发出日期", str(issue.issued_on)),
        ("上传网址", issue.address or "没有上传网址，请把填好的文件拷回给发表的机构。"),
        ("网址有效期至", str(issue.until) if issue.address else "—"),
    )  # fmt: skip
    for row, (word, value) in enumerate(told, 2):
        sheet.write_string(row, 0, word, style.head)
        sheet.write_string(row, 1, value, style.locked)
    lines = [*HOW, *([SAMPLE_NOTICE] if issue.sample else [])]
    for row, line in enumerate(lines, 3 + len(told)):
        sheet.merge_range(row, 0, row, 1, "", style.plain)
        sheet.write_string(row, 0, line, style.plain)
    _close(sheet)


def _write_duties(book: Workbook, style: _Style, issue: Issue) -> None:
    sheet = book.add_worksheet(DUTIES)
    for column, (head, width) in enumerate(DUTY_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, style.head)
    widths = [width for _head, width in DUTY_HEADS]
    for row, cells in enumerate(issue.duties, 1):
        # Excel makes the height of wrapped rows itself, LibreOffice does not; nobody writes into these.
        sheet.set_row(row, LINE * max(ceil(_width(cell) / width) for cell, width in zip(cells, widths, strict=True)))
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, style.locked)
    sheet.freeze_panes(1, 0)
    _close(sheet)


def _write_kind(book: Workbook, style: _Style, issue: Issue, kind: Kind) -> None:
    sheet, fields = book.add_worksheet(KIND_WORDS[kind]), fields_of(kind)
    # The key of a row is for the way back and no reading matter.
    sheet.set_column(0, 0, 12, None, {"hidden": True})
    sheet.write_string(0, 0, KEY, style.head)
    for column, asked in enumerate(fields, 1):
        sheet.set_column(column, column, asked.width)
        sheet.write_string(0, column, asked.heading, style.head)
    last = len(fields) + 1
    hints = [*issue.hints.values(), *issue.missing, _blank_hint(kind)] if kind is Kind.PLAN else [_blank_hint(kind)]
    sheet.set_column(last, last, min(max(map(_width, hints)) + 2, WIDEST))
    sheet.write_string(0, last, HINT, style.head)
    known = issue.told[kind.value]
    for row, (key, cells) in enumerate(known.items(), 1):
        _write_row(sheet, style, row, key, [(cells.get(one.name, ""), one.name in FILLED[kind]) for one in fields])
        _write(sheet, row, last, issue.hints.get(key, ""), style.locked)
    missing = list(issue.missing) if kind is Kind.PLAN else []
    blanks = BLANKS[kind] + len(missing)
    for place in range(blanks):
        row = len(known) + 1 + place
        _write_row(sheet, style, row, "", [("", one.name != "code") for one in fields])
        sheet.write_string(row, last, missing[place] if place < len(missing) else _blank_hint(kind), style.locked)
    _add_lists(sheet, fields, kind, len(known), blanks)
    sheet.freeze_panes(1, len(LOCKED[kind]) + 1 if kind is not Kind.PLAN else 3)
    _close(sheet)


def _blank_hint(kind: Kind) -> str:
    more = "、".join(one.heading for one in fields_of(kind) if one.name in NEW_ONLY.get(kind, ()))
    return f"空行：登记新的一项{'，' + more + '也要填' if more else ''}"


def _write_row(sheet: Worksheet, style: _Style, row: int, key: str, cells: Sequence[tuple[str, bool]]) -> None:
    _write(sheet, row, 0, key, style.locked)
    for column, (word, is_open) in enumerate(cells, 1):
        _write(sheet, row, column, word, style.open if is_open else style.locked)


def _write(sheet: Worksheet, row: int, column: int, word: str, shown: Format) -> None:
    """Words, or an empty cell: an empty word is something else to other programs."""
    if word:
        sheet.write_string(row, column, word, shown)
    else:
        sheet.write_blank(row, column, None, shown)


def _add_lists(sheet: Worksheet, fields: Sequence[Field], kind: Kind, known: int, blanks: int) -> None:
    for column, asked in enumerate(fields, 1):
        if not asked.choices or len(",".join(asked.choices)) > LONGEST_LIST:
            continue
        first = 1 if asked.name in FILLED[kind] else known + 1
        if first <= known + blanks:
            rule = {**WARNED, "validate": "list", "source": list(asked.choices)}
            sheet.data_validation(first, column, known + blanks, column, rule)


def _close(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", ALLOWED)
