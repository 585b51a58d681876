"""The duties that the rules offer for a drill, from which a person chooses what the drill is held for."""

from dataclasses import dataclass

from emergency.drills.models import Drill


@dataclass(frozen=True, slots=True)
class Offer:
    """A duty that a drill of the unit may be held for, with its article."""

    rule_id: str
    plan_id: int | None
    title: str
    article: str
    note: str = ""


def duty_lines(drill: Drill) -> list[Offer]:
    """The duties that a drill is held for, as its page shows them."""
    return [Offer(row.rule_id, row.plan_id, row.rule_id, "") for row in drill.duties]


def counting_words(drill: Drill) -> str:
    """The counting rule that stands under the duties."""
    return ""
