"""Input of the drills room: planning, moving, cancelling, recording, checking."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.base.errors import Conflict, Refusal
from emergency.base.forms import Form, Written, cleaned, day_field, text_field
from emergency.drills import words
from emergency.drills.facts import DrillDetails, DutyChoice, HeldDetails, Span
from emergency.evidence.facts import PaperRole, Received
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.evidence.kinds import DRILL_RECORDS, PICTURES, Kind
from emergency.plans.words import EventClass

Parts = tuple[tuple[int, words.Part], ...]
CHOOSE = InputRequired("请选择一项。")
SHOWING = PICTURES | {Kind.MP4}


def choices(named: Mapping[str, str]) -> list[SelectChoice]:
    """The choices of a field, each a value and its word."""
    return [SelectChoice(str(value), word) for value, word in named.items()]


class TicksField(SelectMultipleField):  # type: ignore[misc]
    """Several of a list, as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Only what is offered may be ticked; what was offered before may have gone meanwhile."""
        if set(self.data or ()) - {str(choice.value) for choice in self.choices or ()}:
            raise ValidationError("勾选的内容中有的已不在可选范围，请重新勾选。")


class VersionForm(Form):
    """A form that remembers which state of the drill its sender saw."""

    seen = HiddenField()

    @property
    def version(self) -> int:
        """The number of the state; 0, which fits none, when it is spoilt."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0

    def refuse(self, refusal: Refusal) -> None:
        """Who is told what it became meanwhile has seen it, and may send again what is still typed here."""
        super().refuse(refusal)
        if isinstance(refusal, Conflict) and refusal.version:
            self.seen.data = str(refusal.version)


class KindForm(Form):
    """The three kinds of YJ/T 9007, the plans, and the duties that the drill is held for."""

    content = RadioField("按内容", [CHOOSE], choices=choices(words.CONTENT_WORDS))
    form = RadioField("按形式", [CHOOSE], choices=choices(words.FORM_WORDS))
    purpose = RadioField("按目的", [CHOOSE], choices=choices(words.PURPOSE_WORDS), default=words.Purpose.TESTING)
    plans = TicksField("演练的预案", [Optional()], validate_choice=True)
    duties = TicksField(
        "用于完成的演练义务", [Optional()], description="由登记人选定；核对通过后只计入所选项，其他义务不计。"
    )

    def offer(self, plans: Sequence[tuple[int, str]], duties: Sequence[tuple[str, str]]) -> None:
        """The plans and duties that may be ticked."""
        self.plans.choices = [SelectChoice(str(plan_id), title) for plan_id, title in plans]
        self.duties.choices = [SelectChoice(value, word) for value, word in duties]

    def plan_ids(self) -> tuple[int, ...]:
        """The plans ticked, and those of the duties ticked."""
        ticked = [int(plan_id) for plan_id in self.plans.data or ()]
        return tuple(dict.fromkeys([*ticked, *(d.plan_id for d in self.duty_choices() if d.plan_id)]))

    def duty_choices(self) -> tuple[DutyChoice, ...]:
        """The duties ticked."""
        return tuple(duty_choice(value) for value in self.duties.data or ())


class SceneForm(KindForm):
    """Where it is, beside its kinds."""

    place = text_field("地点", required=False)
    indoors = BooleanField("室内")
    announced = BooleanField("已事先公告")


