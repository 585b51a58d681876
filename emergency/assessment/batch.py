"""Many checklists at once: resumed where it stopped, only what changed drawn anew, a failing one passed by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from emergency.assessment import papers, printed, queries, queries_duties
from emergency.assessment.actions_prints import Printed, note_prints
from emergency.assessment.actions_prints import printed as printed_note
from emergency.assessment.facts import Audience, Subject
from emergency.assessment.queries_changed import Touched, last_act, last_change, touched_since
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.assessment.sheaves import Drawn, Folder, Sheaf, draw
from emergency.assessment.snapshot import Document
from emergency.base.access import Scope, prefix_of
from emergency.base.canonical import canonical
from emergency.base.database import db, end_reading
from emergency.base.errors import DomainError, NoSpace
from emergency.base.wholly import write_whole
from emergency.base.workers import Bounds, Done, Failed, work
from emergency.coverage.actions import is_recomputing
from emergency.units.queries import UnitFilter, find_unit, units_by

PDF = ".pdf"
SAVE_EVERY = 25
# Raised when bound papers are made otherwise, so that those that lie there are bound again.
BINDING = "2"
FULL = "磁盘空间不足，已停止打印：已打好的 {} 份都完整，其余没有写入。清理磁盘后再执行一次，会接着打印。"
BELOW = {Audience.CITY: Audience.COUNTY, Audience.COUNTY: Audience.TOWNSHIP, Audience.TOWNSHIP: Audience.UNIT}
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """What is to be printed, and where to. `bound` adds one file a region that holds its own sheet and its units'."""

    region: str
    on: date
    output: Path
    unit: str | None = None
    jobs: int = 1
    ending: str = PDF
    bound: bool = False


@dataclass
class Outcome:
    """What became of it: papers drawn now, papers that lay there already, and what failed with its reason.

    `read` are the sheets that were made from the register to see whether they say something else.
    """

    drawn: int = 0
    kept: int = 0
    read: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All papers that were asked for."""
        return self.drawn + self.kept + len(self.failed)


def subjects_of(scope: Scope, order: Order) -> list[Subject]:
    """The region, the regions in it that have a sheet, and every counted unit; or the one unit. Raises NotFound."""
    if order.unit:
        return [queries.unit_subject(scope, find_unit(scope, order.unit).id)]
    units = db.session.scalars(units_by(scope, UnitFilter(region=order.region, counted="yes"))).all()
    regions = queries.region_subjects(scope, order.region)
    return [*regions, *(queries.unit_subject(scope, row.id) for row in units)]


def run(scope: Scope, order: Order, tell: Tell, bounds: Bounds | None = None) -> Outcome:
    """Print what is not there yet. Raises NoSpace when the disk is full; every paper with a name is whole even then."""
    folder = Folder.opened(order.output)
    # The act first: what is recorded meanwhile is looked at again next time.
    act, frame = last_act(), _frame(scope, order)
    asked = f"{frame} {last_change()}"
    if folder.whole(asked):
        return Outcome(kept=len(folder.papers))
    # Only a run that was whole tells that all papers were right at its act.
    touched = touched_since(folder.act) if folder.run and folder.frame == frame else None
    subjects = subjects_of(scope, order)
    batch = _Batch(scope, order, folder, tell, len(subjects), bounds, touched)
    batch.print(batch.sheaves(subjects))
    if order.bound:
        batch.print(batch.bindings(subjects))
    # Only a run without a failure is whole: the next one tries again what failed.
    if batch.outcome.failed:
        folder.save()
    else:
        folder.save(asked, frame, act)
    return batch.outcome


def _frame(scope: Scope, order: Order) -> str:
    """Equal where all papers are asked for and drawn in the same way; what they say hangs on the trail's acts."""
    return sha256(
        canonical(
            [
                *(scope.regions, sorted(scope.lines), order.region, order.unit, order.on, order.ending, order.bound),
                *(is_recomputing(), printed.look(), papers.site()),
            ]
        ).encode()
    ).hexdigest()


