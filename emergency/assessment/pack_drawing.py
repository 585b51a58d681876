"""Draws the papers of a package into a folder, in processes with limits of memory and time; a failing one is told."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emergency.assessment import pack_papers
from emergency.assessment.actions_prints import Printed, printed
from emergency.assessment.packing import Layout
from emergency.assessment.printed import pdf_of
from emergency.assessment.snapshot import Document
from emergency.base.bundle import NO_ROOM
from emergency.base.errors import NoSpace
from emergency.base.printing import PrintFailed
from emergency.base.report import Report
from emergency.base.wholly import write_whole
from emergency.base.workers import Bounds, Done, Failed, work

WORKERS = 2
Step = Callable[[], None]


@dataclass(frozen=True)
class Drawing:
    """A paper to be drawn: what makes its bytes, from which plain values, and the file that they go to."""

    path: Path
    write: Callable[..., bytes]
    values: tuple[Any, ...]
    made: Document | None = None


class Desk:
    """Where the papers of one package are drawn. The caller must have closed the database."""

    def __init__(self, folder: Path, step: Step, bounds: Bounds | None = None) -> None:
        """Files go into `folder`; `step` hears of every paper."""
        self.folder, self.step, self.bounds = folder, step, bounds

    def sheets(self, bodies: Iterable[Document], site: str) -> tuple[list[Printed], dict[int, str]]:
        """The checklists by number; what the register keeps of them, and why some can't be drawn."""
        tasks = [Drawing(self.at("sheet", place), pdf_of, (made, site), made) for place, made in enumerate(bodies)]
        done, failed = self._draw(tasks)
        return [done[place] for place in sorted(done)], failed

    def covers(self, layout: Layout) -> dict[int, str]:
        """The covers of the copies by their place; why some can't be drawn."""
        told = [pack_papers.told_of(body.made) for body in layout.bodies]
        tasks = [
            Drawing(self.at("cover", number), pack_papers.cover, (told[place.body], place))
            for number, place in enumerate(layout.places) if place.copy
        ]  # fmt: skip
        numbers = [number for number, place in enumerate(layout.places) if place.copy]
        return {numbers[task]: why for task, why in self._draw(tasks)[1].items()}

    def reports(self, name: str, made: Document, reports: Iterable[Report]) -> list[Path]:
        """Lists and pages, each part a file. Raises PrintFailed: without them a package is none."""
        told = pack_papers.told_of(made)
        tasks = [
            Drawing(self.at(name, place), pack_papers.drawn_report, (told, one)) for place, one in enumerate(reports)
        ]
        failed = self._draw(tasks)[1]
        if failed:
            raise PrintFailed(next(iter(failed.values())))
        return [task.path for task in tasks]

    def at(self, name: str, number: int) -> Path:
        """The file of one paper, drawn or not."""
        return self.folder / f"{name}-{number}.pdf"

    def _draw(self, tasks: list[Drawing]) -> tuple[dict[int, Any], dict[int, str]]:
        places = {task.path: place for place, task in enumerate(tasks)}
        done: dict[int, Any] = {}
        failed: dict[int, str] = {}
        with closing(work(draw, tasks, min(WORKERS, max(1, len(tasks))), self.bounds)) as outcomes:
            for ended in outcomes:
                self.step()
                place = places[ended.task.path]
                if isinstance(ended, Done):
                    done[place] = ended.result
                else:
                    failed[place] = _why(ended)
        return done, failed


def draw(task: Drawing) -> Printed | None:
    """Draw one paper to its file. Raises PrintFailed and OSError."""
    content = task.write(*task.values)
    write_whole(task.path, content)
    return printed(task.made, content) if task.made is not None else None


def _why(ended: Failed) -> str:
    if ended.full:
        raise NoSpace(NO_ROOM)
    return ended.sentence
