"""What may be stated of one version of a plan: its days against each other, its number in the normal form (pure)."""

from dataclasses import dataclass
from datetime import date

from emergency.base.errors import Refusal
from emergency.plans import rules
from emergency.plans.dates import FIRST_DAY, check_dates, started_on
from emergency.plans.numbers import document_number
from emergency.plans.rules import RevisionDetails


@dataclass(frozen=True)
class Holding:
    """What of the unit bears on its plans' days: its name, and from when to when it is there."""

    name: str
    active_from: date
    active_to: date


def checked_version(
    told: RevisionDetails, holding: Holding, secrecy: str, official: bool, today: date
) -> RevisionDetails:  # fmt: skip
    """What was told of a version, its number in the normal form where it is `official`. Raises Refusal."""
    check_dates(told.dates, today)
    start = started_on(told.dates)
    if start is not None and start >= holding.active_to:
        raise Refusal(
            f"{holding.name}已于 {holding.active_to} 撤销或并入其他单位，此后印发的预案请登记到承接单位。", "issued"
        )
    if start is not None and start < holding.active_from and holding.active_from.year > FIRST_DAY.year:
        raise Refusal(
            f"印发（公布、签署）日期 {start} 早于{holding.name}的成立日期 {holding.active_from}，"
            "两者必有一处有误，请核对；"
            "沿用原单位预案的，请登记到原单位，或以本单位名义重新印发后登记。",
            "issued",
        )
    if rules.is_secret(secrecy):
        return rules.neutral_version(told)
    number = document_number(told.document_number, official=official, this_year=today.year)
    if number == told.document_number:
        return told
    # Written out: `replace` takes three times as long, and an import asks it of every row.
    return RevisionDetails(told.dates, number, told.issuing_name, told.signed_by, told.important_change, told.summary)
