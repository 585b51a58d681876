"""Input of the registry: a plan, a version, papers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.base.forms import Form, cleaned, day_field, text_field
from emergency.evidence.facts import ROLE_LABELS, PaperRole, Received, Secrecy
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.obligations.facts import COVER_LABELS, PLAN_KIND_LABELS, PLAN_LINE_LABELS, Cover, PlanKind, PlanLine
from emergency.plans.papers import Given
from emergency.plans.rules import PLAN_PAPERS, PlanDetails, RevisionDetails
from emergency.plans.words import EVENT_CLASS_LABELS, HAZARDS, Act, EventClass

DATES = {act: act.value for act in (Act.REVIEWED, Act.ISSUED, Act.PUBLISHED, Act.SIGNED, Act.EFFECTIVE, Act.EXPIRES)}
ONLY_APPROVED = "涉密和工作秘密预案只能上传经批准公开的简本，公开属性须为“公开”；其他文件不得上传。"
UNSET = [SelectChoice("", "未指定")]
ANSWERS, ANSWERED = "这一版答复的修订情形", "勾选的情形在这一版核对通过后计为已修订；待确认的，勾选即为确认。"


def choices(labels: Mapping[Any, str]) -> list[SelectChoice]:
    """Words to choose from, in their order."""
    return [SelectChoice(str(getattr(key, "value", key)), label) for key, label in labels.items()]


def ticks(label: str, labels: Mapping[Any, str], **kwargs: Any) -> SelectMultipleField:
    """Several words to tick."""
    return SelectMultipleField(
        label, choices=choices(labels), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), **kwargs
    )


def long_text(label: str, longest: int, *validators: Any, **kwargs: Any) -> TextAreaField:
    """A field for some lines of text."""
    limit = Length(max=longest, message=f"最多 {longest} 个字，请缩短。")
    return TextAreaField(label, [*(validators or (Optional(),)), limit], filters=[cleaned], **kwargs)


def _hazards() -> list[SelectChoice]:
    groups = {EVENT_CLASS_LABELS[kind]: named for kind, named in HAZARDS.items()}
    grouped = [
        SelectChoice(key, label, optgroup=group) for group, named in groups.items() for key, label in named.items()
    ]
    return [*UNSET, *grouped]


class Seen(Form):
    """A form that knows which version of the plan its filler saw."""

    seen = HiddenField()

    @property
    def version(self) -> int | None:
        """The version seen; none where the form does not say."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


class DetailsPart:
    """What is told of the plan itself."""

    secrecy = secrecy_field()
    line = RadioField("线别", [InputRequired("请选择线别。")], choices=choices(PLAN_LINE_LABELS))
    kinds = ticks("类别", PLAN_KIND_LABELS, validators=[InputRequired("请至少选择一个类别。")])
    title = text_field("预案名称", required=False, description="与封面一致；涉密和工作秘密预案留空，系统给出代号。")
    covers = ticks("涵盖", COVER_LABELS, description="一本预案同时涵盖的内容，可多选；用于判断是否满足相应的应编要求。")
    event_class = SelectField("事件类别", default="", choices=[*UNSET, *choices(EVENT_CLASS_LABELS)])
    hazard = SelectField("灾种", default="", choices=_hazards())
    approver = SelectField("审批单位", default="", choices=UNSET, validate_choice=False)
    issuer = SelectField("印发机构", default="", choices=UNSET, validate_choice=False)
    leads = long_text(
        "联合编制的其他牵头单位", 1000, description="联合预案填写，每行一个单位全称，须在您的管辖范围内。"
    )
    superior = text_field(
        "上位预案代号", required=False, longest=20, description="例如 YA000012，可在上位预案页面查到。"
    )
    filing_target = text_field(
        "应报备案的对象", required=False, description="例如：爱辉区人民政府（径送区应急管理局）。"
    )

    def details(self, leads: tuple[int, ...], superior: int | None) -> PlanDetails:
        """The values as the actions take them; the named units and the superior plan were looked up."""
        return PlanDetails(
            line=PlanLine(self.line.data),
            kinds=frozenset(PlanKind(kind) for kind in self.kinds.data or ()),
            title=self.title.data or "",
            covers=frozenset(Cover(cover) for cover in self.covers.data or ()),
            event_class=EventClass(self.event_class.data) if self.event_class.data else None,
            hazard=self.hazard.data or "",
            secrecy=Secrecy(self.secrecy.data),
            lead_ids=leads,
            approver_id=_number(self.approver.data),
            issuer_id=_number(self.issuer.data),
            superior_plan_id=superior,
            filing_target=self.filing_target.data or "",
        )


