"""What the kinds of record are called, what each states, by which article, with which papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from emergency.evidence.facts import PaperRole


class RecordKind(StrEnum):
    """The kinds of dated record that are kept here; but for the last two the values are the engine's kinds of act."""

    PLAN_TRAINING = "plan_training"
    STAFF_TRAINING = "staff_training"
    FIRE_TRAINING = "fire_training"
    RESIDENT_FIRE_TRAINING = "resident_fire_training"
    YEARLY_SUMMARY = "yearly_summary"
    REVISION_PROGRAMME = "revision_programme"
    INCIDENT = "incident"
    INCIDENT_EVALUATION = "incident_evaluation"

    @property
    def slug(self) -> str:
        """The kind in an address."""
        return self.value.replace("_", "-")


@dataclass(frozen=True)
class Wording:
    """The words of one kind: its name, its day, its fields in the order of the page, and where the law asks for it."""

    label: str
    day: str
    fields: Mapping[str, str]
    basis: str
    papers: tuple[PaperRole, ...]


PROOFS = (PaperRole.SIGN_IN_SHEET, PaperRole.TRAINING_RECORD, PaperRole.EXAM, PaperRole.PHOTO, PaperRole.OTHER)
TEXTS = (PaperRole.TEXT, PaperRole.EDITABLE, PaperRole.OTHER)
# 令88号 art. 31: 时间、地点、内容、师资、参加人员和考核结果.
TRAINING = {
    "place": "培训地点", "content": "培训内容", "teachers": "师资", "attendees": "参加人员", "headcount": "参加人数",
    "expected": "应参加人数", "result": "考核结果",
}  # fmt: skip
# The number of those to be trained is asked only where the article speaks of each of them.
UNCOUNTED = {name: word for name, word in TRAINING.items() if name != "expected"}
WORDINGS: Mapping[RecordKind, Wording] = {
    RecordKind.PLAN_TRAINING: Wording(
        "预案培训", "培训日期", UNCOUNTED,
        "国办发〔2024〕5号第30条（预案编制单位对管理人员和专业救援人员的培训）。条文未定次数，不算逾期。",
        PROOFS,
    ),
    RecordKind.STAFF_TRAINING: Wording(
        "从业人员培训", "培训日期", TRAINING,
        "令88号第31条（生产经营单位对从业人员的预案和避险、自救互救培训，时间、地点、内容、师资、参加人员和考核结果"
        "记入档案）。条文未定次数，不算逾期。",
        PROOFS,
    ),
    RecordKind.FIRE_TRAINING: Wording(
        "员工消防培训", "培训日期", TRAINING,
        "公安部令61号第36条（消防安全重点单位对每名员工每年至少一次），应急管理部令5号第41条"
        "（高层公共建筑内的单位每半年至少一次）。",
        PROOFS,
    ),
    RecordKind.RESIDENT_FIRE_TRAINING: Wording(
        "居住人员消防培训", "培训日期", UNCOUNTED,
        "应急管理部令5号第41条（高层住宅的物业服务企业或统一管理人，每年至少一次）。",
        PROOFS,
    ),
    RecordKind.YEARLY_SUMMARY: Wording(
        "年度总结", "报送日期", {"year": "总结年度", "target": "报送对象", "content": "主要内容"},
        "令88号第42条（地方应急管理部门每年对应急预案的监督管理工作进行总结，报上一级应急管理部门）。",
        TEXTS,
    ),
    RecordKind.REVISION_PROGRAMME: Wording(
        "制修订工作计划", "批准日期",
        {
            "year": "计划起始年度", "until_year": "计划截止年度", "target": "批准机关", "copies": "抄送",
            "content": "主要内容",
        },
        "国办发〔2024〕5号第18条（县级以上地方政府应急管理部门编制，报本级人民政府批准，抄送上一级应急管理部门）。"
        "条文未定年限，不算逾期。",
        TEXTS,
    ),
    RecordKind.INCIDENT: Wording(
        "事故应急处置", "处置结束日期",
        {"content": "事故和处置情况", "place": "事故地点", "plan_id": "启用的预案", "source": "信息来源"},
        "令88号第40条（事故应急处置和善后结束后，对应急预案实施情况进行总结评估）。登记后列出事后评估一项，条文没有天数，"
        "不算逾期。这里只作事后登记，不代替事故报告。",
        (PaperRole.PHOTO, PaperRole.OTHER),
    ),
    RecordKind.INCIDENT_EVALUATION: Wording(
        "事后评估", "评估日期",
        {"about_id": "针对的事故处置", "attendees": "评估人员", "content": "预案实施情况", "result": "评估结论"},
        "令88号第40条（对应急预案实施情况的总结评估）。不是预案评估，也不是演练评估。",
        (PaperRole.EVALUATION, PaperRole.OTHER),
    ),
}  # fmt: skip
KIND_LABELS: Mapping[str, str] = {kind.value: wording.label for kind, wording in WORDINGS.items()}
STATE_LABELS: Mapping[str, str] = {"withdrawn": "已撤销", "all": "全部（含已撤销）"}
TRAININGS = frozenset(
    {
        RecordKind.PLAN_TRAINING,
        RecordKind.STAFF_TRAINING,
        RecordKind.FIRE_TRAINING,
        RecordKind.RESIDENT_FIRE_TRAINING,
    }
)
