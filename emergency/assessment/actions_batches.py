"""Asking for all checklists of a region, and printing them in a job with processes of its own."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from emergency.assessment import queries
from emergency.assessment.batch import Order, run
from emergency.assessment.facts import Subject
from emergency.assessment.queries_batches import JOB, STATE, ZIPPED, Batch, batch_at, key_of, place_of, text_of_batch
from emergency.assessment.sheaves import Folder
from emergency.base import clock, jobs
from emergency.base.access import Scope
from emergency.base.askers import asker_of, scope_of
from emergency.base.bundle import bundling
from emergency.base.errors import DomainError
from emergency.base.wholly import write_whole

WORKERS = 2
KEPT = timedelta(days=14)
TOLD_EVERY = 5


def ask_batch(scope: Scope, subject: Subject, on: date) -> None:
    """Have every checklist of a region printed that was seen through the scope; one run at a time is enough."""
    place = place_of(scope, subject, on)
    asked = {"asker": asker_of(scope), "name": scope.name, "region": subject.region_code, "on": on.isoformat()}
    jobs.enqueue(JOB, key_of(place), asked)


def batch_job(payload: Any) -> None:
    """The job's handler: what it can't do it says on the page; doing it again prints only what is not there."""
    scope, on = scope_of(payload["asker"], payload["name"]), date.fromisoformat(payload["on"])
    subject = queries.region_subject(scope, payload["region"])
    place = place_of(scope, subject, on)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    batch = Batch()
    try:
        outcome = run(scope, Order(subject.region_code, on, place, jobs=WORKERS, bound=True), _teller(place, batch))
        batch.failed = outcome.failed
        _zip(place, on)
        batch.ready = True
    except DomainError as error:
        batch.sentence = error.sentence
    _keep(place, batch)
    _sweep(place.parent, place)


def _sweep(prints: Path, mine: Path) -> None:
    """Take away batches that nobody asked for within a fortnight: they can always be made again."""
    for folder in [one for one in prints.iterdir() if one.is_dir() and one != mine]:
        told = folder / STATE
        last = (told if told.is_file() else folder).stat().st_mtime
        if clock.now().timestamp() - last > KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def _teller(place: Path, batch: Batch) -> Any:
    def tell(done: int, whole: int) -> None:
        batch.done, batch.whole = done, whole
        if done % TOLD_EVERY == 0:
            _keep(place, batch)

    return tell


def _keep(place: Path, batch: Batch) -> None:
    try:
        write_whole(place / STATE, text_of_batch(batch))
    except OSError:
        # On a full disk the page shows what was told before; the job's own sentence is on the log.
        return


def _zip(place: Path, on: date) -> None:
    """All papers as one file, in the order of their names: the same papers, the same bytes."""
    names = sorted(Folder.opened(place).papers)
    before = batch_at(place)
    path = place / ZIPPED
    if before is not None and before.ready and path.is_file() and path.stat().st_mtime >= _newest(place, names):
        return
    with bundling(path, on, sum((place / name).stat().st_size for name in names)) as zipped:
        for name in names:
            with (place / name).open("rb") as source:
                zipped.copy(name, source)


def _newest(place: Path, names: list[str]) -> float:
    return max(((place / name).stat().st_mtime for name in names), default=0.0)
