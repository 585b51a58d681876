"""What Excel refuses to open, or repairs, looked for in the parts of a workbook of ours."""

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONGEST_NAME, LONGEST_LIST, LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_CELL = 31, 255, 32, 255, 32_767
# In this order the parts of a sheet must stand.
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
    "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip


def faults(content: bytes) -> list[str]:
    """Every fault, as a sentence; none for a workbook that Excel opens without a word."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = [
        f"{name} is nothing of ours" for name in parts if re.search(r"externalLink|vba|calcChain|connections", name)
    ]
    found += _names(fromstring(parts["xl/workbook.xml"]))
    styles = len(fromstring(parts["xl/styles.xml"]).findall(f"{MAIN}cellXfs/{MAIN}xf"))
    shared = parts.get("xl/sharedStrings.xml")
    words = ["".join(one.itertext()) for one in fromstring(shared)] if shared else []
    found += [f"a text of {len(word)} signs" for word in words if len(word) > LONGEST_CELL]
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet(fromstring(part), styles, len(words))]
    return found


def _names(book: Element) -> list[str]:
    names = [str(one.get("name")) for one in book.iter(f"{MAIN}sheet")]
    found = [f"{name} stands twice" for name in names if sum(name.casefold() == one.casefold() for one in names) > 1]
    found += [f"{name} is too long" for name in names if len(name.encode("utf-16-le")) // 2 > LONGEST_NAME]
    return found + [f"{name} has a forbidden sign" for name in names if re.search(r"[\[\]:*?/\\]|^'|'$", name)]


def _sheet(sheet: Element, styles: int, words: int) -> list[str]:
    kinds = [child.tag.removeprefix(MAIN) for child in sheet]
    found = [] if kinds == sorted(kinds, key=ORDER.index) else [f"its parts stand as {kinds}"]
    found += [f"has <{kind}>" for kind in ("f", "hyperlink") if next(sheet.iter(MAIN + kind), None) is not None]
    rows = [int(row.get("r", 0)) for row in sheet.iter(f"{MAIN}row")]
    found += [] if rows == sorted(set(rows)) else ["its rows are out of order"]
    for cell in sheet.iter(f"{MAIN}c"):
        found += [] if int(cell.get("s", 0)) < max(styles, 1) else [f"{cell.get('r')} has no such style"]
        if cell.get("t") == "s":
            found += [] if int(cell.findtext(f"{MAIN}v", "-1")) < words else [f"{cell.get('r')} has no such text"]
    return found + [fault for rule in sheet.iter(f"{MAIN}dataValidation") for fault in _rule(rule)]


def _rule(rule: Element) -> list[str]:
    formula = rule.findtext(f"{MAIN}formula1", "")
    inner = formula.strip('"')
    found = [f"a list of {len(inner)} signs"] if formula.startswith('"') and len(inner) > LONGEST_LIST else []
    found += ["a quotation mark in a list"] if '"' in inner else []
    found += ["a long title"] if len(rule.get("errorTitle", "")) > LONGEST_TITLE else []
    return found + (["a long message"] if len(rule.get("error", "")) > LONGEST_MESSAGE else [])
