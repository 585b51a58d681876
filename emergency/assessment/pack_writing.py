"""Writes a package to the disk: checks every hash, has its papers drawn, copies the evidence block by block."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path

from emergency.assessment import pack_papers, packing
from emergency.assessment.actions_prints import Printed
from emergency.assessment.pack_drawing import Desk
from emergency.assessment.packing import LOST, SPOILT, Body, Layout, lay_out
from emergency.base.bundle import Bundle, bundling
from emergency.base.errors import Refusal
from emergency.base.storage import LocalStore
from emergency.base.workers import Bounds

CHANGED = "打包期间佐证文件有变动，资料包没有生成。请重新生成。"
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Packed:
    """A package that lies on the disk: its bytes, what is in it, which checklists were printed for it."""

    size: int
    sha256: str
    copies: int
    lacks: int
    hashes: tuple[str, ...]
    prints: tuple[Printed, ...]


def write_pack(
    path: Path, bodies: Sequence[Body], store: LocalStore, site: str, tell: Tell, bounds: Bounds | None = None
) -> Packed:  # fmt: skip
    """Write the package of these bodies; the same bodies and files give the same bytes.

    A file that is gone or spoilt, and a paper that can't be drawn within its bounds, is named in 缺件清单 and left
    out. `tell` hears of (done, whole) steps. Nothing is read from the database, which the caller must have closed.
    Raises NoSpace, Refusal when a file changes meanwhile, PrintFailed.
    """
    hashes = list(dict.fromkeys(p.sha256 for b in bodies for e in b.evidence.values() for p in e.pieces if p.has_file))
    steps = _Steps(tell, 3 * len(hashes) + len(bodies) + 3)
    spoilt = _spoilt(hashes, store, steps)
    with tempfile.TemporaryDirectory(prefix=".drawn-", dir=_folder(path)) as folder:
        desk = Desk(Path(folder), steps.step, bounds)
        prints, failed = desk.sheets([body.made for body in bodies], site)
        layout = _known(lay_out(bodies, spoilt), failed)
        layout = _covered(layout, desk.covers(layout))
        with bundling(path, date.fromisoformat(bodies[0].made["as_of"]), layout.size) as made:
            _write(made, layout, desk, store, steps)
    steps.end()
    with path.open("rb") as file:
        told = file_digest(file, "sha256").hexdigest()
    copies = tuple(place.piece.sha256 for place in layout.places if place.copy)
    return Packed(path.stat().st_size, told, len(copies), len(layout.lacks), tuple(sorted(set(copies))), tuple(prints))


def _known(layout: Layout, failed: Mapping[int, str]) -> Layout:
    """The same without the checklists that could not be drawn, which are named first of all that is missing."""
    sheets = tuple("" if number in failed else sheet for number, sheet in enumerate(layout.sheets))
    lacks = tuple(pack_papers.missing_sheet(layout.bodies[number].made, why) for number, why in sorted(failed.items()))
    return replace(layout, sheets=sheets, lacks=(*lacks, *layout.lacks))


def _covered(layout: Layout, failed: Mapping[int, str]) -> Layout:
    """The same where some covers could not be drawn: their papers stand without."""
    lacks = tuple(
        pack_papers.missing_cover(layout.places[number], layout.bodies[layout.places[number].body].made, why)
        for number, why in sorted(failed.items())
    )
    places = [replace(place, cover="") if number in failed else place for number, place in enumerate(layout.places)]
    again = {place: places[number] for number, place in enumerate(layout.places)}
    lines = tuple(replace(line, place=again[line.place]) for line in layout.lines)
    return replace(layout, places=tuple(places), lines=lines, lacks=(*lacks, *layout.lacks))


class _Steps:
    """Counts what is done; tells of every twentieth step, for each telling is a commit."""

    def __init__(self, tell: Tell, whole: int) -> None:
        self._tell, self.whole, self.done = tell, whole, 0

    def step(self) -> None:
        self.done = min(self.done + 1, self.whole)
        if self.done % max(1, self.whole // 20) == 0:
            self._tell(self.done, self.whole)

    def end(self) -> None:
        """Everything is done, whatever was counted."""
        self._tell(self.whole, self.whole)


def _folder(path: Path) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.parent


def _spoilt(hashes: Sequence[str], store: LocalStore, steps: _Steps) -> dict[str, str]:
    found = {}
    for sha256 in hashes:
        if not store.has(sha256):
            found[sha256] = LOST
        elif not store.verify(sha256):
            found[sha256] = SPOILT
        steps.step()
    return found


def _write(made: Bundle, layout: Layout, desk: Desk, store: LocalStore, steps: _Steps) -> None:
    index, whose = pack_papers.index_page(layout), layout.bodies[0].made
    _add_parts(made, packing.INDEX_PAPER, desk.reports("index", whose, pack_papers.index_reports(layout)))
    made.add(packing.INDEX_PAGE, index)
    _add(made, layout.sheets[0], desk.at("sheet", 0))
    _add_parts(made, packing.LACKS_PAPER, desk.reports("lacks", whose, pack_papers.lacks_reports(layout)))
    made.add(packing.LACKS_SHEET, pack_papers.lacks_sheet(layout))
    _add_parts(made, packing.SIGNATURES, desk.reports("signed", whose, [pack_papers.signature_report(layout, index)]))
    for number in range(len(layout.bodies)):
        if number:
            _add(made, layout.sheets[number], desk.at("sheet", number))
        for place, one in enumerate(layout.places):
            if one.body == number and one.copy:
                _add(made, one.cover, desk.at("cover", place))
                _copy(made, one.copy, one.piece.sha256, store)
                steps.step()


def _add_parts(made: Bundle, name: str, paths: Sequence[Path]) -> None:
    for part, path in zip(packing.part_names(name, len(paths)), paths, strict=True):
        _add(made, part, path)


def _add(made: Bundle, name: str, paper: Path) -> None:
    """Put a drawn paper in; one that could not be drawn is not there."""
    if paper.is_file():
        made.add(name, paper.read_bytes())


def _copy(made: Bundle, name: str, sha256: str, store: LocalStore) -> None:
    try:
        with store.open(sha256) as file:
            told = made.copy(name, file)
    except FileNotFoundError as error:
        raise Refusal(CHANGED) from error
    if told != sha256:
        raise Refusal(CHANGED)
