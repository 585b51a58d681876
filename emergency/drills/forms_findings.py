"""Input of what a drill brought to light."""

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from emergency.base.forms import cleaned, day_field, text_field
from emergency.drills.actions_findings import FindingDetails
from emergency.drills.forms import VersionForm

MAJOR = "勾选后，演练的预案会列为“待确认是否修订”。"


class SecretFindingForm(VersionForm):
    """A finding of a drill of a secret plan: nothing is written freely."""

    major = BooleanField("重大问题，可能需要修订预案", description=MAJOR)
    due_on = day_field("整改期限")

    def details(self) -> FindingDetails:
        """The values as the actions take them."""
        return FindingDetails("", bool(self.major.data), "", self.due_on.data)


class FindingForm(VersionForm):
    """A finding: what, how grave, who mends it by when."""

    text = TextAreaField(
        "发现的问题",
        [InputRequired("请写明发现了什么问题。"), Length(max=500, message="最多 500 个字，请缩短。")],
        filters=[cleaned],
    )
    major = BooleanField("重大问题，可能需要修订预案", description=MAJOR)
    responsible = text_field("责任人或责任单位", required=False, longest=60)
    due_on = day_field("整改期限")

    def details(self) -> FindingDetails:
        """The values as the actions take them."""
        return FindingDetails(
            self.text.data or "", bool(self.major.data), self.responsible.data or "", self.due_on.data
        )


class CloseFindingForm(VersionForm):
    """That it was mended."""

    on = day_field("整改完成日期", required=True)
    outcome = TextAreaField(
        "整改结果", [Optional(), Length(max=500, message="最多 500 个字，请缩短。")], filters=[cleaned]
    )
