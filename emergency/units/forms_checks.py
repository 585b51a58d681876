"""Input of one check of a unit's contacts: each contact with what came of it."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from emergency.base import clock
from emergency.base.forms import Form, day_field, text_field
from emergency.units.checks import OUTCOME_LABELS, Answer, Outcome
from emergency.units.forms_facts import check_phone
from emergency.units.lines import ContactRole
from emergency.units.models import Contact

CHOICES = [SelectChoice(outcome.value, word) for outcome, word in OUTCOME_LABELS.items()]


class ContactRow(PlainForm):  # type: ignore[misc]
    """One contact."""

    contact_id = HiddenField()
    seen = HiddenField()
    person = text_field("姓名", required=False, longest=40)
    post = text_field("职务", required=False, longest=60)
    phone = text_field("电话", longest=40)
    outcome = RadioField("核对结果", [InputRequired("请选择核对结果。")], choices=CHOICES)

    def validate_phone(self, field: Any) -> None:
        """A number that can be dialled."""
        check_phone(self, field)


class WithdrawCheckForm(Form):
    """The check that was entered wrongly: when the contacts were truly checked last, and why it is withdrawn."""

    day = day_field("实际的核对日期", required=True, description="这些联系方式真正核对过的最近一天。")
    reason = text_field("撤销原因", description="例如：误填日期、并未逐项核实。原登记保留在操作日志。")


class CheckForm(Form):
    """All contacts in use of one unit."""

    day = day_field("核对日期", required=True, default=clock.today, description="打通电话或向本人核实的那一天。")
    how = text_field("核对方式", required=False, longest=100, description="例如：逐个打通电话。")
    rows = FieldList(FormField(ContactRow))

    def answers(self) -> list[Answer]:
        """What the person says of each contact."""
        return [
            Answer(
                _number(row.contact_id.data), Outcome(row.outcome.data), row.person.data or "", row.post.data or "",
                row.phone.data or "", _number(row.seen.data),
            )
            for row in self.rows
        ]  # fmt: skip


def check_form(contacts: Sequence[Contact]) -> CheckForm:
    """The form with a row for each contact, its fields labelled with what they are of."""
    rows = [
        {"contact_id": one.id, "seen": one.version, "person": one.name, "post": one.post, "phone": one.phone}
        for one in contacts
    ]
    form: CheckForm = CheckForm(data={"rows": rows, "day": clock.today()})
    words = {str(one.id): ContactRole(one.role).label for one in contacts}
    for row in form.rows:
        word = words.get(str(row.contact_id.data), "联系方式")
        for field in (row.person, row.post, row.phone, row.outcome):
            field.label.text = f"{word}：{field.label.text}"
    return form


def _number(text: Any) -> int:
    """A whole number of the form; 0, which fits nothing, when it is spoilt."""
    value = str(text or "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0
