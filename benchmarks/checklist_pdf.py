"""Checklists of 200 different units: the plain yardstick in one process, ours and other engines on two workers.

Run: python -m benchmarks.checklist_pdf [ROUNDS] [SEED] [PAPERS_A_ROUND] [IN_A_ROW]. Every round draws other units with
all sides, in shuffled order; a ratio is the median of the rounds' own. Fields are compared before anything is timed.
"""

import gc
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pypdf import PdfReader

from benchmarks.checklist import rivals
from benchmarks.checklist.plain_page import PLAIN, fields, plain
from benchmarks.checklist.units import units
from emergency.assessment.printed import html_of, pdf_of
from emergency.base import fonts

UNITS, WORKERS = 200, 2
WARMED_BY = 12
BARS = {"public": 3.0, "quick": 6.5}
CHROMIUM_BAR, SIZE_BAR, MEMORY_BAR, TAGGED_BAR = 1.2, 135, 200, 160
Draw = Callable[[Any], bytes]


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:]]
    rounds, seed, papers, in_a_row = (*numbers, *(9, 20261122, 12, 1000)[len(numbers) :])
    if fonts.missing():
        print("the faces are not made yet: ./dev setup")
        return 1
    made = units(UNITS, seed)
    with ExitStack() as stack:
        # Forked before this process draws: the printer's font library has threads, which a fork would lack.
        sides = {name: stack.enter_context(side) for name, side in all_sides(made).items()}
        if not same_fields(made[: 3 * WORKERS]):
            return 1
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
        for number in range(rounds):
            chosen = [made[(number * papers + place) % UNITS] for place in range(papers)]
            for name in random.sample(list(sides), len(sides)):
                took[name].append(timed(sides[name], chosen))
    good = told(took)
    rivals_read(made[0])
    return 0 if told_of_one_worker(made, in_a_row) and good else 1


def same_fields(made: list[Any]) -> bool:
    """Whether both papers show every field of these units, read back by another program."""
    for one in made:
        ours, theirs = text_of(pdf_of(one)), text_of(plain(one))
        lacking = [field for field in fields(one) if field not in ours or field not in theirs]
        if lacking:
            print(f"the papers differ in their fields: {lacking[:5]}")
            return False
    sizes = [(len(draw(made[0])) // 1024, pages_of(draw(made[0]))) for draw in (plain, pdf_of)]
    hashed = sha256(PLAIN.read_bytes()).hexdigest()[:16]
    print(f"{len(fields(made[0]))} fields equal in {len(made)} units; (KB, pages) of the plain and of ours: {sizes}")
    print(f"plain.html {hashed}; faces {fonts.version()}")
    return True


def rivals_read(one: Any) -> None:
    """Sizes and fields of the others; after the timing, for an engine with threads must not be forked once it ran."""
    for name, opened in rivals.present().items():
        paper = opened()(one)
        lacking = [field for field in fields(one) if field not in text_of(paper)]
        print(f"{name}: {len(paper) // 1024} KB, {pages_of(paper)} pages, {len(lacking)} fields not found in its text")


def all_sides(made: list[Any]) -> dict[str, Any]:
    """The plain one alone in a process, the others on two workers."""
    pages = {id(one): html_of(one) for one in made}

    def chromium() -> Draw:
        from benchmarks.checklist.browser import opened

        draw = opened()
        return lambda one: draw(pages[id(one)])

    others = rivals.present()
    for name in sorted({"typst", "reportlab"} - set(others)):
        print(f"{name} is not installed: its row is missing (benchmarks/requirements.txt)")
    return {
        "plain": crew(lambda: plain, 1, made, quick="0"),
        "public": crew(lambda: pdf_of, WORKERS, made, quick="0"),
        "quick": crew(lambda: pdf_of, WORKERS, made, quick="1"),
        "chromium": crew(chromium, WORKERS, made, quick="0"),
        **{name: crew(opened, WORKERS, made, quick="0") for name, opened in others.items()},
    }


@contextmanager
def crew(maker: Callable[[], Draw], count: int, made: list[Any], quick: str) -> Iterator[Any]:
    """Warm processes that share the papers of a round among them; gives the pipes to talk to them."""
    context = get_context("fork")
    pipes, processes = [], []
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, maker, made, quick), daemon=True)
        process.start()
        pipes.append(ours)
        processes.append(process)
    for pipe in pipes:
        pipe.recv()
    try:
        yield pipes, {id(one): place for place, one in enumerate(made)}
    finally:
        for process in processes:
            process.kill()


