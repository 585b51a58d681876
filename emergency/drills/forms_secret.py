"""Input of a drill of a 涉密 or 工作秘密 plan: days, kinds, plans by code, fixed reasons; no room for words."""

from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from emergency.base.forms import Form, day_field
from emergency.drills import words
from emergency.drills.facts import DrillDetails, HeldDetails, Span
from emergency.drills.forms import DraftForm, KindForm, Parts, VersionForm
from emergency.drills.forms_span import AnswerForm, PurposeForm, SpanForm
from emergency.drills.secret_words import ARRANGES, CANCELS, CORRECTIONS, DECLINES, MOVES, RETURNS, REVIVALS
from emergency.plans.forms_acts import one_of


class SecretPurposeForm(PurposeForm):
    """A doubtful day is wanted all the same, for one of the fixed reasons."""

    anyway_reason = SelectField(
        "仍然安排的理由", [Optional()],
        choices=[SelectChoice("", "请选择"), *(SelectChoice(word, word) for word in ARRANGES)],
    )  # fmt: skip


class SecretKindForm(KindForm):
    """The kinds, at least one secret plan by its code, and the duties."""

    def validate_content(self, _field: Any) -> None:
        """Without a plan there would be no code; asked here, for empty tick boxes are not asked themselves."""
        if not self.plan_ids():
            raise ValidationError("请在“演练的预案”中至少勾选一个代号。")


class SecretDetailsForm(SecretKindForm, VersionForm):
    """What is planned, but for the time."""

    def details(self, parts: Parts, span: Span) -> DrillDetails:
        """The values of the form: nothing in own words, no other units."""
        return DrillDetails(
            title="", span=span, content=words.Content(self.content.data), form=words.Form(self.form.data),
            purpose=words.Purpose(self.purpose.data), plan_ids=self.plan_ids(), duties=self.duty_choices(),
        )  # fmt: skip


class SecretDrillForm(SecretDetailsForm, SecretPurposeForm, SpanForm, DraftForm):
    """A new drill with its time."""

    def planned(self, parts: Parts) -> DrillDetails:
        """The values of the form, time included."""
        return self.details(parts, self.span())


class SecretHoldForm(SecretKindForm, VersionForm):
    """A drill as it was held: the day. Papers stay in the secret channel."""

    held_on = day_field("举行日期", required=True)
    reason = one_of("更正原因", CORRECTIONS)

    def details(self) -> HeldDetails:
        """The values of the form."""
        return HeldDetails(
            held_on=self.held_on.data, content=words.Content(self.content.data), form=words.Form(self.form.data),
            purpose=words.Purpose(self.purpose.data), plan_ids=self.plan_ids(), duties=self.duty_choices(),
        )  # fmt: skip


class SecretMoveForm(SecretPurposeForm, SpanForm):
    """Another time, and which of the fixed reasons."""

    reason = one_of("改期原因", MOVES)


class SecretProposeForm(SecretPurposeForm, SpanForm):
    """Another time that the unit asks for, and which of the fixed reasons."""

    reason = one_of("提议原因", MOVES)


class SecretAnswerForm(SecretPurposeForm, AnswerForm):
    """The button by which the office agrees."""


class SecretDeclineForm(AnswerForm):
    """Why the office does not agree, of the fixed reasons."""

    reason = one_of("不接受的原因", DECLINES)


class SecretPostponeForm(VersionForm):
    """That the day is open again, and which of the fixed reasons."""

    reason = one_of("推迟原因", MOVES)


class SecretReviveForm(SecretPurposeForm, SpanForm):
    """The new day, and which of the fixed reasons."""

    reason = one_of("恢复原因", REVIVALS)


class SecretCancelForm(VersionForm):
    """That the drill will not be held, and which of the fixed reasons."""

    reason = one_of("取消原因", CANCELS)


class SecretReturnForm(VersionForm):
    """Why the record goes back, of the fixed reasons."""

    reason = one_of("退回原因", RETURNS)


def is_silent(form: Form) -> bool:
    """Whether the form has no room for words."""
    return isinstance(form, SecretKindForm)
