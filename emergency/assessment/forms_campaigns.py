"""Input of campaigns: opening one, changing its deadline, sealing it, and what a side says of an item."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from emergency.assessment.actions_marks import Said
from emergency.assessment.facts import Audience, Item
from emergency.assessment.forms import EntryForm, Papers, item_fields, override_fields
from emergency.assessment.rules_campaigns import DRAWN_BY, KIND_WORDS, LONGEST_NAME, CampaignDetails, CampaignKind, Side
from emergency.base.forms import Form, day_field, text_field
from emergency.evidence.facts import FILES_ALLOWED
from emergency.evidence.forms import NO_SECRETS, PapersField, secrecy_field
from emergency.evidence.kinds import PLAN_TEXTS, Kind
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind

ASSESSED_KINDS = (
    UnitKind.DEPARTMENT, UnitKind.VILLAGE, UnitKind.SCHOOL, UnitKind.HOSPITAL, UnitKind.ENTERPRISE, UnitKind.ZONE,
    UnitKind.OTHER,
)  # fmt: skip


class CampaignForm(Form):
    """What is assessed, of whom, as of when."""

    name = text_field("考核名称", longest=LONGEST_NAME, description="例如：2026年应急管理工作年终考核")
    kind = RadioField(
        "考核类别", [InputRequired("请选择考核类别。")],
        choices=[SelectChoice(key, word) for key, word in KIND_WORDS.items()], default=CampaignKind.ANNUAL.value,
    )  # fmt: skip
    year = IntegerField(
        "考核年度", [InputRequired("请填写年度，如 2026。"), NumberRange(2000, 2098, "年度应为四位数字。")]
    )
    template = SelectField("考核模板", description="用选定的这一版；模板以后再改，本次考核不受影响。")
    as_of = day_field("考核基准日", required=True, description="数字截至这一天；这一天以后发生的不计。")
    deadline = day_field("自评截止日", required=True)
    levels = Papers("考核对象", description="只列计入口径的地区和单位。")
    kinds = Papers(
        "单位类别", choices=[SelectChoice(kind.value, UNIT_KIND_LABELS[kind]) for kind in ASSESSED_KINDS],
        description="选了“单位”时使用；一个不选为全部类别。",
    )  # fmt: skip
    sample = IntegerField(
        "每县抽查乡镇（街道）数", [Optional(), NumberRange(0, 20, "应在 0 到 20 之间。")],
        description="例如 2；不抽查留空。",
    )  # fmt: skip
    seed = text_field(
        "抽取种子", required=False, longest=40,
        description=f"可公开产生，如抽签号；全角数字、字母按半角记；留空由系统随机产生。抽取办法：{DRAWN_BY}，任何人可以复算。",
    )  # fmt: skip

    def details(self) -> CampaignDetails:
        """What was asked for."""
        return CampaignDetails(
            self.name.data, CampaignKind(self.kind.data), self.year.data, self.as_of.data, self.deadline.data,
            frozenset(Audience(level) for level in self.levels.data or ()), frozenset(self.kinds.data or ()),
            self.sample.data or 0, unicodedata.normalize("NFKC", self.seed.data or ""),
        )  # fmt: skip

    @property
    def chosen(self) -> tuple[str, int]:
        """The name and the version of the template."""
        key, _, number = str(self.template.data).rpartition(":")
        return key, int(number)


def campaign_form(levels: Mapping[str, str], templates: Sequence[tuple[str, str]], **known: Any) -> CampaignForm:
    """The form for a region of whose levels some may be assessed."""
    form = CampaignForm(data=known)
    form.levels.choices = [SelectChoice(key, word) for key, word in levels.items()]
    form.template.choices = [SelectChoice(key, word) for key, word in templates]
    return form


class ChangeForm(Form):
    """The name and the deadline, with the reason."""

    name = text_field("考核名称", longest=LONGEST_NAME)
    deadline = day_field("自评截止日", required=True)
    reason = text_field("修改理由", longest=150)


class SealForm(Form):
    """Nothing to fill in: sealing is asked for once more."""


class ReturnOwnForm(Form):
    """Why a 自评 is given back."""

    reason = text_field("退回理由", longest=300, description="写明要补什么、改什么。")


class MarkForm(EntryForm):
    """What a side says of an item."""

    def said(self, item: Item) -> Said:
        """The same as plain values."""
        return Said(self.reason.data, self.ticked, self.faults(item), self.points)


class EvidenceForm(Form):
    """Papers behind an item."""

    secrecy = secrecy_field("材料的公开属性", allowed=FILES_ALLOWED, refused=NO_SECRETS)
    stated_on = day_field("材料形成日期", description="材料所反映事项发生的日期；与收到日期相差七日以上的显示为补录。")
    files = PapersField("佐证材料", accept=PLAN_TEXTS | {Kind.MP4}, join=True, needed="请选择要上传的文件。")


def mark_form(item: Item, side: Side, **known: Any) -> MarkForm:
    """The form of one side for one item: its own fields; against a computed score the points alone."""
    fields = item_fields(item) if side is not Side.OVERRIDE else override_fields(item)
    form: MarkForm = type("MarkOfItem", (MarkForm,), fields)(data=known)
    return form
