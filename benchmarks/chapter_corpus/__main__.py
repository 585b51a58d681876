"""How often the chapter check is right: recall and precision by class and kind, open and sealed parts apart.

Run: .venv/bin/python -m benchmarks.chapter_corpus [SEED] [WRONG]
WRONG prints so many wrong answers of the open parts (never of a sealed one).
"""

import sys
from collections.abc import Mapping
from time import process_time
from typing import Any

from benchmarks.chapter_corpus.maker import LATER, OPEN, Case, corpus
from benchmarks.chapter_corpus.scoring import Answer, Book
from benchmarks.chapter_corpus.wording import SEALS
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.texts.elements import check
from emergency.texts.facts import Part, Subject


def answers(case: Case) -> dict[str, Answer]:
    """What the checker says of one case."""
    return {found.element: Answer(str(found.state), found.page) for found in check(subject(case.subject), case.pages)}


def subject(told: Mapping[str, Any]) -> Subject:
    """The checker's subject from what a case tells."""
    return Subject(
        line=PlanLine(told["line"]),
        kinds=frozenset(PlanKind(kind) for kind in told["kinds"]),
        covers=frozenset(Cover(cover) for cover in told.get("covers", ())),
        hazard=told.get("hazard", ""),
        joint=told.get("joint", False),
        title=told["title"],
        part=Part(told.get("part", "body")),
    )


def size(cases: list[Case]) -> str:
    """How large the corpus is, in one line."""
    bases = {case.name.split("-")[0] + case.name.split("-")[1] for case in cases}
    pages = sum(len(case.pages) for case in cases)
    asked = sum(len(case.truths) for case in cases)
    kinds = {case.kind for case in cases}
    return f"{len(bases)} 份基础预案，{len(kinds)} 种文本，{len(cases)} 份文本，{pages} 页，{asked} 项判断"


def main() -> int:
    """Prints the tables; 1 where a bar is missed."""
    seed, wrong = (int(word) for word in (sys.argv[1:] + ["20261122", "0"][len(sys.argv) - 1 :])[:2])
    cases = list(corpus(seed))
    print(f"种子 {seed}；{size(cases)}")
    for sealed in SEALS:
        state = "已公开并核对" if sealed.opened else "尚未公开，不计"
        print(f"{sealed.part}部分的 SHA-256：{sealed.promised}，{state}")
    books = {part: Book() for part in (OPEN, LATER, *(sealed.part for sealed in SEALS))}
    started = process_time()
    for case in cases:
        books[case.part].add(case, answers(case))
    print(f"核对用时 {process_time() - started:.1f} s（处理器）")
    for name, book in books.items():
        if book.cases:
            print(f"\n==== {name}部分，{book.cases} 份文本")
            print("\n".join(book.lines()))
    for row in (books[OPEN].wrong + books[LATER].wrong)[:wrong]:
        print("  ".join(row))
    passed = all(score.passes() for book in books.values() for score in (book.whole, *book.grades.values()))
    print(f"\n门槛（缺项召回、准确均不低于 0.95，各次公开、封存和各档分别计）：{'达到' if passed else '未达到'}")
    return 0 if passed else 1


if __name__ == "__main__":
    raise SystemExit(main())