class VersionPart:
    """What is told of one version."""

    document_number = text_field(
        "文号或预案编号", required=False, longest=60, description="系统不生成文号；没有时留空。"
    )
    issuing_name = text_field("印发名义", required=False, longest=100, description="例如：某某市人民政府办公室。")
    signed_by = text_field("签发人", required=False, longest=40)
    reviewed = day_field("评审日期", description="令88号第21条所列单位，公布前评审并形成纪要的日期。")
    issued = day_field("印发日期", description="政府线：备案、公开的期限从这一天起算。")
    published = day_field("公布日期", description="企业线：备案期限从这一天起算。")
    signed = day_field("签署发布日期", description="环境应急预案：备案期限从这一天起算。")
    effective = day_field("施行日期")
    expires = day_field("有效期至", description="行政规范性文件规定有效期的填写。")

    def told(self) -> RevisionDetails:
        """The values as the actions take them."""
        important = getattr(self, "important_change", None)
        summary = getattr(self, "summary", None)
        return RevisionDetails(
            dates=self.dates(), document_number=self.document_number.data or "",
            issuing_name=self.issuing_name.data or "", signed_by=self.signed_by.data or "",
            important_change=bool(important.data) if important is not None else False,
            summary=(summary.data or "") if summary is not None else "",
        )  # fmt: skip

    def dates(self) -> dict[Act, date]:
        """The stated days by kind."""
        days = {act: getattr(self, name).data for act, name in DATES.items()}
        return {act: day for act, day in days.items() if day is not None}


class FilesPart:
    """The papers that come with a version."""

    text = PapersField("正式印发文本（盖章扫描件）", join=True)
    editable = PapersField("可编辑文本", multiple=False)
    explanation = PapersField("编制说明", join=True)
    review = PapersField("评审意见等其他材料", join=True)

    def given(self) -> Given:
        """The received files with their roles."""
        found: list[tuple[PaperRole, Received]] = []
        for name in ("text", "editable", "explanation", "review"):
            found += [(PaperRole(name), file) for file in getattr(self, name).data]
        return found


class OpenFilesPart(FilesPart):
    """The same, where the plan's secrecy is known and does not forbid them."""

    text = PapersField("正式印发文本（盖章扫描件）", join=True, secrecy="")
    editable = PapersField("可编辑文本", multiple=False, secrecy="")
    explanation = PapersField("编制说明", join=True, secrecy="")
    review = PapersField("评审意见等其他材料", join=True, secrecy="")


class RegisterForm(DetailsPart, VersionPart, FilesPart, Form):
    """A plan with its first version."""

    submit_now = BooleanField("保存后立即提交（村、社区预案即为收存）", default=True)


class EditPlanForm(DetailsPart, Seen):
    """The plan itself."""


class EditVersionForm(VersionPart, Seen):
    """A version that is a draft or was returned."""

    important_change = BooleanField(
        "涉及重要内容的修订", description="指挥体系与职责、处置程序、主要措施、事件或响应分级有变化。"
    )
    summary = long_text("修订说明", 500)
    answers = ticks(ANSWERS, {}, coerce=int, description=ANSWERED)


class NewVersionForm(EditVersionForm, OpenFilesPart):
    """A new version with its papers."""

    submit_now = BooleanField("保存后立即提交", default=True)


class NewSecretVersionForm(VersionPart, Seen):
    """A new version of a secret plan: days only."""

    important_change = BooleanField("涉及重要内容的修订")
    answers = ticks(ANSWERS, {}, coerce=int, description=ANSWERED)
    submit_now = BooleanField("保存后立即提交", default=True)


class PapersForm(Form):
    """Further papers of a version."""

    role = SelectField("材料类型", choices=[choice for choice in choices(ROLE_LABELS) if choice.value in PLAN_PAPERS])
    papers = PapersField("文件", join=True, secrecy="", needed="请选择要上传的文件。")

    def given(self) -> Given:
        """The received files with their role."""
        return [(PaperRole(self.role.data), file) for file in self.papers.data]


class BriefForm(Form):
    """The 简本 of a secret plan that was approved for release; nothing else of it may come in."""

    secrecy = secrecy_field("简本的公开属性", allowed=frozenset({Secrecy.OPEN}), refused=ONLY_APPROVED)
    papers = PapersField(
        "简本", join=True, needed="请选择要上传的简本。", allowed=frozenset({Secrecy.OPEN}), description=ONLY_APPROVED
    )

    def given(self) -> Given:
        """The received files, each as the 简本."""
        return [(PaperRole.BRIEF, file) for file in self.papers.data]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None
