"""Reading the files of a version: asked for in the act that brings them, done by a job, taken away with them."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from emergency.base import child, clock, jobs
from emergency.base.access import Scope
from emergency.base.child import Answer, Failure, Limits
from emergency.base.database import committed, db, end_reading
from emergency.base.log import log
from emergency.base.storage import store
from emergency.evidence.kinds import Kind
from emergency.evidence.models import Paper
from emergency.plans.models import Plan, Revision
from emergency.texts import office, reading, word_index
from emergency.texts.facts import (
    BROKE_OFF,
    FILE_GONE,
    INSTEAD,
    LAID_OUT,
    NO_OFFICE,
    OFFICE_FAILED,
    READER,
    Division,
    Part,
    TextState,
)
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.queries import READ_ROLES, sources_of
from emergency.texts.word_rows import first_row

JOB = "plan_text"
FORGETTING = "plan_word"
# A thousand pages of plain text; together with a second file still well within the lease of a job.
READING = Limits(cpu_seconds=150, wall_seconds=180, written=64 << 20)
OLD_WORD = frozenset({Kind.DOC, Kind.WPS})


@dataclass(frozen=True)
class Reading:
    """What was read of one file: nothing of it is in the database yet."""

    state: TextState
    reason: str
    division: Division = Division.PAGE
    total: int = 0
    pages: Sequence[str] = ()


@dataclass(frozen=True)
class File:
    """One file to be read, in plain values, for no row is held open while it is read."""

    paper_id: int
    sha256: str
    kind: Kind
    name: str


def papers_came(_scope: Scope, revision_id: int, roles: Iterable[str]) -> None:
    """Part of the act that brings papers of a version: those that are read are to be read. Fills a slot of base."""
    if READ_ROLES & set(roles):
        ask(revision_id)


def papers_gone(_scope: Scope, revision_ids: Iterable[int]) -> None:
    """Part of a purge: what was read of the bytes goes with them, in the same act. Fills a slot of base."""
    gone = select(Paper.id).where(Paper.purged_at.isnot(None))
    for revision_id in revision_ids:
        lost = db.session.scalars(
            select(PlanText.id).where(PlanText.revision_id == revision_id, PlanText.paper_id.in_(gone))
        ).all()
        if lost:
            _forget(lost)
            ask(revision_id)
            jobs.enqueue(FORGETTING, FORGETTING)


def forget_job(_payload: Any) -> None:
    """The job after a purge: the words of the purged pages leave the list's file. Doing it twice changes nothing."""
    word_index.forget_wholly()


def ask(revision_id: int) -> None:
    """Ask for the files of a version to be read, inside the present transaction."""
    jobs.enqueue(JOB, f"{JOB}:{revision_id}", {"revision": revision_id})


def read_job(payload: Any) -> None:
    """The job's handler: what became of the files is written down; doing it twice changes nothing."""
    read_revision(int(payload["revision"]))


def read_revision(revision_id: int) -> dict[Part, TextState]:
    """Read the books of a version outside any transaction, then keep what is still true. Tells the states."""
    wanted = {part: [_file(paper) for paper in papers] for part, papers in sources_of(revision_id).items()}
    end_reading()
    found = {part: _first_with_text(files) for part, files in wanted.items()}
    with committed():
        now = {part: [_file(paper) for paper in papers] for part, papers in sources_of(revision_id).items()}
        lost = select(PlanText.id).where(PlanText.revision_id == revision_id, PlanText.part.not_in(list(now)))
        _forget(db.session.scalars(lost).all())
        kept = {part: result for part, result in found.items() if wanted[part] == now.get(part)}
        for part, (file, read) in kept.items():
            keep(revision_id, part, file, read)
    return {part: read.state for part, (_, read) in kept.items()}


def _file(paper: Paper) -> File:
    return File(paper.id, paper.sha256, Kind(paper.kind), paper.name)


def _first_with_text(files: Sequence[File]) -> tuple[File, Reading]:
    """The first file that has text, else the first and why it has none."""
    tried: list[tuple[File, Reading]] = []
    for file in files:
        read = read_file(file)
        if read.state is TextState.READ and tried:
            told = " ".join(part for part in (INSTEAD.format(name=file.name), read.reason) if part)
            read = Reading(read.state, told, read.division, read.total, read.pages)
        if read.state is TextState.READ:
            return file, read
        tried.append((file, read))
    return tried[0]