class _Batch:
    """One run: what it has done so far."""

    def __init__(
        self, scope: Scope, order: Order, folder: Folder, tell: Tell, total: int, bounds: Bounds | None,
        touched: Touched | None,
    ) -> None:  # fmt: skip
        self.scope, self.order, self.folder, self.tell, self.total = scope, order, folder, tell, total
        self.bounds, self.touched = bounds, touched
        self.outcome = Outcome()
        self.notes: dict[str, Printed] = {}
        self.bound: list[Printed] = []

    def print(self, sheaves: Iterator[Sheaf]) -> None:
        """Draw the papers in child processes, and keep the list and the register in step with the folder."""
        outcomes = work(draw, sheaves, self.order.jobs, self.bounds)
        try:
            for ended in outcomes:
                self._ended(ended)
        finally:
            outcomes.close()
            self._save()

    def sheaves(self, subjects: list[Subject]) -> Iterator[Sheaf]:
        """Everything that must be drawn anew; the drawing processes never open the database."""
        for subject in subjects:
            if self._is_as_it_was(subject):
                self._kept()
                continue
            self.outcome.read += 1
            try:
                made = snapshot_of(self.scope, subject, self.order.on)
                sheaf = self._sheaf(subject, made)
            except DomainError as error:
                self._failed(subject.name, error.sentence)
                continue
            finally:
                # Hundreds of papers take minutes; nobody's saving may wait for that.
                end_reading()
            if sheaf is not None:
                yield sheaf

    def _is_as_it_was(self, subject: Subject) -> bool:
        """Whether the paper lies here and nobody whom it speaks of was touched since: then it need not be read."""
        name = self._name(subject, self.order.ending)
        return self.touched is not None and not self.touched.has(subject) and self.folder.keeps(name)

    def bindings(self, subjects: list[Subject]) -> Iterator[Sheaf]:
        """One file a region: its own sheet, then those of its units, or of the regions right below a higher one."""
        lying = [one for one in subjects if self._name(one, PDF) in self.folder.papers]
        for region in [one for one in lying if one.unit_id is None]:
            parts = [region, *(one for one in lying if one is not region and _is_child(one, region))]
            names = [self._name(one, PDF) for one in parts]
            hashes = (self.folder.papers[name].sha256 for name in names)
            key = sha256("\n".join([BINDING, *hashes]).encode()).hexdigest()
            name = self._name(region, "-合订本.pdf")
            self.total += 1
            if self.folder.has(name, key):
                self._kept()
                continue
            paths = tuple(self.order.output / one for one in names)
            yield Sheaf(self.order.output / name, f"{region.name}合订本", key, papers.site(), parts=paths)

    def _sheaf(self, subject: Subject, made: Document) -> Sheaf | None:
        name, site = self._name(subject, self.order.ending), papers.site()
        key = printed.draw_key(made, site)
        if self.folder.has(name, key):
            self._kept()
            return None
        if made["gap_count"] > len(made["gaps"]):
            rows = queries_duties.all_gaps(self.scope, subject, self.order.on)
            book = papers.gap_workbook(subject, self.order.on, rows)
            write_whole(self.order.output / self._name(subject, "-缺项清单.xlsx"), book)
        if self.order.ending == PDF:
            self.notes[name] = printed_note(made, b"")
        return Sheaf(self.order.output / name, subject.name, key, site, made)

    def _name(self, subject: Subject, ending: str) -> str:
        return papers.paper_name(subject, self.order.on, ending)

    def _ended(self, ended: Done | Failed) -> None:
        sheaf: Sheaf = ended.task
        if isinstance(ended, Failed):
            if ended.full:
                raise NoSpace(FULL.format(self.outcome.drawn + self.outcome.kept))
            self._failed(sheaf.title, ended.sentence)
            return
        drawn: Drawn = ended.result
        self.folder.note(drawn)
        self.bound += drawn.bound
        self.outcome.drawn += 1
        self._tell()
        if self.outcome.drawn % SAVE_EVERY == 0:
            self._save()

    def _save(self) -> None:
        """The register first: a paper on the list is one that can be verified."""
        done = [name for name in self.notes if name in self.folder.papers]
        lying = [replace(self.notes.pop(name), paper=self.folder.papers[name].sha256) for name in done]
        if lying or self.bound:
            note_prints([*lying, *self.bound])
            self.bound.clear()
        try:
            self.folder.save()
        except OSError:
            # On a full disk the old list stays; what it does not name is drawn again next time.
            return

    def _failed(self, name: str, sentence: str) -> None:
        self.outcome.failed.append((name, sentence))
        self._tell()

    def _kept(self) -> None:
        self.outcome.kept += 1
        self._tell()

    def _tell(self) -> None:
        self.tell(self.outcome.total, self.total)


def _is_child(one: Subject, region: Subject) -> bool:
    """Whether a sheet is bound behind a region's: units of its own, and what lies one level below it."""
    inside = one.region_code.startswith(prefix_of(region.region_code))
    own = one.audience is Audience.UNIT and one.region_code == region.region_code
    return own or (inside and one.audience is BELOW[region.audience])


def told(outcome: Outcome, output: Path) -> list[str]:
    """What became of a batch, for people."""
    lines = [f"打印 {outcome.drawn} 份，未变化 {outcome.kept} 份，存放在 {output}。"]
    if outcome.failed:
        lines.append(f"有 {len(outcome.failed)} 份没有打成，其余不受影响；处理后再执行一次，只补打这些：")
        lines += [f"  {name}：{sentence}" for name, sentence in outcome.failed]
    return lines
