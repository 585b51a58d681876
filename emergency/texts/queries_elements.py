"""The chapter check of a version that was already seen: each element with what was found and what was said of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.chapters_book import ChapterList, Element
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of
from emergency.plans.rules import is_secret
from emergency.texts.elements import check, examined, lists_of
from emergency.texts.facts import FOUND_WORDS, GRADE_WORDS, Found, Part, State, Subject, TextState
from emergency.texts.facts_remarks import ELEMENT, LIST, OVERRULING, VERDICT_WORDS, Verdict
from emergency.texts.models import PlanText
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries import pages, sources_of, texts_of
from emergency.texts.queries_remarks import remarks_of

WAITING = "无法判断（尚未读取）：后台正在读取文件，稍后刷新本页。"
NO_FILE = "无法判断（未见文本）：这一版没有上传正式印发文本或可编辑文本。"


@dataclass(frozen=True)
class Hint:
    """One element of a plan, what was found of it, and what the reviewer said.

    `moved` where what was overruled in an earlier version is found elsewhere in this one.
    """

    element: Element
    found: Found
    remark: PlanRemark | None
    moved: bool = False

    @property
    def overruled(self) -> bool:
        """Whether the program found it and the reviewer says that it is not that."""
        return self.remark is not None and self.remark.verdict in OVERRULING and self.found.state is State.FOUND

    @property
    def state(self) -> State:
        """What holds: what was found, unless the reviewer overruled it."""
        if self.remark is not None and self.overruled:
            return State(self.remark.verdict)
        return self.found.state

    @property
    def is_open(self) -> bool:
        """Whether it is a hint that nobody has judged yet; what can't be judged is none."""
        return self.found.state in (State.TITLE, State.MISSING) and self.remark is None

    @property
    def is_dismissed(self) -> bool:
        """Whether somebody said that nothing is wrong."""
        return self.remark is not None and self.remark.verdict == Verdict.DISMISSED

    @property
    def word(self) -> str:
        """What is said of it, in a word."""
        if self.remark is not None and self.state is not State.FOUND:
            return VERDICT_WORDS[self.remark.verdict]
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
    is_running: bool = False  # whether the text has no headings to go by

    @property
    def hints(self) -> list[Hint]:
        """All elements."""
        return [hint for group in self.groups for hint in group.hints]

    def count(self, grade: str) -> tuple[int, int, int, int]:
        """Of a class: the elements, those found, the hints nobody has judged yet, and what can't be judged."""
        own = [hint for hint in self.hints if hint.found.grade == grade]
        unclear = sum(hint.state is State.UNCLEAR for hint in own)
        return len(own), sum(hint.state is State.FOUND for hint in own), sum(hint.is_open for hint in own), unclear

    @property
    def wanting(self) -> list[Hint]:
        """What waits for a reviewer, and what the unit is to mend."""
        return [one for one in self.hints if one.state in (State.TITLE, State.MISSING) and not one.is_dismissed]

    @property
    def is_judged(self) -> bool:
        """Whether there was a text to judge."""
        return bool(self.pages)


def subject_of(plan: Plan, part: Part = Part.BODY) -> Subject:
    """What the register knows of a plan, for the check."""
    kinds, covers = frozenset(map(PlanKind, plan.kinds)), frozenset(map(Cover, plan.covers))
    chosen = choice_of(plan)
    return Subject(
        PlanLine(plan.line), kinds, covers, plan.hazard, plan.joint, title_of(plan), part,
        "" if chosen is None else chosen.verdict,
    )  # fmt: skip


def choice_of(plan: Plan) -> PlanRemark | None:
    """Which list a reviewer chose for a plan that was already seen, and who did."""
    return remarks_of(plan.id, [LIST]).get((LIST, LIST))


def look(plan: Plan, revision: Revision, part: Part = Part.BODY) -> Looked | None:
    """Hold a book of a version that was already seen against its lists; None for a plan that has no file to read."""
    if is_secret(plan.secrecy):
        return None
    text = texts_of([revision.id]).get((revision.id, part))
    if text is None and part is not Part.BODY:
        return None
    subject = subject_of(plan, part)
    found = pages(text) if text is not None and text.state == TextState.READ else []
    told, is_running = examined(subject, found)
    answers = {one.element: one for one in told}
    if text is not None and text.pages > len(found):
        answers = {id_: _beyond(one) for id_, one in answers.items()}
    remarks = {key: row for (_kind, key), row in remarks_of(plan.id, [ELEMENT]).items()}
    moved = _moved(subject, revision, answers, remarks)
    groups = [
        Group(one, [Hint(each, answers[each.id], remarks.get(each.id), each.id in moved) for each in one.elements])
        for one in lists_of(subject)
    ]
    return Looked(text, found, _reason(revision, text, part), groups, is_running)


def _moved(
    subject: Subject, revision: Revision, now: Mapping[str, Found], remarks: Mapping[str, PlanRemark]
) -> set[str]:
    """The elements that were overruled in another version, where what is found now is not what was found there."""
    asked: dict[int, list[str]] = defaultdict(list)
    for key, row in remarks.items():
        one = now.get(key)
        if row.verdict in OVERRULING and row.revision_id != revision.id and one and one.state is State.FOUND:
            asked[row.revision_id].append(key)
    told: set[str] = set()
    for number, keys in asked.items():
        text = texts_of([number]).get((number, subject.part))
        before = {one.element: one for one in check(subject, [] if text is None else pages(text))}
        told |= {key for key in keys if _place(before[key]) != _place(now[key])}
    return told


def _place(found: Found) -> tuple[str, str]:
    return found.title, found.sentence


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