def keep(revision_id: int, part: Part, file: File, read: Reading) -> PlanText:
    """Write what was read in the place of what stood there; the one place where pages are written."""
    _forget(
        db.session.scalars(
            select(PlanText.id).where(PlanText.revision_id == revision_id, PlanText.part == part.value)
        ).all()
    )
    plan = db.session.scalars(select(Plan).join(Revision).where(Revision.id == revision_id)).one()
    text = PlanText(
        plan_id=plan.id, revision_id=revision_id, unit_id=plan.unit_id, paper_id=file.paper_id, part=part.value,
        sha256=file.sha256, state=read.state.value, reason=read.reason[:400], division=read.division.value,
        pages=read.total, characters=sum(map(len, read.pages)), reader=READER, read_at=clock.now(),
    )  # fmt: skip
    db.session.add(text)
    db.session.flush()
    text.first_row = first_row(plan.region_code, text.id)
    pages = [PlanPage(text_id=text.id, number=at, text=page) for at, page in enumerate(read.pages, 1)]
    db.session.add_all(pages)
    db.session.flush()
    word_index.add(text, pages)
    return text


def _forget(text_ids: Sequence[int]) -> None:
    """Take texts and their pages away; the one place where pages go, but for those that go with their plan."""
    if text_ids:
        db.session.execute(delete(PlanPage).where(PlanPage.text_id.in_(text_ids)))
        db.session.execute(delete(PlanText).where(PlanText.id.in_(text_ids)))


def read_file(file: File) -> Reading:
    """Read one kept file in bounded processes; never raises for what the file is."""
    if not store().has(file.sha256):
        return Reading(TextState.FAILED, FILE_GONE)
    path = store().path(file.sha256)
    return _read_old(file, path) if file.kind in OLD_WORD else _read(path, file.kind)


def _read_old(file: File, path: Path) -> Reading:
    """A .doc or .wps, by way of a PDF that LibreOffice makes of it in a folder of its own."""
    looked = child.run(reading.check_old, {"path": str(path), "kind": file.kind.value})
    if isinstance(looked, Failure):
        return _failed(looked)
    if "refused" in looked.value:
        return Reading(TextState.FAILED, f"无法判断：{looked.value['refused']}")
    program = office.program()
    if program is None:
        return Reading(TextState.UNREAD, NO_OFFICE)
    with tempfile.TemporaryDirectory() as folder:
        argument = {"path": str(path), "kind": file.kind.value, "folder": folder, "program": program}
        made = child.run(office.convert, argument, office.CONVERTING)
        if isinstance(made, Failure) or not made.value:
            log("conversion failed", detail=made.detail if isinstance(made, Failure) else "no output")
            return Reading(TextState.FAILED, OFFICE_FAILED)
        read = _read(Path(folder) / "given.pdf", Kind.PDF)
    if read.state is not TextState.READ:
        return read
    return Reading(read.state, f"{LAID_OUT}{read.reason}", read.division, read.total, read.pages)


def _read(path: Path, kind: Kind) -> Reading:
    with store().scratch() as output:
        argument = {"path": str(path), "kind": kind.value, "output": str(output)}
        outcome = child.run(reading.read, argument, READING)
        pages = _written(output)
    if isinstance(outcome, Answer):
        said = outcome.value
        state = TextState(said["state"])
        kept = pages if state is TextState.READ else []
        return Reading(state, str(said["reason"]), Division(said["division"]), int(said["pages"]), kept)
    if any(pages):
        # What was read before the child was stopped is true of those pages.
        why = outcome.sentence.partition("。")[0]
        return Reading(TextState.READ, BROKE_OFF.format(read=len(pages), why=why), Division.PAGE, len(pages) + 1, pages)
    return _failed(outcome)


def _written(output: Path) -> list[str]:
    """The pages that the child wrote; a line that was cut off is left out."""
    found = []
    with output.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if line.endswith("\n"):
                found.append(str(json.loads(line)))
    return found


def _failed(outcome: Failure) -> Reading:
    log("text not read", trouble=outcome.trouble, detail=outcome.detail)
    return Reading(TextState.FAILED, f"无法判断：{outcome.sentence}")
