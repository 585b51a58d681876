"""Writes a package to the disk: checks every hash, draws its papers, copies the evidence block by block."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path

from emergency.assessment import pack_papers, packing
from emergency.assessment.actions_prints import Printed, printed
from emergency.assessment.packing import LOST, SPOILT, Body, Lack, Layout, lay_out
from emergency.assessment.printed import pdf_of
from emergency.base.bundle import Bundle, bundling
from emergency.base.errors import Refusal
from emergency.base.printing import PrintFailed
from emergency.base.storage import LocalStore

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


def write_pack(path: Path, bodies: Sequence[Body], store: LocalStore, site: str, tell: Tell) -> Packed:
    """Write the package of these bodies; the same bodies and files give the same bytes.

    A file that is gone or spoilt is named in 缺件清单 and left out. `tell` hears of (done, whole) steps. Nothing is
    read from the database. Raises NoSpace, Refusal when a file changes meanwhile, PrintFailed.
    """
    hashes = list(dict.fromkeys(p.sha256 for b in bodies for e in b.evidence.values() for p in e.pieces if p.has_file))
    steps = _Steps(tell, 2 * len(hashes) + len(bodies) + 1)
    spoilt = _spoilt(hashes, store, steps)
    with tempfile.TemporaryDirectory(prefix=".drawn-", dir=_folder(path)) as folder:
        prints, failed = _sheets(bodies, Path(folder), site, steps)
        layout = lay_out(bodies, spoilt)
        sheets = tuple("" if number in failed else sheet for number, sheet in enumerate(layout.sheets))
        layout = replace(layout, sheets=sheets, lacks=(*failed.values(), *layout.lacks))
        with bundling(path, date.fromisoformat(bodies[0].made["as_of"]), layout.size) as made:
            _write(made, layout, Path(folder), store, steps)
    with path.open("rb") as file:
        told = file_digest(file, "sha256").hexdigest()
    copies = tuple(place.piece.sha256 for place in layout.places if place.copy)
    return Packed(path.stat().st_size, told, len(copies), len(layout.lacks), tuple(sorted(set(copies))), tuple(prints))


class _Steps:
    """Counts what is done; tells of every twentieth step, for each telling is a commit."""

    def __init__(self, tell: Tell, whole: int) -> None:
        self._tell, self.whole, self.done = tell, whole, 0

    def step(self) -> None:
        self.done = min(self.done + 1, self.whole)
        if self.done % max(1, self.whole // 20) == 0:
            self._tell(self.done, self.whole)


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


def _sheets(bodies: Sequence[Body], folder: Path, site: str, steps: _Steps) -> tuple[list[Printed], dict[int, Lack]]:
    """Draw the checklists first: one that can't be drawn must be named in the list of what is missing."""
    prints: list[Printed] = []
    failed: dict[int, Lack] = {}
    for number, body in enumerate(bodies):
        try:
            paper = pdf_of(body.made, site)
        except PrintFailed as fault:
            failed[number] = pack_papers.missing_sheet(body.made, fault.sentence)
        else:
            (folder / str(number)).write_bytes(paper)
            prints.append(printed(body.made, paper))
        steps.step()
    return prints, failed


def _write(made: Bundle, layout: Layout, drawn: Path, store: LocalStore, steps: _Steps) -> None:
    index = pack_papers.index_page(layout)
    made.add(packing.INDEX_PAPER, pack_papers.index_paper(layout))
    made.add(packing.INDEX_PAGE, index)
    _add_sheet(made, layout, drawn, 0)
    made.add(packing.LACKS_PAPER, pack_papers.lacks_paper(layout))
    made.add(packing.LACKS_SHEET, pack_papers.lacks_sheet(layout))
    made.add(packing.SIGNATURES, pack_papers.signatures(layout, index))
    for number in range(len(layout.bodies)):
        if number:
            _add_sheet(made, layout, drawn, number)
        for place in layout.places:
            if place.body == number and place.copy:
                made.add(place.cover, pack_papers.cover(layout, place))
                _copy(made, place.copy, place.piece.sha256, store)
                steps.step()


def _add_sheet(made: Bundle, layout: Layout, drawn: Path, number: int) -> None:
    paper = drawn / str(number)
    if paper.is_file():
        made.add(layout.sheets[number], paper.read_bytes())


def _copy(made: Bundle, name: str, sha256: str, store: LocalStore) -> None:
    try:
        with store.open(sha256) as file:
            told = made.copy(name, file)
    except FileNotFoundError as error:
        raise Refusal(CHANGED) from error
    if told != sha256:
        raise Refusal(CHANGED)
