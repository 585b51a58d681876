"""What a PDF from outside says: its attached data and the text of its pages; read in a bounded child process."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

ATTACHED = "checklist.json"  # the name under which a paper carries its document
LONGEST_TEXT = 1_000_000
LARGEST_DATA = 2_000_000


MOST_BOUND = 2_000


def read_print(path: str) -> dict[str, Any]:
    """The data attached and the text of each page; `fault` where it can't be read.

    `data` is the document of a single paper (base64, empty where there is none), `bound` those of papers bound into
    one file, in the order of their binding: (code in the attachment's name, base64).
    """
    content = Path(path).read_bytes()
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            kept = opened.attachments.get(ATTACHED)
            data = kept.get_file().read_bytes()[:LARGEST_DATA] if kept else b""
            bound = [] if kept else _bound(opened)
        return {"data": base64.b64encode(data).decode(), "bound": bound, "pages": texts(content), "fault": ""}
    except (pikepdf.PdfError, PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        return {"data": "", "bound": [], "pages": [], "fault": type(fault).__name__}


def _bound(opened: pikepdf.Pdf) -> list[tuple[str, str]]:
    names = [name for name in opened.attachments if name.endswith(f"-{ATTACHED}")][:MOST_BOUND]
    files = ((name, opened.attachments[name].get_file().read_bytes()[:LARGEST_DATA]) for name in names)
    return [(name.removesuffix(f"-{ATTACHED}"), base64.b64encode(data).decode()) for name, data in files]


def texts(paper: bytes) -> list[str]:
    """The text of each page, in the order in which it was drawn."""
    return [page.extract_text()[:LONGEST_TEXT] for page in PdfReader(BytesIO(paper)).pages]
