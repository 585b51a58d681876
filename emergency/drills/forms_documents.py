"""Input of the documents of a drill: an area an item, the script as rows; finishing and withdrawing."""

from typing import Any

from flask import request
from wtforms import FieldList, FormField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.meta import DefaultMeta
from wtforms.validators import Length, Optional, ValidationError

from emergency.base import clock
from emergency.base.form_words import FormWords
from emergency.base.forms import Form, cleaned, day_field, text_field
from emergency.drills.document_rows import pasted, rearranged
from emergency.drills.documents import (
    ITEMS,
    LONGEST,
    LONGEST_CELL,
    MOST_ROWS,
    SCRIPT_COLUMNS,
    Content,
    DocumentKind,
    filled_rows,
)
from emergency.drills.forms import VersionForm

TURN = "turn"


def area(label: str, longest: int = LONGEST) -> TextAreaField:
    """A field for running text; control characters are taken out."""
    limit = Length(max=longest, message=f"最多 {longest} 个字，请缩短。")
    return TextAreaField(label, [Optional(), limit], filters=[cleaned])


class RowForm(PlainForm):  # type: ignore[misc]
    """One row of a table on a form, with our messages."""

    class Meta(DefaultMeta):  # type: ignore[misc]
        """Our messages before the library's Chinese ones."""

        locales = ("zh",)

        def get_translations(self, form: Any) -> FormWords:
            """The words of this form's messages."""
            return FormWords(super().get_translations(form))


class RowsForm(VersionForm):
    """A form with a table `rows`, whose buttons add, move and drop rows without saving."""

    rows: FieldList
    most = MOST_ROWS

    def turned(self) -> bool:
        """Whether a button of the table was pressed: then the rows stand in their new order, and nothing is saved."""
        order = request.form.get(TURN, "") if request.method == "POST" else ""
        if order:
            self.refill(self.rearranged([row.data for row in self.rows], order))
        return bool(order)

    def rearranged(self, rows: list[dict[str, Any]], order: str) -> list[dict[str, Any]]:
        """The rows after an order."""
        return rearranged(rows, order, dict)

    def refill(self, rows: list[dict[str, Any]]) -> None:
        """Put these rows in place of those that came."""
        self.rows.entries, self.rows.last_index = [], -1
        for row in rows[: self.most]:
            self.rows.append_entry(row)

    def validate_rows(self, field: Any) -> None:
        """There is an end to what fits on paper."""
        if len(field.entries) > self.most:
            raise ValidationError(f"最多 {self.most} 行，请删去多余的行。")


class ScriptRow(RowForm):
    """One line of the script."""


for _key, _word in SCRIPT_COLUMNS:
    setattr(ScriptRow, _key, area(_word, LONGEST_CELL))


class ScriptForm(RowsForm):
    """The script as a table."""

    rows = FieldList(FormField(ScriptRow), "脚本")
    sheet = area("从 Excel 粘贴", 20_000)

    def rearranged(self, rows: list[dict[str, Any]], order: str) -> list[dict[str, Any]]:
        """Cells copied from a sheet become rows at the end; the other orders as everywhere."""
        if order != "paste":
            return super().rearranged(rows, order)
        keys = [key for key, _ in SCRIPT_COLUMNS]
        cells = pasted(self.sheet.data or "", len(keys), MOST_ROWS)
        self.sheet.data = ""
        return [row for row in rows if any(row.values())] + [dict(zip(keys, row, strict=True)) for row in cells]

    def told(self) -> dict[str, Any]:
        """What was written."""
        rows = [[row.data[key] or "" for key, _ in SCRIPT_COLUMNS] for row in self.rows]
        return {"items": {}, "rows": [list(row) for row in filled_rows(rows)]}


class ItemsForm(VersionForm):
    """The items of a document, each an area; its subclasses have the fields."""

    keys: tuple[str, ...] = ()

    def turned(self) -> bool:
        """No rows, no buttons that move them."""
        return False

    def told(self) -> dict[str, Any]:
        """What was written."""
        return {"items": {key: self[key].data or "" for key in self.keys}, "rows": []}


def _items_form(kind: DocumentKind) -> type[ItemsForm]:
    fields = {key: area(word) for key, word in ITEMS[kind]}
    return type("DocumentForm", (ItemsForm,), {"keys": tuple(fields), **fields})


FORMS = {kind: _items_form(kind) for kind in DocumentKind if ITEMS[kind]}


def document_form(kind: DocumentKind, content: Content, seen: int) -> ItemsForm | ScriptForm:
    """The form of a document, with what it says now."""
    if kind is DocumentKind.SCRIPT:
        keys = [key for key, _ in SCRIPT_COLUMNS]
        rows = [dict(zip(keys, row, strict=True)) for row in content.rows] or [{}]
        script: ScriptForm = ScriptForm(data={"seen": str(seen), "rows": rows})
        return script
    form: ItemsForm = FORMS[kind](data={"seen": str(seen), **content.items})
    return form


class FinishForm(VersionForm):
    """On which day it was finished."""

    on = day_field("完成日期", required=True, default=clock.today, description="文件定稿的日期，不能晚于今天。")


class EvaluationDayForm(Form):
    """On which day a drill of a secret plan was evaluated; nothing else is told."""

    on = day_field("评估完成日期", required=True, description="只登记日期；评估材料按保密渠道保管，不写入本系统。")


class WithdrawForm(VersionForm):
    """Why the mark is taken back."""

    reason = text_field("撤回原因", longest=300)
