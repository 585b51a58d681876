"""Input of local rules: the guided form, a file or text, the looked-at text to keep, and the day of an end."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.base.forms import Form, Written, day_field, text_field
from emergency.obligations.local_guide import DOINGS, SHAPES, Answers, condition_choices, plan_choices
from emergency.obligations.rules import FORCE_LABELS, RANK_LABELS, Force
from emergency.obligations.wording import CONTENT_LABELS, FORM_LABELS, PERIOD_LABELS
from emergency.units.facts import UNIT_KIND_LABELS

FORCES = (Force.LOCAL, Force.DUTY, Force.PRINCIPLE, Force.UNDATED, Force.RECOMMENDED)


class SeveralField(SelectMultipleField):  # type: ignore[misc]
    """Several ticks out of a list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _choices(pairs: Any) -> list[SelectChoice]:
    return [SelectChoice(str(word), label) for word, label in pairs]


def _condition(label: str) -> SelectField:
    return SelectField(label, choices=[SelectChoice("", "不限"), *_choices(condition_choices())], default="")


class LocalRuleForm(Form):
    """A local rule, asked step by step; the number is given by the register."""

    title = text_field("规则名称", longest=60, description="如：旅游景区每半年组织一次应急演练。")
    document = text_field("依据文件的名称和文号", longest=120, description="照文件原文填写，不要推测文号。")
    clause = text_field("条款", longest=40, description="如：第十二条。")
    rank = SelectField("位阶", choices=_choices((rank.value, word) for rank, word in RANK_LABELS.items()))
    force = SelectField(
        "效力", choices=_choices((force.value, FORCE_LABELS[force]) for force in FORCES),
        description="工作部署填“工作部署”，不称违法；没有数字的填“应当，未定次数或期限”；没有核对原文的填“推荐或待核”。",
    )  # fmt: skip
    verified = BooleanField("已对照文件原文核对")
    demand_text = text_field("要求（照原文摘写）", longest=200)
    kinds = SeveralField(
        "适用的单位类别", choices=_choices((kind.value, word) for kind, word in UNIT_KIND_LABELS.items())
    )
    first = _condition("条件一")
    second = _condition("条件二")
    third = _condition("条件三")
    above = IntegerField(
        "建筑高度高于（米）",
        [Optional(), NumberRange(1, 1000)],
        description="只约束高于这一高度的建筑时填；与上面的条件并列。",
    )
    joined = RadioField(
        "几个条件之间", choices=_choices([("all", "都要符合"), ("any", "符合其中一个")]), default="all",
        description="单位类别和条件都填的，两者都要符合。",
    )  # fmt: skip
    doing = SelectField("要做什么", choices=_choices(DOINGS.items()))
    shape = SelectField("次数或期限", choices=_choices(SHAPES.items()))
    working_days = IntegerField("工作日数", [Optional(), NumberRange(1, 250)], description="有工作日期限时填。")
    years = IntegerField("年数", [Optional(), NumberRange(1, 20)], description="选“每若干年一次”时填。")
    period = SelectField(
        "自然期", default="",
        choices=[SelectChoice("", "不按自然期"), *_choices((one.value, word) for one, word in PERIOD_LABELS.items())],
    )  # fmt: skip
    plan_kinds = SeveralField(
        "针对的预案", choices=_choices(plan_choices()),
        description="不选：应编、备案、公开、评估针对该单位的任何预案，演练和培训不以有预案为前提。",
    )  # fmt: skip
    contents = SeveralField("计入的演练内容", choices=_choices(CONTENT_LABELS.items()), default=list(CONTENT_LABELS))
    forms = SeveralField(
        "计入的演练形式", choices=_choices(FORM_LABELS.items()), default=list(FORM_LABELS),
        description="选“组织演练”时起作用；条文要求实战的，只勾选实战；都不勾选的不限。",
    )  # fmt: skip
    valid_from = day_field("施行日期", required=True)
    note = text_field("说明", required=False)

    def answers(self, number: str) -> Answers:
        """What was answered, under the number of the new rule."""
        chosen = [field.data for field in (self.first, self.second, self.third) if field.data]
        return Answers(
            number, self.title.data, self.document.data, self.clause.data, self.rank.data, self.force.data,
            self.demand_text.data, self.doing.data, self.shape.data, self.valid_from.data, self.working_days.data,
            self.years.data, self.period.data, tuple(self.kinds.data or ()), tuple(dict.fromkeys(chosen)),
            self.joined.data, tuple(self.plan_kinds.data or ()), self.verified.data, self.note.data or "",
            self.above.data, tuple(self.contents.data or CONTENT_LABELS),
            tuple(self.forms.data or FORM_LABELS),
        )  # fmt: skip


class RuleFileForm(Form):
    """Local rules as a YAML file or text."""

    file = FileField("规则文件", description="YAML 文本，UTF-8 编码。与下面的文本任选一种。")
    text = TextAreaField("规则文本", [Length(max=200_000)])


class RuleTextForm(Form):
    """A local rule to be corrected, or a looked-at text to be kept, with the reason."""

    text = TextAreaField("规则文本", [Written("请填写规则文本。"), Length(max=200_000)])
    reason = text_field("理由和依据", description="如会议决定、收文登记号，写入操作日志。")


class EndForm(Form):
    """The day from which a local rule binds nobody, and why."""

    ends = day_field("自哪一天起失效", required=True)
    reason = text_field("理由和依据", description="如文件废止的文号，写入操作日志。")
