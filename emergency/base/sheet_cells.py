"""Reads every cell of an untrusted .xlsx or .csv as text, row by row; runs in the child, within its limits (pure)."""

import zipfile
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from emergency.base.sheet_csv import Unpaired, decoded, records, unshielded
from emergency.base.sheet_xml import Book, Forbidden, TooManyRows, read_book

MOST_ROWS = 20_000
# Titles, headings, totals and remarks beside the rows themselves.
SPARE_ROWS = 200
MOST_SHEETS = 30
LARGEST_UNPACKED = 400 << 20
LARGEST_WORDS = 60 << 20
MOST_ENTRIES = 2_000
# More than any item may have, so that one who cuts it at its length can say that it is too long.
LONGEST_CELL = 1_200
MOST_COLUMNS = 80

NOT_XLSX = "不是能读的 Excel 文件。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新选择。"
OLD_FORMAT = (
    "这是旧格式（.xls 或 .et）或加了打开密码的表格。请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后重新选择。"
)
MACROS = "这是带宏的表格（.xlsm）。请用 Excel 或 WPS 打开，另存为不带宏的 .xlsx 后重新选择。"
TOO_LARGE = "表格展开后过大，不像台账。请把需要的行复制到新表，另存为 .xlsx 后重新选择。"
TOO_LONG = f"表格超过 {MOST_ROWS} 行，一次最多导入 {MOST_ROWS} 行。请分成几份，分别导入。"
CUT = "文件在第 {line} 行断开，最后一个字不完整，像是没有传完或被截断。请重新导出后再选择。"
NOT_TEXT = "这个 .csv 既不是 UTF-8 也不是 GB18030 编码的文本（第 {line} 行起读不出来）。请另存为 .xlsx 后重新选择。"
NO_WORDS = "这个 .csv 里有不是文字的内容，像是改了后缀的文件。请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重新选择。"
UNPAIRED = "从第 {line} 行起有一个双引号没有配对，后面的行分不开。请用记事本打开，补上或删去这个双引号后重新选择。"
EMPTY = "表里没有内容。请核对选择的文件。"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BREAKAGES = (zipfile.BadZipFile, ExpatError, Forbidden, KeyError, ValueError, OSError, EOFError, IndexError)


def read_cells(path: Path, *, csv: bool) -> list[dict[str, Any]] | str:
    """The sheets of a file as {"name", "rows": [[number, [texts]]], "since_1904"}, or why it can't be read.

    ``csv`` says that the name ended so.
    """
    content = path.read_bytes()
    try:
        sheets = _csv(content) if csv else _xlsx(content, str(path))
    except TooManyRows:
        return TOO_LONG
    except UnicodeDecodeError as error:
        return _undecoded(content, error)
    except Unpaired as error:
        return UNPAIRED.format(line=error.args[0])
    except BREAKAGES:
        return NOT_XLSX
    return sheets if isinstance(sheets, str) or any(sheet["rows"] for sheet in sheets) else EMPTY


def _xlsx(content: bytes, path: str) -> list[dict[str, Any]] | str:
    if content.startswith(OLE):
        return OLD_FORMAT
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        names = {entry.filename for entry in entries}
        if any(name.endswith("vbaProject.bin") for name in names):
            return MACROS
        words = next((entry.file_size for entry in entries if entry.filename.endswith("sharedStrings.xml")), 0)
        if len(entries) > MOST_ENTRIES or words > LARGEST_WORDS or _size(entries) > LARGEST_UNPACKED:
            return TOO_LARGE
        book = Book(package, MOST_ROWS + SPARE_ROWS, MOST_COLUMNS, LONGEST_CELL)
        return read_book(book, MOST_SHEETS)


def _size(entries: list[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _csv(content: bytes) -> list[dict[str, Any]] | str:
    text = decoded(content)
    if "\x00" in text:
        return NO_WORDS
    rows = []
    for number, (_raw, cells) in enumerate(records(text), 1):
        kept = [unshielded(cell[:LONGEST_CELL]) for cell in cells[:MOST_COLUMNS]]
        if any(cell.strip() for cell in kept):
            rows.append([number, kept])
        if len(rows) > MOST_ROWS + SPARE_ROWS:
            raise TooManyRows
    return [{"name": "csv", "rows": rows, "since_1904": False}]


def _undecoded(content: bytes, error: UnicodeDecodeError) -> str:
    line = content[: error.start].count(b"\n") + 1
    cut = error.reason in ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
    return (CUT if cut else NOT_TEXT).format(line=line)