class DetailsForm(SceneForm, VersionForm):
    """What is planned, but for the time, which is left to the move."""

    title = text_field("演练名称", longest=100)
    event_class = SelectField(
        "突发事件类别", [CHOOSE], choices=[SelectChoice("", "请选择"), *choices(words.EVENT_CLASS_WORDS)]
    )
    hazard = text_field("情景或灾种", required=False, longest=40, description="如：森林火灾、内涝、燃气泄漏。")
    participating = TextAreaField(
        "参演单位", [Optional(), Length(max=2000)], description="本系统内的单位，每行一个全称。"
    )
    observing = TextAreaField("观摩单位", [Optional(), Length(max=2000)], description="本系统内的单位，每行一个全称。")
    partners = text_field("其他参加单位", required=False, longest=300, description="不在本系统内的单位，用顿号隔开。")

    def takers(self) -> tuple[str, str]:
        """The names of the units that take part and that look on, one a line."""
        return self.participating.data or "", self.observing.data or ""

    def details(self, parts: Parts, span: Span) -> DrillDetails:
        """The values of the form; `parts` are the units that were found by their names."""
        return DrillDetails(
            title=self.title.data, span=span, content=words.Content(self.content.data),
            form=words.Form(self.form.data), purpose=words.Purpose(self.purpose.data),
            event_class=EventClass(self.event_class.data),
            hazard=self.hazard.data or "", place=self.place.data or "", indoors=self.indoors.data,
            announced=self.announced.data, partners=self.partners.data or "", parts=parts,
            plan_ids=self.plan_ids(), duties=self.duty_choices(),
        )  # fmt: skip


class DraftForm(Form):
    """Whether a new drill is kept back."""

    draft = BooleanField("先存为草稿", description="草稿只有本单位和上级机构看得到，不进日历；发布后参演单位才看到。")

    @property
    def state(self) -> words.State:
        """The state that the new drill begins in."""
        return words.State.DRAFT if self.draft.data else words.State.PUBLISHED


class PublishForm(VersionForm):
    """Nothing to fill in: from now on everybody who takes part sees the drill."""


class PostponeForm(VersionForm):
    """Why the drill is not held on its day; the new one is still open."""

    reason = text_field("推迟原因", longest=300)


class CancelForm(VersionForm):
    """Why the drill will not be held."""

    reason = text_field("取消原因", longest=300, asks="请写明取消的原因，单位和上级机构都会看到。")


class ConfirmForm(VersionForm):
    """Nothing to fill in: the button settles the day."""


class HoldForm(SceneForm, VersionForm):
    """A drill as it was held."""

    held_on = day_field("举行日期", required=True)
    participants = IntegerField(
        "参加人数", [InputRequired("请填写参加人数。"), NumberRange(1, 1_000_000, "参加人数应是1至1000000的整数。")]
    )
    summary = TextAreaField(
        "演练情况", [Written("请填写演练情况。"), Length(max=4000, message="最多4000个字，请缩短。")],
        filters=[cleaned], description="过程、发现的问题、改进意见。",
    )  # fmt: skip
    reason = text_field("更正原因", required=False, longest=300)
    secrecy = secrecy_field("佐证材料的公开属性")
    record = PapersField("现场照片、视频、演练记录", accept=DRILL_RECORDS)
    sheet = PapersField("签到表", accept=DRILL_RECORDS - {Kind.MP4})

    def details(self) -> HeldDetails:
        """The values of the form."""
        return HeldDetails(
            held_on=self.held_on.data, content=words.Content(self.content.data), form=words.Form(self.form.data),
            purpose=words.Purpose(self.purpose.data), participants=self.participants.data,
            place=self.place.data or "", summary=self.summary.data, indoors=self.indoors.data,
            announced=self.announced.data, plan_ids=self.plan_ids(), duties=self.duty_choices(), papers=self.papers(),
        )  # fmt: skip

    def papers(self) -> tuple[tuple[Received, PaperRole], ...]:
        """The files that came, each with what it is: a picture shows, a text records."""
        return (
            *((file, PaperRole.PHOTO if file.kind in SHOWING else PaperRole.DRILL_RECORD) for file in self.record.data),
            *((file, PaperRole.SIGN_IN_SHEET) for file in self.sheet.data),
        )


class AcceptForm(VersionForm):
    """Nothing to fill in: the record is complete."""


class ReturnForm(VersionForm):
    """Why the record goes back."""

    reason = text_field("退回原因", longest=300)


def duty_value(rule_id: str, plan_id: int | None) -> str:
    """A duty as the value of a tick box."""
    return f"{rule_id}:{plan_id or ''}"


def duty_choice(value: str) -> DutyChoice:
    """The duty of a tick box; the value was one of the choices."""
    rule_id, _, plan_id = value.partition(":")
    return DutyChoice(rule_id, int(plan_id) if plan_id else None)
