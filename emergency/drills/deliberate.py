"""Whether a drill may be put on a day: never on an impossible one, on a doubtful one only on purpose."""

from collections.abc import Collection

from emergency.base import clock
from emergency.base.errors import Refusal
from emergency.drills import rules
from emergency.drills.facts import DutyChoice, Span
from emergency.drills.queries_days import doubts_about
from emergency.drills.rules_days import ON_PURPOSE, impossible_day
from emergency.units.models import Unit


def check_span(span: Span, *, recorded_after: bool = False) -> None:
    """Raises Refusal for a time that no calendar could hold or show, or that has gone by.

    `recorded_after` lets a drill in that was held before it was entered (补录).
    """
    refused = rules.bad_span(span.starts_at, span.ends_at)
    if refused:
        raise Refusal(refused, "ends_at")
    refused = impossible_day(clock.day_of(span.starts_at), clock.today(), recorded_after=recorded_after)
    if refused:
        raise Refusal(refused, "day")


def check_day(
    unit: Unit, span: Span, duties: Collection[DutyChoice], anyway: str | None, drill_id: int = 0
) -> str:  # fmt: skip
    """What the trail adds where a doubtful day is wanted on purpose: empty, or the doubts and the reason.

    `anyway` is the reason that the person gave, empty where none was; None where nobody is asked, since the day was
    chosen by the office's programme. Raises Refusal beside `anyway`.
    """
    doubts = doubts_about(unit, span, duties, drill_id) if anyway is not None else []
    if not doubts:
        return ""
    if not anyway:
        raise Refusal(f"{'；'.join(doubts)}。{ON_PURPOSE}", "anyway")
    return f"（{'；'.join(doubts)}；仍然安排，理由：{anyway}）"
