"""Reads the first page of a checked file for 密级 marks; runs inside the bounded child only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from emergency.evidence.kinds import Kind
from emergency.evidence.marks import REFUSED, has_mark
from emergency.evidence.ofd_files import ofd_opening
from emergency.evidence.word_files import docx_opening, ole_opening

LONGEST = 3_000


def pdf_opening(path: Path) -> str:
    """Return the text of the first page; a scan has none."""
    return PdfReader(path).pages[0].extract_text()[:LONGEST]


OPENINGS: dict[Kind, Callable[[Path], str]] = {
    Kind.PDF: pdf_opening, Kind.DOCX: docx_opening, Kind.DOC: ole_opening, Kind.WPS: ole_opening,
    Kind.OFD: ofd_opening,
}  # fmt: skip


def look_for_marks(argument: dict[str, Any]) -> dict[str, Any]:
    """Tell of the file `path` of `kind` whether it is marked; its text never leaves this process.

    Returns {"refused": the Chinese sentence} or {"read": whether there was text to read}.
    """
    opening = OPENINGS.get(Kind(argument["kind"]))
    text = opening(Path(argument["path"])) if opening else ""
    return {"refused": REFUSED} if has_mark(text) else {"read": bool(text.strip())}
