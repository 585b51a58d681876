"""What a plan may be: kinds of its line, what its secrecy allows, and how a version's record goes on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from emergency.base.errors import Refusal
from emergency.evidence.facts import FILES_ALLOWED, PaperRole, Secrecy
from emergency.obligations.facts import COVER_LABELS, KINDS_OF_LINE, PLAN_KIND_LABELS, Cover, PlanKind, PlanLine
from emergency.plans.words import HAZARDS, STATE_LABELS, Act, EventClass, RevisionState
from emergency.units.facts import UnitKind

SECRET = frozenset(Secrecy) - FILES_ALLOWED
# What shows that something was held belongs to a drill or to a record of work.
PLAN_PAPERS = frozenset(PaperRole) - {
    PaperRole.DRILL_RECORD, PaperRole.PHOTO, PaperRole.SIGN_IN_SHEET, PaperRole.TRAINING_RECORD, PaperRole.EXAM,
    PaperRole.DRILL_PLAN, PaperRole.DRILL_EVALUATION, PaperRole.DRILL_SUMMARY, PaperRole.DRILL_REPORT,
}  # fmt: skip
SECRET_TITLES = {Secrecy.WORK_SECRET: "工作秘密预案", Secrecy.CLASSIFIED: "涉密预案"}
SECRET_CHANNEL = "按保密渠道备案"
NO_SECRET_FILE = (
    "涉密和工作秘密预案不能上传文件，也不填写名称和灾种。本系统为非涉密系统，只登记代号、责任单位和日期；"
    "经批准公开的简本可在登记后以“简本”上传。"
)
HOLDERS: Mapping[PlanKind, frozenset[UnitKind]] = {
    PlanKind.GENERAL: frozenset({UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE}),
    PlanKind.DEPARTMENT: frozenset({UnitKind.DEPARTMENT, UnitKind.CITY, UnitKind.COUNTY}),
    PlanKind.TOWNSHIP: frozenset({UnitKind.TOWNSHIP}),
    PlanKind.VILLAGE: frozenset({UnitKind.VILLAGE}),
}
# Bodies without a paper register of their own: their plans may carry a number of another form, or none.
OWN_NUMBERS = frozenset({PlanKind.VILLAGE, PlanKind.UNIT})


class Step(StrEnum):
    """What can be done with a version's record."""

    SUBMIT = "submit"
    PASS = "pass"
    RETURN = "return"
    RECORD = "record"
    WITHDRAW = "withdraw"


GOES: Mapping[tuple[RevisionState, Step], RevisionState] = {
    (RevisionState.DRAFT, Step.SUBMIT): RevisionState.SUBMITTED,
    (RevisionState.RETURNED, Step.SUBMIT): RevisionState.SUBMITTED,
    (RevisionState.SUBMITTED, Step.PASS): RevisionState.PASSED,
    (RevisionState.SUBMITTED, Step.RETURN): RevisionState.RETURNED,
    (RevisionState.DRAFT, Step.RECORD): RevisionState.PASSED,
    (RevisionState.RETURNED, Step.RECORD): RevisionState.PASSED,
    (RevisionState.PASSED, Step.WITHDRAW): RevisionState.SUBMITTED,
}
STEP_WORDS = {
    Step.SUBMIT: "提交核对", Step.PASS: "核对通过", Step.RETURN: "退回", Step.RECORD: "收存", Step.WITHDRAW: "撤销核对",
}  # fmt: skip
CANNED_REASONS = (
    "未附正式印发文本（盖章扫描件）",
    "未附编制说明",
    "扫描件不完整或看不清",
    "文本与登记的名称、文号或日期不一致",
    "预案类别选择有误",
)


@dataclass(frozen=True)
class PlanDetails:
    """What is told of a plan itself; ids are of units, `lead_ids` the further 编制牵头单位 of a 联合预案."""

    line: PlanLine
    kinds: frozenset[PlanKind]
    title: str = ""
    covers: frozenset[Cover] = frozenset()
    event_class: EventClass | None = None
    hazard: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    lead_ids: tuple[int, ...] = ()
    approver_id: int | None = None
    issuer_id: int | None = None
    superior_plan_id: int | None = None
    filing_target: str = ""
    joint: bool = False


@dataclass(frozen=True)
class RevisionDetails:
    """What is told of one version: its number on paper, who signed, its days."""

    dates: Mapping[Act, date] = field(default_factory=dict)
    document_number: str = ""
    issuing_name: str = ""
    signed_by: str = ""
    important_change: bool = False
    summary: str = ""


def after(state: RevisionState, step: Step) -> RevisionState:
    """The state that a step leads to. Raises Refusal where the step is not open."""
    leads = GOES.get((state, step))
    if leads is None:
        raise Refusal(f"这一版处于“{STATE_LABELS[state]}”，不能{STEP_WORDS[step]}。请刷新页面，按当前状态办理。")
    return leads


