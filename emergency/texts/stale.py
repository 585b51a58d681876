"""Questions about a text: old names, repealed papers, other places and units, old dates, strange numbers (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from emergency.base.characters import simplified
from emergency.texts.stale_facts import OldName, OldPaper, Question, Stale, Surroundings, sentence_at, unwrapped
from emergency.texts.stale_places import TOGETHER, other_places, stands_alone

FORMER = ("原", "前身为", "原来的")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?:\s*(\d{1,2})\s*月)?")
_CITED = re.compile(r"[《》〔〕\[\]]|[第]?\d+号|施行|修订|修正|印发|公布|通过|曾|历史|建成|成立|投产")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}[-—－ ]?\d{7,8})(?!\d)")


def questions(
    pages: Sequence[str], around: Surroundings, names: Iterable[OldName], papers: Iterable[OldPaper]
) -> list[Question]:
    """Everything that is asked of a text, each word once, in the order of kinds and pages; quoted as simplified."""
    text = [simplified(unwrapped(page)) for page in pages]
    found = [
        *_old_names(text, names),
        *_old_papers(text, papers),
        *other_places(text, around),
        *_other_units(text, around),
        *_old_dates(text, around),
        *_strange_phones(text, around),
    ]
    return _once(found)


def _once(found: Iterable[Question]) -> list[Question]:
    """Each word once, at its first page, with how often it stands there; mild only where it always is."""
    kept: dict[tuple[Stale, str], Question] = {}
    for each in found:
        told = kept.get((each.kind, each.key))
        if told is None:
            kept[each.kind, each.key] = each
            continue
        first = told if told.mild <= each.mild else each
        kept[each.kind, each.key] = Question(
            first.kind, first.key, first.page, first.sentence, told.times + 1, first.words, first.basis, first.mild
        )
    return list(kept.values())


def _old_names(pages: Sequence[str], names: Iterable[OldName]) -> Iterator[Question]:
    for old in names:
        pattern = re.compile("|".join(re.escape(name) for name in sorted(old.names, key=len, reverse=True)))
        for number, page in enumerate(pages, 1):
            for match in pattern.finditer(page):
                sentence = sentence_at(page, match.start())
                if _meant(old, page, match.start(), match.end(), sentence):
                    ask = "是否仍然准确？" if old.mild else "是否已更名或者撤并？现为"
                    words = f"“{match.group()}”{ask}{old.now}。"
                    basis = old.basis + ("" if old.verified else "（未核原文）")
                    yield Question(Stale.BODY, match.group(), number, sentence, 1, words, basis, old.mild)


def _meant(old: OldName, page: str, start: int, end: int, sentence: str) -> bool:
    before, after = page[max(0, start - 6) : start], page[end : end + 4]
    if any(before.endswith(word) for word in (*FORMER, *old.not_after)):
        return False
    if any(after.startswith(word) for word in old.not_before):
        return False
    return not old.only_with or any(word in sentence for word in old.only_with)


def _old_papers(pages: Sequence[str], papers: Iterable[OldPaper]) -> Iterator[Question]:
    for old in papers:
        for number, page in enumerate(pages, 1):
            for match in old.pattern.finditer(page):
                if page[max(0, match.start() - 2) : match.start()].strip().endswith("原"):
                    continue
                words = f"“{match.group()}”是否仍然有效？现行的是：{old.now}。"
                basis = old.basis + ("" if old.verified else "（未核原文）")
                yield Question(old.kind, old.key, number, sentence_at(page, match.start()), 1, words, basis, old.mild)


def _other_units(pages: Sequence[str], around: Surroundings) -> Iterator[Question]:
    whole = "\n".join(pages)
    for name in (name for name in around.units if name in whole):
        yield from _named(name, pages, around.own, "是否照搬了其他单位的文字？")
    for name in (name for name in around.kin if name in whole):
        for each in _named(name, pages, around.own, "写到它有没有必要？"):
            yield Question(each.kind, name, each.page, each.sentence, 1, each.words, each.basis, mild=True)


def _named(name: str, pages: Sequence[str], own: Sequence[str], ask: str) -> Iterator[Question]:
    """Where a unit's name stands by itself; mild where plans are joined."""
    for number, page in enumerate(pages, 1):
        for match in re.finditer(re.escape(name), page):
            if stands_alone(page, match.start(), name, own):
                sentence = sentence_at(page, match.start())
                mild = bool(TOGETHER.search(sentence))
                yield Question(Stale.UNIT, name, number, sentence, 1, f"“{name}”{ask}", "单位台账", mild)


def _old_dates(pages: Sequence[str], around: Surroundings) -> Iterator[Question]:
    if around.previous is None:
        return
    for number, page in enumerate(pages, 1):
        for match in _YEAR.finditer(page):
            year, month = int(match.group(1)), int(match.group(2) or 12)
            sentence = sentence_at(page, match.start())
            if (year, month) >= (around.previous.year, around.previous.month) or _CITED.search(sentence):
                continue
            key = re.sub(r"\s", "", match.group())
            words = f"“{key}”早于上一版的印发日期（{around.previous.isoformat()}），数据是否已经更新？"
            yield Question(Stale.DATE, key, number, sentence, 1, words, "上一版的印发日期", mild=True)


def _strange_phones(pages: Sequence[str], around: Surroundings) -> Iterator[Question]:
    mine = {_digits(phone) for phone in around.phones}
    others = {_digits(phone) for phone in around.others_phones} - mine
    if not mine and not others:
        return
    for number, page in enumerate(pages, 1):
        for match in _PHONE.finditer(page):
            digits = _digits(match.group())
            if digits in mine or any(digits.endswith(known[-7:]) for known in mine if len(known) >= 7):
                continue
            strange = digits in others
            words = f"“{match.group()}”" + (
                "登记为其他单位的电话，是否照搬了别处的通讯录？"
                if strange
                else "不在本单位登记的联系电话里，是否仍然有效？"
            )
            sentence = sentence_at(page, match.start())
            yield Question(Stale.PHONE, digits, number, sentence, 1, words, "单位联系人", mild=not strange)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)