def serve(pipe: Any, maker: Callable[[], Draw], made: list[Any], quick: str) -> None:
    os.environ["PRINT_QUICK"] = quick
    draw = maker()
    for one in made[-WARMED_BY:]:
        draw(one)
    if draw is not plain:
        gc.collect()
        gc.freeze()
        gc.disable()
    pipe.send("warm")
    while True:
        places, start = pipe.recv(), time.process_time()
        for place in places:
            draw(made[place])
        if draw is not plain:
            gc.collect()
        pipe.send(time.process_time() - start)


def timed(side: Any, chosen: list[Any]) -> tuple[float, float]:
    """Milliseconds a paper: on the clock of the wall, and of one processor."""
    pipes, places = side
    start = time.perf_counter()
    for number, pipe in enumerate(pipes):
        pipe.send([places[id(one)] for one in chosen[number :: len(pipes)]])
    worked = sum(pipe.recv() for pipe in pipes)
    return (time.perf_counter() - start) * 1000 / len(chosen), worked * 1000 / len(chosen)


def told(took: dict[str, list[tuple[float, float]]]) -> bool:
    """The table; whether the bars are kept. A browser works in processes of its own, whose time is not seen here."""
    good = True
    for name, times in took.items():
        wall = ratio(took["plain"], times, 0)
        bar = BARS.get(name)
        good &= bar is None or wall >= bar
        alone = f"{median(times, 1):.0f} ms, {ratio(took['plain'], times, 1):.2f} times"
        worked = "" if name == "chromium" else f"; of one processor {alone}"
        print(f"{name:9} {median(times, 0):6.0f} ms a paper, {wall:5.2f} times the plain one{bar_word(bar)}{worked}")
    beside = ratio(took["quick"], took["chromium"], 0)
    print(f"quick takes {beside:.2f} of what Chromium takes on as many workers (bar {CHROMIUM_BAR})")
    return good and beside <= CHROMIUM_BAR


def ratio(first: list[tuple[float, float]], second: list[tuple[float, float]], clock: int) -> float:
    return statistics.median(one[clock] / other[clock] for one, other in zip(first, second, strict=True))


def median(times: list[tuple[float, float]], clock: int) -> float:
    return statistics.median(one[clock] for one in times)


def bar_word(bar: float | None) -> str:
    return f" (bar {bar})" if bar else ""


def told_of_one_worker(made: list[Any], in_a_row: int) -> bool:
    """Sizes, tagged sizes, equal bytes of both ways, and the memory of one process over many papers."""
    ours = {name: [pdf_with(one, **{name: value}) for one in made[:20]] for name, value in WAYS.items()}
    size = max(map(len, ours["PRINT_QUICK"])) / 1000
    tagged = max(map(len, ours["PRINT_VARIANT"])) / 1000
    equal = all(pdf_with(one, PRINT_QUICK="0") == paper for one, paper in zip(made, ours["PRINT_QUICK"], strict=False))
    print(f"largest file {size:.0f} kB (bar {SIZE_BAR}), tagged {tagged:.0f} kB (bar {TAGGED_BAR}); {equal=}")
    curve = memory_curve(in_a_row)
    print(f"one worker over {in_a_row} papers: {curve} MB (its own, resident with the application; bar {MEMORY_BAR})")
    return size < SIZE_BAR and tagged < TAGGED_BAR and equal and max(own for own, _ in curve.values()) < MEMORY_BAR


WAYS = {"PRINT_QUICK": "1", "PRINT_VARIANT": "pdf/a-3a"}


def pdf_with(one: Any, **settings: str) -> bytes:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        return pdf_of(one)
    finally:
        os.environ.clear()
        os.environ.update(before)


def memory_curve(papers: int) -> dict[int, tuple[int, int]]:
    """Megabytes of a fresh process after so many papers, all different: on top of the application, and with it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.checklist.in_a_row", str(papers)], capture_output=True, text=True, check=True
    )
    rows = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
    return {number: (own, whole) for number, own, whole in rows}


def text_of(paper: bytes) -> str:
    """All words of a paper without blanks, as pdftotext reads them in drawing order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(paper)
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def pages_of(paper: bytes) -> int:
    return len(PdfReader(BytesIO(paper)).pages)


if __name__ == "__main__":
    raise SystemExit(main())
