"""What a heading is, how deep it stands among the others, and which of them are items of lists or annexes (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from emergency.texts.lines import Line
from emergency.texts.numbering import ANNEX, BULLET, ITEM, WIDE

EMPTY = re.compile(
    r"[(【\[]?(?:无|空|空白|暂[无缺略空]|待定|同上|(?:此处|内容|本[章节条]|以下|详情)?[从省]?略|此页无正文|以下空白"
    r"|.{0,6}(?:待|尚未|未|正在)(?:补充?|完善|编制?|编写|填写?|续写?|充实|更新|制定|确定|明确|起草|修订)(?:中|完成)?"
    r"|另行(?:制定|编制|通知|印发|规定))[)】\]]?[。.]?"
)
# （留待后补）, （本章暂缺）, 见附件: few words that only say that the text is elsewhere or comes later.
PROMISE = re.compile(
    r"[(【\[〔][^\d]{0,9}[)】\]〕][。.]?|(?:留待|暂|待|另|参见|详见|见|容后|择期|以后|稍后|后续|日后|[从省]略).{0,5}"
    r"|.{0,5}(?:待[补定续完拟编写]|暂[无缺略空]|空缺|[后续再]补|补上|未[定编写填拟]|从略|省略|略去|略写|不[写述赘])[。.]?"
)
WRITTEN = re.compile(r"[^\W_]")
FEWEST = 4  # letters that make a text
BEGINNINGS = ("总则", "总体要求", "编制目的", "适用范围")
ANNEXES = ("附件", "附录", "附件和附图", "应急预案附件")
TOP = 2


@dataclass
class Heading:
    """A heading: where it stands, how deep, its title without number, and the text that follows up to the next one."""

    page: int
    depth: int
    form: str
    raw: str
    title: str
    annex: bool = False
    text: list[Line] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether something stands under it besides marks such as 略."""
        return any(is_text(line.plain) for line in self.text)


def is_text(words: str) -> bool:
    """Whether words say something."""
    if EMPTY.fullmatch(words) or PROMISE.fullmatch(words):
        return False
    return len(WRITTEN.findall(words)) >= FEWEST


def settle(headings: Sequence[Heading]) -> None:
    """Say of the headings of a text how deep each stands, which are items of a list, and which lie in the annexes."""
    _set_depths(headings)
    _settle_lists(headings)
    _mark_annexes(headings)


def _set_depths(headings: Sequence[Heading]) -> None:
    """How deep each stands: a form that came before is as deep as then, one that did not is below what precedes it."""
    open_: list[str] = []
    for heading in headings:
        if heading.form in ("cell", "told"):
            continue
        form = heading.form
        while open_ and _closes(form, open_):
            open_.pop()
        open_.append(form)
        heading.depth = len(open_) - (open_[0] == ANNEX)


def _closes(form: str, open_: Sequence[str]) -> bool:
    """Whether a heading of a form ends the innermost one that is open."""
    if form in WIDE:
        return open_[-1] not in WIDE or WIDE.index(open_[-1]) >= WIDE.index(form)
    if form in open_:
        return True
    return form.startswith("dotted") and open_[-1].startswith("dotted") and open_[-1] > form


def _settle_lists(headings: Sequence[Heading]) -> None:
    """Figures and dots below others that have no text are the items of a list; where 1.1 is used, figures are not."""
    dotted = any(heading.form.startswith("dotted") for heading in headings)
    forms = {BULLET} if dotted else {BULLET, "figure"}
    for heading in headings:
        if heading.depth > 1 and not heading.text and heading.form in forms:
            heading.form = ITEM


def _mark_annexes(headings: Sequence[Heading]) -> None:
    """What follows 附件1 lies in the annexes, but not in a notice whose 附件 is the plan itself."""
    chapters, inside = 0, False
    for heading in headings:
        if heading.form == ANNEX or (heading.depth <= TOP and heading.title in ANNEXES):
            numbered = heading.form == ANNEX and heading.title and "预案" not in heading.title
            inside = inside or chapters >= (1 if numbered else FEWEST - 1)
        elif inside and _begins_anew(heading):
            inside = False
        elif not inside and heading.depth <= TOP and heading.is_written:
            chapters += 1
        heading.annex = inside


def _begins_anew(heading: Heading) -> bool:
    return heading.depth <= TOP and heading.title in BEGINNINGS and heading.form != ITEM