@lru_cache(maxsize=64)
def is_secret(secrecy: Secrecy | str) -> bool:
    """Whether a plan is registered by code and dates only (保守国家秘密法 arts. 31, 64)."""
    return Secrecy(secrecy) in SECRET


def papers_allowed(secrecy: Secrecy | str) -> frozenset[PaperRole]:
    """Which papers may be kept: of a secret plan only the 简本 approved for release."""
    return frozenset({PaperRole.BRIEF}) if is_secret(secrecy) else PLAN_PAPERS


def check_paper(secrecy: Secrecy | str, role: PaperRole) -> None:
    """Raises Refusal when a paper of this role must not come into the system."""
    if role in papers_allowed(secrecy):
        return
    raise Refusal(NO_SECRET_FILE if is_secret(secrecy) else "这种材料不属于预案，请改选材料类型。", "papers")


def checked_details(details: PlanDetails) -> PlanDetails:
    """The details when they hold together. Raises Refusal beside the field that is wrong."""
    strange = details.kinds - set(KINDS_OF_LINE[details.line])
    if strange:
        names = "、".join(PLAN_KIND_LABELS[kind] for kind in sorted(strange))
        raise Refusal(f"“{names}”不属于所选的预案线，请改选线别或类别。", "kinds")
    if not details.kinds:
        raise Refusal("请至少选择一个类别。", "kinds")
    if is_secret(details.secrecy):
        return _neutral(details)
    if not details.title:
        raise Refusal("请填写预案名称。", "title")
    if details.hazard and details.event_class and details.hazard not in HAZARDS[details.event_class]:
        raise Refusal("所选灾种不属于所选的事件类别，请核对。", "hazard")
    return details


def check_holder(kinds: Iterable[PlanKind], holder: UnitKind) -> None:
    """Raises Refusal when a kind of plan belongs to another kind of body (国办发〔2024〕5号 arts. 8-16)."""
    for kind in kinds:
        allowed = HOLDERS.get(kind)
        if allowed is not None and holder not in allowed:
            raise Refusal(
                f"“{PLAN_KIND_LABELS[kind]}”预案不是这类单位编制的，请按单位性质改选类别"
                "（乡镇、街道选“乡镇(街道)”，村、社区选“村(社区)”，学校、医院等选“单位”）。",
                "kinds",
            )


def neutral_version(told: RevisionDetails) -> RevisionDetails:
    """What is kept of a version of a secret plan: days only. Raises Refusal when more was told."""
    if told.document_number or told.issuing_name or told.signed_by or told.summary:
        raise Refusal(
            "涉密和工作秘密预案只登记日期，不填写文号、印发名义、签发人和说明，请清空后再保存。", "document_number"
        )
    return told


def _neutral(details: PlanDetails) -> PlanDetails:
    """A secret plan carries no title, hazard, class or number: what was typed is refused, not kept."""
    if details.title or details.hazard or details.event_class or details.covers:
        raise Refusal(
            "涉密和工作秘密预案不填写名称、事件类别、灾种和涵盖内容，请清空后再保存；系统会给出代号。", "secrecy"
        )
    return details


def shown_title(title: str, secrecy: Secrecy | str, code: str) -> str:
    """What a plan is called on every page: its title, or the neutral code of a secret plan."""
    return f"{SECRET_TITLES[Secrecy(secrecy)]}（代号 {code}）" if is_secret(secrecy) else title


def is_official(line: PlanLine | str, kinds: Iterable[PlanKind | str]) -> bool:
    """Whether the 文号 is one of a government's papers; firms and villages number as they like."""
    return _is_official(line, frozenset(kinds))


@lru_cache(maxsize=256)
def _is_official(line: PlanLine | str, kinds: frozenset[PlanKind | str]) -> bool:
    return PlanLine(line) is PlanLine.GOVERNMENT and not {PlanKind(kind) for kind in kinds} & OWN_NUMBERS


def kind_names(kinds: Collection[PlanKind | str]) -> str:
    """The kinds as a person reads them, in the order of the law."""
    chosen = {PlanKind(kind) for kind in kinds}
    return "、".join(label for kind, label in PLAN_KIND_LABELS.items() if kind in chosen)


def cover_names(covers: Collection[Cover | str]) -> str:
    """What a plan covers, as a person reads it."""
    chosen = {Cover(cover) for cover in covers}
    return "、".join(label for cover, label in COVER_LABELS.items() if cover in chosen)


def badge_of(number: int, state: RevisionState | str, in_force: int | None, *, abolished: bool, recorded: bool) -> str:
    """The word beside one version: what it is now, so that nobody takes an old one for the plan in force."""
    state = RevisionState(state)
    if abolished:
        return "已废止"
    if state is not RevisionState.PASSED:
        # An older one whose acceptance was withdrawn was never followed by the newer.
        return STATE_LABELS[state]
    if in_force is not None and number < in_force:
        return "已修订，以新版为准"
    return "已收存" if recorded else "现行"
