"""Input of the page that enters all villages of a township."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms import Form as PlainForm

from emergency.base.forms import Form, day_field
from emergency.evidence.facts import FILES_ALLOWED
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.plans.actions_villages import VillageEntry
from emergency.plans.queries_villages import Village


class RowPapersField(PapersField):
    """Files of one row; the question about secrecy stands once, above all rows."""

    def _refused(self, _form: Any, _uploads: list[Any]) -> list[str]:
        answer = request.form.get("secrecy")
        return [] if answer in FILES_ALLOWED else self._dropped(answer)


class VillageRow(PlainForm):  # type: ignore[misc]
    """One village."""

    unit_id = HiddenField()
    chosen = BooleanField("登记")
    issued = day_field("印发日期")
    files = RowPapersField("扫描件", join=True, secrecy="")


class VillagesForm(Form):
    """All villages of a township."""

    secrecy = secrecy_field()
    issued_all = day_field("共同的印发日期", description="各行没有填日期的，用这一天。")
    shared = PapersField("共用的扫描件", join=True, description="一份扫描件包含多个村时上传，附到勾选的每一个村。")
    rows = FieldList(FormField(VillageRow))

    def entries(self) -> list[VillageEntry]:
        """The chosen rows."""
        return [
            VillageEntry(int(row.unit_id.data), row.issued.data or self.issued_all.data, row.files.data)
            for row in self.rows
            if row.chosen.data and (row.unit_id.data or "").isdecimal()
        ]


def villages_form(villages: Sequence[Village]) -> VillagesForm:
    """The form with a row for each village, labelled with its name."""
    form: VillagesForm = VillagesForm(data={"rows": [{"unit_id": village.unit.id} for village in villages]})
    names = {str(village.unit.id): village.unit.name for village in villages}
    for row in form.rows:
        name = names.get(str(row.unit_id.data), "")
        for field in (row.chosen, row.issued, row.files):
            field.label.text = f"{name}：{field.label.text}"
    return form
