"""委托第三方: which commission can be true, and which expert stands aside (pure)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emergency.base.errors import Refusal

# A contract may begin some time after it was signed, and not in another decade.
LATEST_START_DAYS = 366
LONGEST_YEARS = 10
UNTOLD_SINCE = 1949


class Purpose(StrEnum):
    """What the third party was asked to do."""

    DRAFTING = "drafting"
    REVISING = "revising"
    EVALUATION = "evaluation"
    REVIEW = "review"
    SURVEY = "survey"


PURPOSE_LABELS: Mapping[Purpose, str] = {
    Purpose.DRAFTING: "预案编制",
    Purpose.REVISING: "预案修订",
    Purpose.EVALUATION: "预案评估",
    Purpose.REVIEW: "专家论证或评审",
    Purpose.SURVEY: "风险评估、应急资源调查",
}


@dataclass(frozen=True)
class Expert:
    """One expert of a commission; one who stands aside (回避) says why."""

    name: str
    place: str = ""
    recused: bool = False
    reason: str = ""


@dataclass(frozen=True)
class CommissionDetails:
    """What is told of a commission."""

    purpose: Purpose
    body: str
    starts_on: date
    ends_on: date
    contract: str = ""
    note: str = ""
    experts: tuple[Expert, ...] = ()


@dataclass(frozen=True)
class Client:
    """What the rules ask of the unit whose plan it is."""

    name: str
    active_from: date
    active_to: date


def check_commission(told: CommissionDetails, client: Client, today: date) -> None:
    """Raises Refusal beside the field that can't be true."""
    if told.body == client.name:
        raise Refusal("受托机构不能是编制单位自己。自行编制、评估的不用登记委托。", "body")
    _check_days(told, client, today)
    for number, expert in enumerate(told.experts, 1):
        _check_expert(number, expert)
    twice = [name for name, times in Counter((one.name, one.place) for one in told.experts).items() if times > 1]
    if twice:
        raise Refusal(f"专家“{twice[0][0]}”填了两次，请删去一行；同名不同人的请写明各自单位。", "experts")


def hints(told: CommissionDetails, client: Client) -> tuple[str, ...]:
    """Whoever comes from the unit itself or from the body at work, and does not stand aside."""
    near = {client.name: "编制单位", told.body: "受托机构"}
    return tuple(
        f"提示：专家“{one.name}”来自{near[one.place]}，请确认是否应当回避。"
        for one in told.experts
        if one.place in near and not one.recused
    )


def _check_days(told: CommissionDetails, client: Client, today: date) -> None:
    starts, ends = told.starts_on, told.ends_on
    if ends < starts:
        raise Refusal(f"合同止期 {ends} 早于起期 {starts}，请核对。", "ends_on")
    if (starts - today).days > LATEST_START_DAYS:
        raise Refusal(f"合同起期 {starts} 在一年以后，请核对年份。", "starts_on")
    if ends.year - starts.year > LONGEST_YEARS:
        raise Refusal(f"合同止期 {ends} 距起期超过 {LONGEST_YEARS} 年，请核对年份。", "ends_on")
    if starts < client.active_from and client.active_from.year > UNTOLD_SINCE:
        raise Refusal(f"合同起期 {starts} 早于{client.name}的成立日期 {client.active_from}，请核对。", "starts_on")
    if starts >= client.active_to:
        raise Refusal(f"{client.name}已于 {client.active_to} 撤销或并入其他单位，请登记到承接单位的预案。", "starts_on")


def _check_expert(number: int, expert: Expert) -> None:
    if not expert.name:
        raise Refusal(f"第 {number} 名专家没有填写姓名，请补填或清空这一行。", "experts")
    if expert.recused and not expert.reason:
        raise Refusal(f"专家“{expert.name}”标为回避，请写明回避的原因。", "experts")
    if expert.reason and not expert.recused:
        raise Refusal(f"专家“{expert.name}”写了回避原因，却没有勾选回避，请核对。", "experts")
