"""Input of circumstances for revision."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from emergency.base.circumstances import CircumstanceKind
from emergency.base.errors import Refusal
from emergency.base.forms import Form, Written, day_field, text_field
from emergency.obligations.facts import PlanLine
from emergency.plans.actions_triggers import Decision, Told
from emergency.plans.forms import Seen, choices, long_text, ticks
from emergency.plans.models import Plan, Revision
from emergency.plans.models_triggers import ReviewTrigger
from emergency.plans.queries_triggers import TriggerLine
from emergency.plans.rules_triggers import KIND_WORDS, MEANINGS, SECRET_REASONS, SECRET_SIGNERS, SECRET_SOURCES
from emergency.plans.secret_words import WITHDRAWALS

NEEDED = InputRequired("请选择一项。")
VERDICTS = {"": "确认为修订情形", **{reason: f"不属于：{reason}" for reason in SECRET_REASONS}}


def fixed(label: str, sentences: tuple[str, ...]) -> RadioField:
    """One of some fixed sentences, for what must not be written freely."""
    return RadioField(label, [NEEDED], choices=choices({sentence: sentence for sentence in sentences}))


class SecretTriggerForm(Form):
    """A circumstance on a secret plan: nothing is written freely."""

    kind = RadioField("情形", [InputRequired("请选择是哪一种情形。")], choices=choices(KIND_WORDS))
    day = day_field("发生日期", required=True, description="变化发生（文件施行、机构调整、演练举行）的那一天。")
    source = fixed("依据", SECRET_SOURCES)

    def told(self) -> Told:
        """The values as the actions take them."""
        return Told(CircumstanceKind(self.kind.data), self.day.data, self.source.data or "")


class TriggerForm(SecretTriggerForm):
    """A circumstance, when it arose, and what it rests on."""

    source = long_text(
        "事实和依据", 500, Written("请写明发生了什么、依据哪份文件或哪次演练。"),
        description="例如：某某局机构改革方案（文号）自某日施行，指挥部成员单位调整。",
    )  # fmt: skip


class ConfirmTriggerForm(Seen):
    """确认, with the day on which it arose."""

    day = day_field("发生日期", required=True, description="按事实核对；确认后从这一天起显示为应当修订。")


class SecretDismissForm(Seen):
    """Why it is none, of a secret plan."""

    reason = fixed("原因", SECRET_REASONS)


class DismissForm(Seen):
    """Why it is none."""

    reason = long_text("原因", 300, Written("请写明为什么不属于修订情形。"))


class SecretKeepForm(SecretDismissForm):
    """A signed decision not to revise a secret plan."""

    on = day_field("签署日期", required=True)
    signed_by = fixed("签署人", SECRET_SIGNERS)

    def told(self) -> Decision:
        """The values as the actions take them."""
        return Decision(self.on.data, self.reason.data or "", self.signed_by.data or "")


class KeepForm(Seen):
    """A signed decision not to revise."""

    reason = long_text("不修订的理由", 300, Written("请写明不修订的理由。"))
    on = day_field("签署日期", required=True)
    signed_by = text_field("签署人", longest=40, description="签署这一决定的负责人。")

    def told(self) -> Decision:
        """The values as the actions take them."""
        return Decision(self.on.data, self.reason.data or "", self.signed_by.data or "")


class SecretUndecideForm(Seen):
    """Why a decision about a secret plan is withdrawn."""

    reason = fixed("撤销原因", WITHDRAWALS)


class UndecideForm(Seen):
    """Why a decision is withdrawn."""

    reason = long_text("撤销原因", 200, Written("请写明撤销的原因，以后查看的人才知道为什么。"))


class DecideForm(Form):
    """Several drafts at once: confirmed, or dismissed for one of the fixed reasons."""

    chosen = ticks("选中的情形", {}, coerce=int, validate_choice=False)
    reason = SelectField("判定", choices=choices(VERDICTS))

    @property
    def chosen_ids(self) -> list[int]:
        """The numbers that were ticked. Raises Refusal when the form is spoilt or nothing was."""
        if not self.sent() or not self.chosen.data:
            raise Refusal("没有勾选任何一条。请勾选要办理的修订情形，再提交。")
        return list(self.chosen.data)

    @property
    def reason_given(self) -> str:
        """Why they are none; empty where they are confirmed."""
        return self.reason.data or ""


class AnswerForm(Seen):
    """Which version is the answer."""

    number = SelectField("答复的版本", [InputRequired("请选择一版。")], coerce=int, validate_choice=True)


def answer_form(revisions: list[Revision], seen: int) -> AnswerForm:
    """The form with the versions of the plan but the first, the newest first."""
    form: AnswerForm = AnswerForm(data={"seen": str(seen)})
    form.number.choices = [SelectChoice(str(one.number), f"第{one.number}版") for one in revisions if one.number > 1]
    return form


def offer_answers(form: Any, triggers: Sequence[ReviewTrigger]) -> None:
    """The circumstances that a version may answer, put into its form."""
    form.answers.choices = [
        SelectChoice(str(one.id), f"{one.day} {KIND_WORDS[CircumstanceKind(one.kind)]}") for one in triggers
    ]


def decide_form(lines: Sequence[TriggerLine]) -> DecideForm:
    """The form for deciding about these drafts together."""
    form: DecideForm = DecideForm()
    form.chosen.choices = [SelectChoice(str(line.trigger.id), line.plan.code) for line in lines]
    return form


def trigger_form(plan: Plan, *, secret: bool) -> Any:
    """The form for recording one, with the six circumstances in the words of the plan's line."""
    form: Any = SecretTriggerForm() if secret else TriggerForm()
    meanings = MEANINGS[PlanLine(plan.line)]
    form.kind.choices = [SelectChoice(kind.value, f"{word}：{meanings[kind]}") for kind, word in KIND_WORDS.items()]
    return form
