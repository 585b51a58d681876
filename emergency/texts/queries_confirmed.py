"""What a reviewer confirmed about the text of a version, in words for its return."""

from collections.abc import Iterator

from emergency.base.access import Scope
from emergency.plans.models import Plan
from emergency.plans.queries import get_revision
from emergency.texts.facts import FOUND_WORDS, Part
from emergency.texts.facts_remarks import Verdict
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries_elements import look
from emergency.texts.queries_questions import asked_of
from emergency.texts.stale_facts import STALE_WORDS, Stale


def to_mend(scope: Scope, plan_id: int, number: int) -> list[str]:
    """What is to be mended: elements confirmed as wanting or overruled, and confirmed questions. Fills a slot of base.

    Raises NotFound for a stranger's plan.
    """
    plan, revision = get_revision(scope, plan_id, number)
    hints = [hint for part in Part if (looked := look(plan, revision, part)) for hint in looked.wanting if hint.remark]
    found = [_told(f"{one.element.name}{FOUND_WORDS[one.state]}", one.remark) for one in hints]
    return [*found, *(_questions(plan) if number == plan.latest else ())]


def _questions(plan: Plan) -> Iterator[str]:
    for one in asked_of(plan):
        if one.remark is not None and one.remark.verdict == Verdict.CONFIRMED:
            yield _told(f"{STALE_WORDS[Stale(one.question.kind)]}“{one.question.key}”", one.remark)


def _told(words: str, remark: PlanRemark | None) -> str:
    return f"{words}（{remark.reason}）" if remark and remark.reason else words
