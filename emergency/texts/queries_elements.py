"""The chapter check of a version that was already seen: each element with what was found and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.chapters_book import ChapterList, Element
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of
from emergency.plans.rules import is_secret
from emergency.texts.elements import check, lists_of
from emergency.texts.facts import FOUND_WORDS, GRADE_WORDS, Found, Part, State, Subject, TextState
from emergency.texts.facts_remarks import VERDICT_WORDS, Verdict
from emergency.texts.models import PlanText
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries import pages, sources_of, texts_of
from emergency.texts.queries_remarks import remarks_of

KIND = "element"
WAITING = "无法判断（尚未读取）：后台正在读取文件，稍后刷新本页。"
NO_FILE = "无法判断（未见文本）：这一版没有上传正式印发文本或可编辑文本。"


@dataclass(frozen=True)
class Hint:
    """One element of a plan, what was found of it, and what the reviewer said."""

    element: Element
    found: Found
    remark: PlanRemark | None

    @property
    def is_open(self) -> bool:
        """Whether it is a hint that nobody has judged yet; what can't be judged is none."""
        return self.found.state in (State.TITLE, State.MISSING) and self.remark is None

    @property
    def word(self) -> str:
        """What is said of it, in a word."""
        if self.remark is not None and self.found.state is not State.FOUND:
            return VERDICT_WORDS[Verdict(self.remark.verdict)]
        return FOUND_WORDS[self.found.state]


@dataclass(frozen=True)
class Group:
    """The elements of one list."""

    list: ChapterList
    hints: Sequence[Hint]

    @property
    def grade_word(self) -> str:
        """法定内容, 办法列举 or 推荐标准."""
        return GRADE_WORDS[self.list.grade]


@dataclass(frozen=True)
class Looked:
    """What the check says of one text; `reason` is why it can't be judged or what was not read."""

    text: PlanText | None
    pages: Sequence[str]
    reason: str
    groups: Sequence[Group]

    @property
    def hints(self) -> list[Hint]:
        """All elements."""
        return [hint for group in self.groups for hint in group.hints]

    def count(self, grade: str) -> tuple[int, int, int]:
        """Of a class: the elements, those found, and the hints nobody has judged yet."""
        own = [hint for hint in self.hints if hint.found.grade == grade]
        return len(own), sum(hint.found.state is State.FOUND for hint in own), sum(hint.is_open for hint in own)

    @property
    def is_judged(self) -> bool:
        """Whether there was a text to judge."""
        return bool(self.pages)


def subject_of(plan: Plan, part: Part = Part.BODY) -> Subject:
    """What the register knows of a plan, for the check."""
    kinds, covers = frozenset(map(PlanKind, plan.kinds)), frozenset(map(Cover, plan.covers))
    return Subject(PlanLine(plan.line), kinds, covers, plan.hazard, plan.joint, title_of(plan), part)


def look(plan: Plan, revision: Revision, part: Part = Part.BODY) -> Looked | None:
    """Hold a book of a version that was already seen against its lists; None for a plan that has no file to read."""
    if is_secret(plan.secrecy):
        return None
    text = texts_of([revision.id]).get((revision.id, part))
    if text is None and part is not Part.BODY:
        return None
    subject = subject_of(plan, part)
    found = pages(text) if text is not None and text.state == TextState.READ else []
    answers = {one.element: one for one in check(subject, found)}
    if text is not None and text.pages > len(found):
        answers = {id_: _beyond(one) for id_, one in answers.items()}
    remarks = remarks_of(plan.id, [KIND])
    groups = [
        Group(one, [Hint(element, answers[element.id], remarks.get((KIND, element.id))) for element in one.elements])
        for one in lists_of(subject)
    ]
    return Looked(text, found, _reason(revision, text, part), groups)


def _beyond(found: Found) -> Found:
    """What was not found may stand on the pages that were not read."""
    return replace(found, state=State.UNCLEAR) if found.state is State.MISSING else found


def _reason(revision: Revision, text: PlanText | None, part: Part) -> str:
    if text is not None:
        return text.reason
    return WAITING if part in sources_of(revision.id) else NO_FILE


def hint_of(looked: Looked | None, element_id: str) -> tuple[Group, Hint] | None:
    """One element of what was looked at."""
    for group in () if looked is None else looked.groups:
        for hint in group.hints:
            if hint.element.id == element_id:
                return group, hint
    return None
