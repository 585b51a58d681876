"""Plans whose text is held against the lists of chapters, and what is said of it."""

from emergency.obligations.facts import PlanKind, PlanLine
from emergency.texts.elements import check
from emergency.texts.facts import Subject

WORDS = "各成员单位按照职责分工做好相关工作，确保及时有效。"
VILLAGE = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}), title="幸福村应急预案")
FLOOD = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), title="爱辉区防汛抗旱应急预案")
FIRM = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.COMPREHENSIVE}), title="综合应急预案")
SPECIAL = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SPECIAL}), title="机械伤害事故专项应急预案")


def states(subject: Subject, *pages: str) -> dict[str, str]:
    """The state of each element by its name."""
    return {found.element: found.state.value for found in check(subject, pages)}
