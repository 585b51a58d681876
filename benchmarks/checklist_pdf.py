"""One checklist of 3 to 4 pages, warm: ours against bare WeasyPrint on the same HTML, and the memory of many in a row.

Run: python -m benchmarks.checklist_pdf [ROUNDS] [SEED] [SHEETS]. Rounds are interleaved and shuffled; the ratio is the
median of the rounds' own ratios. Both sides are compared by the text of every page before anything is timed.
The sheets in a row all differ and are composed beforehand, so that only drawing can grow.
"""

import random
import resource
import statistics
import sys
import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import jinja2
import yaml
from pypdf import PdfReader
from weasyprint import CSS, HTML

from emergency.assessment.facts import Audience, Figure
from emergency.assessment.sheet import Child, Cover, compose
from emergency.assessment.template import read_template
from emergency.base import printing

TOP = Path(__file__).resolve().parents[1]
MOMENT = datetime(2026, 11, 21, tzinfo=UTC)
MEASURES = ("covered-townships", "covered-villages", "covered-schools", "filed-in-time", "drills-in-time")
SHEETS = 200
LOOKS = (20, 50, 100, 150, 200, 400)  # After so many sheets the memory is read; the first 20 warm the caches.
RATIO_BOUND, GROWTH_BOUND = 1.10, 1.05


def page(seed: int) -> str:
    """A township's sheet with random figures: the same seed, the same text."""
    chance = random.Random(seed)
    template = read_template(yaml.safe_load((TOP / "seeds/reference/checklists/speech.yaml").read_text("utf-8")))
    figures = {name: Figure(chance.randint(0, 90), 90) for name in MEASURES}
    cover = Cover(
        subject=f"示例镇{seed}", place="示例市示例县", code="231102100000", audience=Audience.TOWNSHIP, kind="",
        as_of=date(2026, 11, 21), made_at="2026-11-21 10:02", catalogue="示例", rules_on=27, rules_all=88,
        head_hash="9f3a" * 16, samples=True,
    )  # fmt: skip
    sheet = compose(template, cover, figures, {}, [Child("231102100201", "示例村", 20, 10, 8, 2)])
    loader = jinja2.FileSystemLoader(TOP / "templates")
    environment = jinja2.Environment(loader=loader, autoescape=True)
    return environment.get_template("print/checklist.html").render(sheet=sheet)


def ours(html: str) -> bytes:
    return printing.pdf(html, stamped=MOMENT, identifier="benchmark")


def bare(html: str) -> bytes:
    """WeasyPrint as its manual shows it: everything made anew, the same tags asked for."""
    style = CSS(string=(printing.FOLDER / "print.css").read_text("utf-8"))
    paper: bytes = HTML(string=html).write_pdf(stylesheets=[style], pdf_tags=True)
    return paper


def words(paper: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(paper)).pages]


def timed(draw, html: str) -> float:
    start = time.perf_counter()
    draw(html)
    return time.perf_counter() - start


def resident() -> float:
    """Megabytes of this process now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261121
    html = page(seed)
    first, second = ours(html), bare(html)
    if words(first) != words(second):
        print("the two papers differ in their words")
        return 1
    size = f"{len(html)} characters of HTML, {len(words(first))} pages, {len(first) // 1024} KB"
    print(f"seed {seed}: {size}; words equal")
    ratios, mine, theirs = [], [], []
    for _ in range(rounds):
        sides = [("ours", ours), ("bare", bare)]
        random.shuffle(sides)
        took = {name: timed(draw, html) for name, draw in sides}
        mine.append(took["ours"])
        theirs.append(took["bare"])
        ratios.append(took["ours"] / took["bare"])
    print(
        f"{rounds} rounds: ours {statistics.median(mine) * 1000:.0f} ms, bare {statistics.median(theirs) * 1000:.0f} "
        f"ms, ratio {statistics.median(ratios):.2f} (bound {RATIO_BOUND:.2f})"
    )
    sheets = int(sys.argv[3]) if len(sys.argv) > 3 else SHEETS
    curve = memory_curve([page(seed + number) for number in range(sheets)])
    growth = curve[sheets] / curve[LOOKS[0]]
    told = ", ".join(f"{megabytes:.0f} MB after {number}" for number, megabytes in curve.items())
    print(f"{sheets} sheets in a row: {told}; growth {growth:.3f} (bound {GROWTH_BOUND})")
    return 0 if statistics.median(ratios) <= RATIO_BOUND and growth <= GROWTH_BOUND else 1


def memory_curve(sheets: list[str]) -> dict[int, float]:
    """Megabytes after so many sheets, each drawn once."""
    curve = {}
    for number, html in enumerate(sheets, 1):
        ours(html)
        if number in LOOKS or number == len(sheets):
            curve[number] = resident()
    return curve


if __name__ == "__main__":
    raise SystemExit(main())
