"""Input of 委托第三方: the body, the contract, the experts line by line."""

from typing import Any

from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as PlainForm

from emergency.base.forms import Form, day_field, text_field
from emergency.plans.forms import choices
from emergency.plans.rules_commission import PURPOSE_LABELS, CommissionDetails, Expert, Purpose

BLANK_ROWS = 3
MOST_EXPERTS = 30


class ExpertRow(PlainForm):  # type: ignore[misc]
    """One expert; an empty line is no expert."""

    person = text_field("姓名", required=False, longest=40)
    place = text_field("单位和专长", required=False, longest=100)
    recused = BooleanField("回避")
    reason = text_field("回避原因", required=False, longest=200)


class CommissionForm(Form):
    """A commission."""

    purpose = SelectField("委托事项", choices=choices(PURPOSE_LABELS))
    body = text_field("受托机构", longest=100, description="写全称，与合同一致。")
    contract = text_field("合同编号", required=False, longest=100)
    starts_on = day_field("合同起期", required=True)
    ends_on = day_field("合同止期", required=True)
    note = text_field("备注", required=False, longest=300)
    experts = FieldList(FormField(ExpertRow), max_entries=MOST_EXPERTS)

    def told(self) -> CommissionDetails:
        """The values as the actions take them; empty lines are left out."""
        rows = [
            Expert(row.person.data or "", row.place.data or "", bool(row.recused.data), row.reason.data or "")
            for row in self.experts
        ]
        return CommissionDetails(
            Purpose(self.purpose.data), self.body.data, self.starts_on.data, self.ends_on.data,
            self.contract.data or "", self.note.data or "", tuple(one for one in rows if one != Expert("")),
        )  # fmt: skip


class CommissionCorrectionForm(CommissionForm):
    """A commission corrected, and why."""

    why = text_field("更正原因", longest=300, description="更正前后的内容、原因和办理人都会保留。")


class CommissionEndForm(Form):
    """Why a commission's entry is withdrawn."""

    reason = text_field("撤销原因", longest=300, description="误登、重复登记的才撤销；合同到期的不用撤销。")


def commission_form(form: type[CommissionForm], told: CommissionDetails | None = None) -> Any:
    """The form, filled where something is told already, with a few empty lines for experts."""
    known = [_row(expert) for expert in told.experts] if told else []
    rows = [*known, *({} for _ in range(BLANK_ROWS if known else 2 * BLANK_ROWS))]
    values = {**vars(told), "purpose": told.purpose.value} if told else {}
    made = form(data={**values, "experts": rows[:MOST_EXPERTS]})
    for number, row in enumerate(made.experts, 1):
        for field in (row.person, row.place, row.recused, row.reason):
            field.label.text = f"专家 {number}：{field.label.text}"
    return made


def _row(expert: Expert) -> dict[str, Any]:
    return {"person": expert.name, "place": expert.place, "recused": expert.recused, "reason": expert.reason}
