"""5,000 plans of 40 pages searched for copies, with planted copies, families and users of a known template.

Run: .venv/bin/python -m benchmarks.near_duplicates [PLANS] [SEED] [PAGES]
Reading the words of all texts (marks), leaving the template out and comparing are timed together, on the wall,
in one process; what is planted is known, so that what is missed and what is told wrongly can be counted.
"""

import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter, process_time

from emergency.texts.actions_scan import marks_of
from emergency.texts.likeness import Likeness, column, families, likenesses

BAR_SECONDS = 60.0
PAGE = 24  # sentences, some 600 characters
VILLAGE = 50  # sentences of a village's book


@dataclass
class Register:
    """The texts of all plans by number, and what was planted."""

    texts: dict[int, list[str]] = field(default_factory=dict)  # page by page
    names: dict[int, str] = field(default_factory=dict)
    copies: set[frozenset[int]] = field(default_factory=set)
    families: list[frozenset[int]] = field(default_factory=list)
    honest: set[int] = field(default_factory=set)  # use the known template, or quote a quarter of another
    template: str = ""


class Writer:
    """Writes plans from a stock of sentences; some stand in every plan, as quotations of the law do."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        common = [chr(code) for code in range(0x4E00, 0x9FFF, 7)]
        words = ["".join(self.random.choices(common, k=2)) for _ in range(3000)]
        self.stock = ["".join(self.random.choices(words, k=12)) + "。" for _ in range(200_000)]
        self.law = self.stock[:60]

    def text(self, sentences: int) -> list[str]:
        """A text of its own with the law's sentences strewn in, one in twenty."""
        own = self.random.choices(self.stock, k=sentences - sentences // 20)
        for sentence in self.random.choices(self.law, k=sentences // 20):
            own.insert(self.random.randrange(len(own)), sentence)
        return own

    def changed(self, text: list[str], share: float) -> list[str]:
        """The text with a share of its sentences replaced."""
        return [self.random.choice(self.stock) if self.random.random() < share else line for line in text]


def register(plans: int, seed: int, pages: int) -> Register:
    """A register of so many plans: a tenth copies, two tenths users of the template, a tenth in families."""
    writer, made = Writer(seed), Register()
    template = writer.text(VILLAGE)
    made.template = "".join(template)
    sentences = pages * PAGE
    while len(made.texts) < plans // 10:
        _copy(made, writer, sentences)
    for _ in range(plans // 5):
        key = _add(made, writer.changed(template, 0.05) + writer.text(6), f"甲{len(made.texts)}村")
        made.honest.add(key)
    for _ in range(max(1, plans // 500)):
        base = writer.text(VILLAGE)
        group = [_add(made, writer.changed(base, 0.08), f"乙{len(made.texts)}村") for _ in range(50)]
        made.families.append(frozenset(group))
    while len(made.texts) < plans:
        _add(made, writer.text(sentences), f"丙{len(made.texts)}县")
    return made


def _copy(made: Register, writer: Writer, sentences: int) -> None:
    """A plan and its copy: other names, a tenth to a third of the sentences new, or chapters moved, or a half of it."""
    text = writer.text(sentences)
    way = writer.random.choice(["names", "changed", "moved", "half", "quarter"])
    copy = writer.changed(text, {"names": 0.0, "changed": 0.33, "moved": 0.1}.get(way, 0.0))
    if way == "moved":
        cut = len(copy) // 3
        copy = copy[cut:] + copy[:cut]
    if way in ("half", "quarter"):
        kept = int(len(text) * (0.65 if way == "half" else 0.25))
        copy = text[:kept] + writer.text(len(text) - kept)
    one = _add(made, text, f"丁{len(made.texts)}县")
    other = _add(made, copy, f"戊{len(made.texts)}县")
    if way == "quarter":
        made.honest |= {one, other}
    else:
        made.copies.add(frozenset((one, other)))


def _add(made: Register, sentences: Iterable[str], name: str) -> int:
    key = len(made.texts) + 1
    lines = [name + line if at % 9 == 0 else line for at, line in enumerate(sentences)]
    made.texts[key] = ["\n".join(lines[at : at + PAGE]) for at in range(0, len(lines), PAGE)]
    made.names[key] = name
    return key


def scan(made: Register) -> list[Likeness]:
    """What the product does: marks of every text without its names, without the template's, then compared."""
    template = marks_of([made.template], [])
    marked = {key: column(marks_of(pages, [made.names[key]]) - template) for key, pages in made.texts.items()}
    return likenesses(marked)


def main() -> int:
    """Prints what was found and how long it took; 1 where the bar is missed."""
    plans, seed, pages = (int(word) for word in (sys.argv[1:] + ["5000", "20261122", "40"][len(sys.argv) - 1 :])[:3])
    made = register(plans, seed, pages)
    size = sum(len(page) for pages in made.texts.values() for page in pages)
    print(f"种子 {seed}；{len(made.texts)} 份预案，{size / 1e6:.1f} 百万字；照搬 {len(made.copies)} 对，", end="")
    print(f"同源 {len(made.families)} 组各 50 份，使用已知范本或者只引四分之一的 {len(made.honest)} 份")
    wall, cpu = perf_counter(), process_time()
    found = scan(made)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    pairs = {frozenset((pair.one, pair.other)) for pair in found}
    home = {key: number for number, group in enumerate(made.families) for key in group}
    false = [pair for pair in pairs - made.copies if len({home.get(key, -key) for key in pair}) > 1]
    groups = [group for group in families(found) if len(group) > 2]
    whole = sum(group in made.families for group in groups)
    print(f"扫描 {wall:.1f} s（处理器 {cpu:.1f} s，一个进程），峰值内存 {_peak():.0f} MB")
    print(
        f"照搬找到 {len(made.copies & pairs)}/{len(made.copies)}，同源组完整找到 {whole}/{len(made.families)}，", end=""
    )
    print(f"误报 {len(false)} 对，其中范本使用者 {sum(bool(pair & made.honest) for pair in false)} 对")
    return 0 if wall < BAR_SECONDS and made.copies <= pairs and not false else 1


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
