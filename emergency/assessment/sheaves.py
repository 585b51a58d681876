"""What a folder of printed checklists holds, and drawing one paper into it: wholly there or not at all."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from emergency.assessment.actions_prints import Printed, printed
from emergency.assessment.edited import docx_of, xlsx_of
from emergency.assessment.printed import STYLES, html_of, pdf_of, sealed
from emergency.assessment.reading_print import ATTACHED
from emergency.assessment.snapshot import Document
from emergency.base.canonical import canonical
from emergency.base.printing import Attached, Sheet, archived
from emergency.base.wholly import write_whole

LIST = ".printed.json"
SCHEMA = 1
# Papers to be edited are not noted: only a PDF carries a code by which it is recognised.
WRITERS: dict[str, Callable[[Document], bytes]] = {".docx": docx_of, ".xlsx": xlsx_of}


@dataclass(frozen=True)
class Kept:
    """A paper in the folder: from which content it was drawn, and its bytes."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Sheaf:
    """One paper to be drawn: from a document, or bound from papers that lie in the folder."""

    path: Path
    title: str
    key: str
    site: str
    made: Document | None = None
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A paper that lies in the folder now; of a bound one what the register keeps of each paper in it."""

    name: str
    kept: Kept
    title: str
    bound: tuple[Printed, ...] = ()


@dataclass
class Folder:
    """A folder with its list of papers; the list is written anew as a whole, so it is never half a list."""

    root: Path
    run: str = ""
    papers: dict[str, Kept] = field(default_factory=dict)
    frame: str = ""
    act: int = 0

    @classmethod
    def opened(cls, root: Path) -> "Folder":
        """The folder as it was left; one without a list, or with a damaged one, holds nothing yet."""
        root.mkdir(parents=True, exist_ok=True)
        for left in root.glob(".*.part"):
            left.unlink(missing_ok=True)
        try:
            told = json.loads((root / LIST).read_text("utf-8"))
            papers = {name: Kept(**kept) for name, kept in told["papers"].items()}
            if told["schema"] != SCHEMA:
                return cls(root)
            return cls(root, str(told["run"]), papers, str(told.get("frame", "")), int(told.get("act", 0)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(root)

    def has(self, name: str, key: str) -> bool:
        """Whether the paper lies here as it was drawn from this content."""
        kept = self.papers.get(name)
        return kept is not None and kept.key == key and self._lies(name, kept)

    def whole(self, run: str) -> bool:
        """Whether everything of such a run lies here already."""
        return bool(self.papers) and self.run == run and all(self._lies(*paper) for paper in self.papers.items())

    def note(self, drawn: Drawn) -> None:
        """Put a paper on the list; the list itself is written by `save`."""
        self.papers[drawn.name] = drawn.kept

    def keeps(self, name: str) -> bool:
        """Whether the paper lies here, whatever it was drawn from."""
        kept = self.papers.get(name)
        return kept is not None and self._lies(name, kept)

    def save(self, run: str = "", frame: str = "", act: int = 0) -> None:
        """Write the list; `run` names a run that is whole, `frame` what was asked, `act` the last act that it saw."""
        self.run, self.frame, self.act = run, frame, act
        papers = {name: asdict(kept) for name, kept in self.papers.items()}
        told = {"schema": SCHEMA, "run": run, "frame": frame, "act": act, "papers": papers}
        write_whole(self.root / LIST, canonical(told).encode())

    def _lies(self, name: str, kept: Kept) -> bool:
        path = self.root / name
        return path.is_file() and path.stat().st_size == kept.size


def draw(sheaf: Sheaf) -> Drawn:
    """Draw a paper into the folder. Raises PrintFailed and OSError."""
    write = WRITERS.get(sheaf.path.suffix, partial(pdf_of, site=sheaf.site))
    documents = [document_in(path) for path in sheaf.parts]
    content = write(sheaf.made) if sheaf.made is not None else bound(documents, sheaf.site)
    write_whole(sheaf.path, content)
    kept = Kept(sheaf.key, len(content), sha256(content).hexdigest())
    return Drawn(sheaf.path.name, kept, sheaf.title, tuple(printed(made, content) for made in documents))


def bound(documents: list[Document], site: str) -> bytes:
    """Papers as one, each with its own page numbers and its data; the fonts are in it once."""
    sheets = [Sheet(html_of(made, site), STYLES) for made in documents]
    seals = [sealed(made) for made in documents]
    files = [
        Attached(f"{seal.code}-{ATTACHED}", seal.text.encode(), made["body"]["name"])
        for seal, made in zip(seals, documents, strict=True)
    ]
    identifier = sha256("\n".join(seal.digest for seal in seals).encode()).hexdigest()[:32]
    stamped = max(datetime.fromisoformat(made["made_at"]) for made in documents)
    return archived(sheets, stamped=stamped, identifier=identifier, attached=files)


def document_in(path: Path) -> Document:
    """The data inside one of our own papers."""
    with pikepdf.open(BytesIO(path.read_bytes())) as opened:
        made: Any = json.loads(opened.attachments[ATTACHED].get_file().read_bytes())
    return dict(made)
