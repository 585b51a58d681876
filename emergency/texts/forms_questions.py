"""Input about questions, likeness and templates."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from emergency.base.forms import Form, cleaned, text_field
from emergency.texts.facts_remarks import VERDICT_WORDS, Subkind, Verdict

LONGEST_TEMPLATE = 200_000
ANSWERS = {
    Verdict.DISMISSED: "排除：没有问题，不用改（请写明理由）",
    Verdict.CONFIRMED: "确认：应当修改",
}


class RemarkForm(Form):
    """A word on a hint; `seen` is the number of the judgement that stood when the form was opened, 0 for none."""

    seen = HiddenField()

    @property
    def stood(self) -> int | None:
        """The judgement that whoever sends this has seen; None where the form doesn't say."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


class JudgeForm(RemarkForm):
    """确认 or 排除 of one hint, with the reason."""

    verdict = RadioField(
        "处理", [InputRequired("请选择确认还是排除。")],
        choices=[SelectChoice(value=verdict.value, label=words) for verdict, words in ANSWERS.items()],
    )  # fmt: skip
    reason = text_field(
        "理由", required=False, longest=300, description="排除必须写明理由；会记住，以后的版本不再重复提问，可以撤回。"
    )


class OverruleForm(RemarkForm):
    """What was found is not it: 未见 or 只有标题, with the reason."""

    verdict = RadioField(
        "改判", [InputRequired("请选择改判成什么。")],
        choices=[
            SelectChoice(value=Verdict.MISSING.value, label="未见：这一句不是这项要素，别处也没有"),
            SelectChoice(value=Verdict.TITLE.value, label="只有标题：标题是，标题下没有写这项内容"),
        ],
    )  # fmt: skip
    reason = text_field(
        "理由", longest=300, asks="请写明理由，例如：第3页说的是值班安排，不是信息报告。",
        description="会记住，以后的版本也按改判显示，程序找到的文字不同时提醒重看；可以撤回。",
    )  # fmt: skip


class ListForm(RemarkForm):
    """Which list a plan is held against."""

    verdict = RadioField("按哪一类核对", [InputRequired("请选择按哪一类核对。")])
    reason = text_field(
        "说明", required=False, longest=300, description="可以不写。选择和经手人、时间都会记下，可以撤回。"
    )

    def offer(self, subkinds: Sequence[Subkind]) -> None:
        """Put the lists among which this plan's reviewer may choose."""
        self.verdict.choices = [(one.value, VERDICT_WORDS[one]) for one in subkinds]


class TemplateForm(Form):
    """A known template: what it is called, where it counts, why, and its words."""

    name = text_field("范本名称", longest=100, asks="请填写范本名称，例如：区应急管理局2024年村级预案范本。")
    region = SelectField("适用地区", description="这个地区及以下各级预案里与范本相同的文字不算雷同。")
    reason = text_field("依据或者说明", longest=200, asks="请写明依据，例如印发范本的通知。")
    text = TextAreaField(
        "范本全文", [Optional(), Length(max=LONGEST_TEMPLATE, message="范本文字过长，请只粘贴正文。")],
        filters=[cleaned],
        description="把范本全文粘贴在这里；留空的地名写成××镇、____村都可以。",
    )  # fmt: skip
