"""Input of the room: one form a kind of record, its correction, its withdrawal, further papers."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from emergency.base import clock
from emergency.base.forms import Form, Written, cleaned, day_field, text_field
from emergency.evidence.facts import FILES_ALLOWED, ROLE_LABELS, PaperRole, Received
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.evidence.kinds import PLAN_TEXTS, Kind
from emergency.records.actions import Given
from emergency.records.rules import RecordDetails
from emergency.records.words import WORDINGS, RecordKind

MOST_PEOPLE = 1_000_000
YEARS = NumberRange(1990, 2098, "年度应是 1990 至 2098 的四位数字。")
ACCEPTED = PLAN_TEXTS | {Kind.MP4}
NO_SECRETS = "涉密和工作秘密的培训等工作不在本系统登记，内容和材料都没有保存。请清空本页，按保密渠道留存。"


def long_text(label: str, longest: int, *, required: str = "", **kwargs: Any) -> TextAreaField:
    """A field for some lines of text."""
    limit = Length(max=longest, message=f"最多 {longest} 个字，请缩短。")
    return TextAreaField(label, [Written(required) if required else Optional(), limit], filters=[cleaned], **kwargs)


def people_field(label: str, *, required: str = "", **kwargs: Any) -> IntegerField:
    """A field for a number of people."""
    size = NumberRange(1, MOST_PEOPLE, f"{label}应是 1 至 {MOST_PEOPLE} 的整数。")
    return IntegerField(label, [InputRequired(required) if required else Optional(), size], **kwargs)


class TrainingPart:
    """A training, with the elements of its file (令88号 art. 31)."""

    held_on = day_field("培训日期", required=True, description="实际培训的日期；跨日的填第一天，在内容里写明天数。")
    place = text_field("培训地点", required=False)
    content = long_text(
        "培训内容", 2000, required="请填写培训内容。", description="写明学习的预案、避险和自救互救内容。"
    )
    teachers = text_field("师资", required=False, longest=300, description="授课人及其单位或职务。")
    attendees = long_text("参加人员", 2000, description="写明部门、岗位；名单可作为签到表上传。")
    headcount = people_field("参加人数", required="请填写参加人数。")
    result = text_field(
        "考核结果", required=False, longest=300, description="例如：笔试 32 人，合格 32 人；未考核的写“未考核”。"
    )


class StaffTrainingPart(TrainingPart):
    """从业人员培训: the same, and how many there are to be trained."""

    expected = people_field("应参加人数", description="本单位从业人员总数。")


class ResidentTrainingPart(TrainingPart):
    """居住人员消防培训: of what is said to those who live there."""

    content = long_text(
        "培训内容", 2000, required="请填写培训内容。", description="写明用火用电、电动自行车、疏散逃生等内容。"
    )


class FireTrainingPart(TrainingPart):
    """员工消防培训: the same, and how many there are to be trained."""

    content = long_text(
        "培训内容",
        2000,
        required="请填写培训内容。",
        description="写明火灾危险性、防火措施、灭火器材使用和疏散等内容。",
    )
    expected = people_field("应参加人数", description="本单位员工总数；条文要求培训到每名员工。")


def number_of(value: Any) -> int | None:
    """The number of a chosen record or plan; an empty choice is none."""
    return int(value) if value else None


class ChosenField(SelectField):  # type: ignore[misc]
    """One plan or record out of those that are offered."""


class IncidentPart:
    """事故应急处置: what starts the evaluation of 令88号 art. 40."""

    held_on = day_field("处置结束日期", required=True, description="应急处置和善后工作结束的日期，评估从这一天起列出。")
    content = long_text(
        "事故和处置情况",
        2000,
        required="请填写事故和处置情况。",
        description="写明何时发生什么事故、怎样响应；不写伤亡人员姓名。",
    )
    place = text_field("事故地点", required=False)
    plan_id = ChosenField("启用的预案", choices=[], coerce=number_of)
    source = text_field("信息来源", description="例如：值班记录、事故报告的名称和日期。")


class IncidentEvaluationPart:
    """事后评估 of how the plan served in an incident (令88号 art. 40)."""

    held_on = day_field("评估日期", required=True, description="评估报告完成的日期。")
    about_id = ChosenField("针对的事故处置", [InputRequired("请选择针对哪一次。")], choices=[], coerce=number_of)
    attendees = long_text("评估人员", 2000)
    content = long_text("预案实施情况", 2000, required="请填写预案实施情况。")
    result = text_field("评估结论", longest=300, description="写明预案是否需要修订；需要的，另在预案页登记修订情形。")


class SummaryPart:
    """年度总结 of an emergency office (令88号 art. 42)."""

    held_on = day_field("报送日期", required=True, description="报送上一级的那一天；计入这一天所在的年度。")
    year = IntegerField("总结年度", [InputRequired("请填写总结年度。"), YEARS], description="总结的是哪一年的工作。")
    target = text_field("报送对象", description="例如：某某市应急管理局。")
    content = long_text("主要内容", 2000)


class ProgrammePart:
    """制修订工作计划 (国办发〔2024〕5号 art. 18)."""

    held_on = day_field("批准日期", required=True, description="本级人民政府批准的日期；部门自编的填印发日期。")
    year = IntegerField("计划起始年度", [InputRequired("请填写起始年度。"), YEARS])
    until_year = IntegerField("计划截止年度", [Optional(), YEARS], description="只管一年的可不填。")
    target = text_field("批准机关", description="例如：某某区人民政府。")
    copies = text_field("抄送", required=False, description="例如：某某市应急管理局。")
    content = long_text("主要内容", 2000)


class FilesPart:
    """The papers that come with a new record."""

    secrecy = secrecy_field("内容和材料的公开属性", allowed=FILES_ALLOWED, refused=NO_SECRETS)
    role = SelectField("材料类型", validate_choice=False)
    papers = PapersField("材料", accept=ACCEPTED, join=True)

    def given(self) -> Given:
        """The received files with their role."""
        return given_as(self.role.data, self.papers.data)


class CorrectPart:
    """Why a record is corrected, and which version its filler saw."""

    reason = text_field("更正原因", longest=300, description="更正前后的内容、原因和办理人都会保留。")
    seen = HiddenField()


class NewPlanTraining(TrainingPart, FilesPart, Form):
    """预案培训, new."""


class NewStaffTraining(StaffTrainingPart, FilesPart, Form):
    """从业人员培训, new."""


class NewResidentTraining(ResidentTrainingPart, FilesPart, Form):
    """居住人员消防培训, new."""


class NewFireTraining(FireTrainingPart, FilesPart, Form):
    """消防培训, new."""


class NewSummary(SummaryPart, FilesPart, Form):
    """年度总结, new."""


class NewProgramme(ProgrammePart, FilesPart, Form):
    """制修订工作计划, new."""


class NewIncident(IncidentPart, FilesPart, Form):
    """事故应急处置, new."""


class NewIncidentEvaluation(IncidentEvaluationPart, FilesPart, Form):
    """事后评估, new."""


class CorrectPlanTraining(TrainingPart, CorrectPart, Form):
    """预案培训, corrected."""


class CorrectStaffTraining(StaffTrainingPart, CorrectPart, Form):
    """从业人员培训, corrected."""


class CorrectResidentTraining(ResidentTrainingPart, CorrectPart, Form):
    """居住人员消防培训, corrected."""


class CorrectFireTraining(FireTrainingPart, CorrectPart, Form):
    """消防培训, corrected."""


class CorrectSummary(SummaryPart, CorrectPart, Form):
    """年度总结, corrected."""


class CorrectProgramme(ProgrammePart, CorrectPart, Form):
    """制修订工作计划, corrected."""


class CorrectIncident(IncidentPart, CorrectPart, Form):
    """事故应急处置, corrected."""


class CorrectIncidentEvaluation(IncidentEvaluationPart, CorrectPart, Form):
    """事后评估, corrected."""


class PapersForm(Form):
    """Further papers of a record."""

    secrecy = secrecy_field("内容和材料的公开属性", allowed=FILES_ALLOWED, refused=NO_SECRETS)
    role = SelectField("材料类型", validate_choice=False)
    papers = PapersField("材料", accept=ACCEPTED, join=True, needed="请选择要上传的文件。")

    def given(self) -> Given:
        """The received files with their role."""
        return given_as(self.role.data, self.papers.data)


class WithdrawForm(Form):
    """Why a record is withdrawn."""

    reason = text_field("撤销原因", longest=300, description="撤销后不再计入；记录、材料和原因仍可查看。")
    seen = HiddenField()


NEW: Mapping[RecordKind, type[Form]] = {
    RecordKind.PLAN_TRAINING: NewPlanTraining,
    RecordKind.STAFF_TRAINING: NewStaffTraining,
    RecordKind.FIRE_TRAINING: NewFireTraining,
    RecordKind.RESIDENT_FIRE_TRAINING: NewResidentTraining,
    RecordKind.YEARLY_SUMMARY: NewSummary,
    RecordKind.REVISION_PROGRAMME: NewProgramme,
    RecordKind.INCIDENT: NewIncident,
    RecordKind.INCIDENT_EVALUATION: NewIncidentEvaluation,
}
CORRECT: Mapping[RecordKind, type[Form]] = {
    RecordKind.PLAN_TRAINING: CorrectPlanTraining,
    RecordKind.STAFF_TRAINING: CorrectStaffTraining,
    RecordKind.FIRE_TRAINING: CorrectFireTraining,
    RecordKind.RESIDENT_FIRE_TRAINING: CorrectResidentTraining,
    RecordKind.YEARLY_SUMMARY: CorrectSummary,
    RecordKind.REVISION_PROGRAMME: CorrectProgramme,
    RecordKind.INCIDENT: CorrectIncident,
    RecordKind.INCIDENT_EVALUATION: CorrectIncidentEvaluation,
}


def new_form(kind: RecordKind) -> Any:
    """The form for a new record of this kind."""
    return with_roles(NEW[kind](data={"year": clock.today().year}), kind)


def correct_form(kind: RecordKind, told: RecordDetails, seen: int) -> Any:
    """The form that corrects a record, filled with what is told now."""
    return CORRECT[kind](data={**vars(told), "seen": str(seen)})


def with_roles(form: Any, kind: RecordKind) -> Any:
    """Offer the kinds of paper that such a record has."""
    form.role.choices = [SelectChoice(role.value, ROLE_LABELS[role]) for role in WORDINGS[kind].papers]
    return form


def told_by(form: Any, kind: RecordKind) -> RecordDetails:
    """The values of a form as the actions take them."""
    names = WORDINGS[kind].fields
    numbers = {name for name in names if isinstance(form[name], IntegerField | ChosenField)}
    told: dict[str, Any] = {name: form[name].data if name in numbers else form[name].data or "" for name in names}
    return RecordDetails(held_on=form.held_on.data, **told)


def given_as(role: str, files: list[Received]) -> Given:
    """The received files in one role; what is no role counts as 其他佐证材料."""
    known = PaperRole(role) if role in set(PaperRole) else PaperRole.OTHER
    return [(known, file) for file in files]


def seen_by(form: Any) -> int:
    """The version that the filler saw; 0, which fits none, when it is spoilt."""
    text = form.seen.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
