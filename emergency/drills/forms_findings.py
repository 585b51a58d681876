"""Input of what a drill brought to light."""

from collections.abc import Iterable

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from emergency.base.forms import Written, cleaned, day_field, text_field
from emergency.drills.actions_answers import PlanAnswer
from emergency.drills.actions_findings import FindingDetails
from emergency.drills.forms import VersionForm, choices
from emergency.drills.models_findings import DrillFinding
from emergency.drills.words import RESOLUTION_WORDS, Resolution
from emergency.evidence.forms import PapersField
from emergency.evidence.kinds import DRILL_RECORDS
from emergency.plans.chapters import chapters_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of

MAJOR = "勾选后，演练的预案会列为“待确认是否修订”。"
NO_CHAPTER = "none"


class SecretFindingForm(VersionForm):
    """A finding of a drill of a secret plan: nothing is written freely."""

    major = BooleanField("重大问题，可能需要修订预案", description=MAJOR)
    due_on = day_field("整改期限", required=True)

    def details(self) -> FindingDetails:
        """The values as the actions take them."""
        return FindingDetails("", bool(self.major.data), "", self.due_on.data)


class FindingForm(VersionForm):
    """A finding: what, how grave, which chapter of which plan it concerns, who mends it by when."""

    text = TextAreaField(
        "发现的问题",
        [Written("请写明发现了什么问题。"), Length(max=500, message="最多 500 个字，请缩短。")],
        filters=[cleaned],
    )
    concerns = SelectField(
        "涉及的预案章节", [InputRequired("请选择涉及预案的哪一章；与预案无关的，也请选明。")],
        description="章节按预案种类列出（国办发〔2024〕5号第8、10、15、16条，令88号第13至15条）。",
    )  # fmt: skip
    major = BooleanField("重大问题，可能需要修订预案", description=MAJOR)
    responsible = text_field("责任人或责任单位", longest=60)
    due_on = day_field("整改期限", required=True)

    def offer(self, plans: Iterable[Plan]) -> None:
        """The chapters of the plans that the drill exercised."""
        offered = [SelectChoice("", "请选择"), SelectChoice(NO_CHAPTER, "与预案文本无关（训练、装备、配合等）")]
        offered += [
            SelectChoice(f"{plan.id}:{name}", f"《{title_of(plan)}》{name}")
            for plan in plans
            for name in chapters_of(plan.line, plan.kinds)
        ]
        self.concerns.choices = offered

    def details(self) -> FindingDetails:
        """The values as the actions take them."""
        plan_id, _, chapter = (self.concerns.data or NO_CHAPTER).partition(":")
        return FindingDetails(
            self.text.data or "", bool(self.major.data), self.responsible.data or "", self.due_on.data,
            None if plan_id == NO_CHAPTER else int(plan_id), chapter,
        )  # fmt: skip


def concerns_of(finding: DrillFinding) -> str:
    """What a finding concerns, as a choice of the form."""
    if finding.plan_id is not None:
        return f"{finding.plan_id}:{finding.chapter}"
    return "" if finding.chapter is None else NO_CHAPTER


class CloseFindingForm(VersionForm):
    """That it was mended."""

    on = day_field("整改完成日期", required=True)
    outcome = TextAreaField(
        "整改结果", [Optional(), Length(max=500, message="最多 500 个字，请缩短。")], filters=[cleaned]
    )

    def answer(self) -> PlanAnswer | None:
        """Nothing: the finding concerns no plan."""
        return None


class CloseWithPlanForm(CloseFindingForm):
    """That it was mended, and what became of the plan that it concerns."""

    resolution = RadioField(
        "预案", [InputRequired("请选择预案是“已修订”还是“不修订”。")], choices=choices(RESOLUTION_WORDS)
    )  # fmt: skip
    number = SelectField(
        "修订后的版本", [Optional()], default="", description="已修订的，选择演练之后印发、核对通过的版本。"
    )  # fmt: skip
    reason = TextAreaField(
        "不修订的理由", [Optional(), Length(max=300, message="最多 300 个字，请缩短。")], filters=[cleaned]
    )
    signed_by = text_field("签署人", required=False, longest=40, description="不修订的，由负责人签署。")
    signed_on = day_field("签署日期")
    papers = PapersField("签署件（可不传）", accept=DRILL_RECORDS, join=True, secrecy="")

    def offer(self, revisions: Iterable[Revision]) -> None:
        """The versions of the plan, the newest first."""
        offered = [SelectChoice(str(one.number), f"第{one.number}版") for one in revisions]
        self.number.choices = [SelectChoice("", "请选择"), *offered]

    def answer(self) -> PlanAnswer | None:
        """The values as the actions take them."""
        return PlanAnswer(
            Resolution(self.resolution.data), int(self.number.data) if self.number.data else None,
            self.reason.data or "", self.signed_by.data or "", self.signed_on.data, tuple(self.papers.data),
        )  # fmt: skip
