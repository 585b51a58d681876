"""Input of bringing a ledger: the file, which column says what, which names mean whom."""

from collections.abc import Mapping, Sequence

from wtforms import FileField, HiddenField
from wtforms.validators import InputRequired

from emergency.base.forms import Form
from emergency.base.sheet_cells import MOST_COLUMNS
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import Kind, Sheet, SheetMap
from emergency.ledgers.headings import guess
from emergency.ledgers.report import Proposals


class FileForm(Form):
    """The file."""

    file = FileField(
        "台账文件", [InputRequired("请选择台账文件。")],
        description="下载的模板或自己的台账，.xlsx 或 .csv，一次最多 20000 行。.xls、.et、.xlsm 请先另存为 .xlsx。",
    )  # fmt: skip


class PlainForm(Form):
    """Nothing but that it is sent once."""


class ConfirmForm(Form):
    """Confirming what was shown; `shown` has a mark of each row."""

    shown = HiddenField()

    @property
    def marks(self) -> list[str] | None:
        """The marks of the rows that were shown; None where the form doesn't say."""
        return self.shown.data.split() if self.shown.data else None


def sent_maps(sent: Mapping[str, str], sheets: Sequence[Sheet], before: Sequence[SheetMap]) -> list[SheetMap]:
    """How the sheets are to be read, as the page of columns sent it; a new kind is guessed anew."""
    return [_sent_map(sent, place, sheet, before[place]) for place, sheet in enumerate(sheets)]


def sent_headings(sent: Mapping[str, str], before: Sequence[SheetMap]) -> list[int]:
    """In which row of each sheet the heading is, as the page of columns sent it, or as it was."""
    return [_number(sent.get(f"heading-{place}", "")) or one.heading_row for place, one in enumerate(before)]


def _sent_map(sent: Mapping[str, str], place: int, sheet: Sheet, before: SheetMap) -> SheetMap:
    word = sent.get(f"kind-{place}", "")
    kind = Kind(word) if word in set(Kind) else None
    if kind is None:
        return SheetMap(None)
    heading_row = _number(sent.get(f"heading-{place}", ""))
    if kind is not before.kind or heading_row != before.heading_row:
        found = guess(sheet, {}, kind)
        fits = any(number == heading_row for number, _cells in sheet.rows)
        if found.kind is None or (fits and heading_row != before.heading_row):
            rows = [row for row in sheet.rows if row[0] == heading_row]
            found = guess(Sheet(sheet.name, rows), {}, kind)
            return SheetMap(kind, heading_row, found.columns)
        return found
    names = [column.name for column in COLUMNS[kind]]
    columns = {}
    for column in range(MOST_COLUMNS):
        item = sent.get(f"column-{place}-{column}", "")
        if item in names and item not in columns:
            columns[item] = column
    said = {name: sent.get(f"said-{place}-{name}", "").strip()[:200] for name in names if name not in columns}
    return SheetMap(kind, heading_row, columns, {name: word for name, word in said.items() if word})


def sent_agreed(sent: Mapping[str, str], proposals: Proposals) -> dict[str, int]:
    """The names for which one of the proposed units was chosen."""
    found = {}
    for place, (key, _name, like) in enumerate(proposals):
        chosen = _number(sent.get(f"agree-{place}", ""))
        if chosen in {number for number, _word in like}:
            found[key] = chosen
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
