"""The chapter check of a plan of 60 pages beside the extraction of its text, in turns.

Run: .venv/bin/python -m benchmarks.chapter_check [PAGES] [SEED] [ROUNDS]
The plan is drawn and printed as PDF with embedded fonts; extraction is what the reader does in its bounded process,
called here without the start of that process, which is on the safe side. Times are those of the processor.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from emergency.base.printing import pdf
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans.chapters_book import book
from emergency.texts.elements import check
from emergency.texts.facts import State, Subject
from emergency.texts.pdf_text import pdf_pages

BAR = 0.2
PARAGRAPHS = 11  # fill a page
STYLE = (
    "@page { size: A4; margin: 2.5cm; @bottom-center { content: counter(page) } }"
    " body { font: 12pt/1.8 'Noto Sans CJK SC', sans-serif } p { margin: 0 }"
)
SUBJECT = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), title="防汛抗旱应急预案", hazard="flood")


def paper(pages: int, random: Random) -> bytes:
    """A plan of about so many pages as PDF: a table of contents, then chapters with sections and paragraphs."""
    names = ["总则", *(element.name for one in ("law28", "special") for element in book()[one].elements), "附则"]
    words = "各成员单位按照职责分工立即组织抢险救援力量赶赴现场开展处置加强会商研判及时发布信息做好群众转移安置"
    lines = ["目录", *(f"{at} {name}……{at}" for at, name in enumerate(names, 1))]
    for at, name in enumerate(names, 1):
        lines.append(f"{at} {name}")
        for section in range(1, 5):
            lines.append(f"{at}.{section} 第{section}方面的要求")
            for _ in range(pages * PARAGRAPHS // (len(names) * 4)):
                lines.append("".join(random.choices(words, k=90)) + "。")
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f'<!doctype html><html lang="zh-CN"><head><title>预案</title><style>{STYLE}</style></head>'
    stamped = datetime(2026, 1, 1, tzinfo=UTC)
    return pdf(f"{head}<body>{body}</body></html>", stamped=stamped, identifier="plan", styles=())


def timed(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    began = process_time()
    act()
    return process_time() - began


def main() -> int:
    """Prints both medians and their ratio; 1 where the bar is missed."""
    pages, seed, rounds = (int(word) for word in (sys.argv[1:] + ["60", "20261122", "7"][len(sys.argv) - 1 :])[:3])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(paper(pages, Random(seed)))
        texts = list(pdf_pages(path)[1])
        found = check(SUBJECT, texts)
        print(f"种子 {seed}；{len(texts)} 页，{sum(map(len, texts))} 字，{path.stat().st_size / 1024:.0f} KB")
        print(f"要素 {len(found)} 项，已见 {sum(one.state is State.FOUND for one in found)} 项")
        reading, checking = [], []
        for _ in range(rounds):
            reading.append(timed(lambda: list(pdf_pages(path)[1])))
            checking.append(timed(lambda: check(SUBJECT, texts)))
    ratio = median(checking) / median(reading)
    print(f"读取文字 {median(reading):.3f} s，要素核对 {median(checking):.3f} s（处理器，{rounds} 轮交替的中位数）")
    print(f"要素核对是读取文字的 {ratio:.3f} 倍（门槛 {BAR}）：{'达到' if ratio <= BAR else '未达到'}")
    return ratio > BAR


if __name__ == "__main__":
    raise SystemExit(main())
