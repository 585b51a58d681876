"""5,000 plans of 40 pages searched for copies, with planted copies, families and users of a known template.

Run: .venv/bin/python -m benchmarks.near_duplicates [PLANS] [SEED] [PAGES]
The texts stand in a register of SQLite. Timed on the wall is what `texts alike` does: pages are read and their marks
taken by two processes and kept, the template left out, all compared, who is alike kept. What is planted is known, so
that what is missed and what is told wrongly can be counted.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter, sleep

from flask_migrate import upgrade
from sqlalchemy import insert, select

from benchmarks.plan_rows import MOMENT, app_in, insert_plan, text_of
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.seeding import seed_reference
from emergency.texts.likeness import Likeness, families
from emergency.texts.models import PlanPage
from emergency.texts.models_likeness import KnownTemplate, PlanLikeness, PlanSketch
from emergency.texts.queries_scan import SCANNER
from emergency.units.models import Unit

ROOT = Path(__file__).resolve().parents[1]
UNITS = 100_000  # Units made here are numbered from here on.
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


def enter(made: Register) -> int:
    """Put the texts where the product keeps them, each of a unit of its own, as scanned once; gives their letters."""
    connection, size, region = db.session.connection(), 0, "231102000000"
    common = {"kind": "other", "initials": "", "region_code": region, "line": "", "address": "", "represents": False,
              "counted": False, "counted_reason": "", "confirmed": True, "restricted": False, "sample": False,
              "active_from": date(2020, 1, 1), "active_to": FAR_DAY, "version": 1}  # fmt: skip
    for key, pages in made.texts.items():
        connection.execute(insert(Unit), {"id": UNITS + key, "name": made.names[key], **common})
        insert_plan(connection, key, UNITS + key, region)
        db.session.add(text_of(key, UNITS + key, region, len(pages)))
        db.session.flush()
        rows = [{"text_id": key, "number": at, "text": page} for at, page in enumerate(pages, 1)]
        connection.execute(insert(PlanPage), rows)
        sketch = {"text_id": key, "plan_id": key, "unit_id": UNITS + key, "region_code": region}
        connection.execute(insert(PlanSketch), {**sketch, "marks": b"", "scanner": SCANNER, "scanned_at": MOMENT})
        db.session.expunge_all()
        size += sum(map(len, pages))
    template = {"region_code": "231100000000", "name": "范本", "text": made.template, "reason": "测量"}
    times = {"recorded_by": "测量", "known_from": MOMENT, "known_until": FAR_MOMENT}
    connection.execute(insert(KnownTemplate), {**template, **times})
    # Past the trail on purpose: a benchmark's register has no acts.
    connection.commit()
    db.session.remove()
    return size


def scan(folder: str) -> tuple[float, float, float]:
    """The command `texts alike`, its start included: seconds on the wall, of processors, most megabytes in all."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "texts", "alike"]
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FILES_URL")}
    began, before, most = perf_counter(), os.times(), 0.0
    process = subprocess.Popen(command, cwd=ROOT, env={**plain, "INSTANCE": folder}, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        sleep(0.2)
    if process.returncode:
        raise SystemExit("texts alike failed")
    after = os.times()
    return perf_counter() - began, sum(after[2:4]) - sum(before[2:4]), most


def _memory(number: int) -> float:
    """Megabytes that a process and those it started hold, what they share counted once; 0 for one that is gone."""
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()
        lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return own + sum(_memory(int(child)) for child in children)


def kept() -> list[Likeness]:
    """Who is alike, as the command kept it."""
    rows = db.session.scalars(select(PlanLikeness)).all()
    return [Likeness(row.one_id, row.other_id, row.shared, row.of_one, row.of_other) for row in rows]


def main() -> int:
    """Makes the register and scans it; 1 where the bar is missed."""
    plans, seed, pages = (int(word) for word in (sys.argv[1:] + ["5000", "20261122", "40"][len(sys.argv) - 1 :])[:3])
    made = register(plans, seed, pages)
    with tempfile.TemporaryDirectory() as folder, app_in(folder).app_context():
        upgrade()
        seed_reference()
        size = enter(made)
        made.texts.clear()
        print(f"种子 {seed}；{plans} 份预案，{size / 1e6:.1f} 百万字；照搬 {len(made.copies)} 对，", end="")
        print(f"同源 {len(made.families)} 组各 50 份，使用已知范本或者只引四分之一的 {len(made.honest)} 份")
        wall, cpu, most = scan(folder)
        return told(
            made, kept(), wall, f"扫描 {wall:.1f} s（处理器 {cpu:.1f} s，两个取样进程），内存合计最多 {most:.0f} MB"
        )


def told(made: Register, found: list[Likeness], wall: float, figures: str) -> int:
    """Prints the figures and what was found of what was planted; 1 where the bar is missed."""
    pairs = {frozenset((pair.one, pair.other)) for pair in found}
    home = {key: number for number, group in enumerate(made.families) for key in group}
    false = [pair for pair in pairs - made.copies if len({home.get(key, -key) for key in pair}) > 1]
    groups = [group for group in families(found) if len(group) > 2]
    whole = sum(group in made.families for group in groups)
    print(figures)
    print(
        f"照搬找到 {len(made.copies & pairs)}/{len(made.copies)}，同源组完整找到 {whole}/{len(made.families)}，", end=""
    )
    print(f"误报 {len(false)} 对，其中范本使用者 {sum(bool(pair & made.honest) for pair in false)} 对")
    return 0 if wall < BAR_SECONDS and made.copies <= pairs and not false else 1


if __name__ == "__main__":
    raise SystemExit(main())
