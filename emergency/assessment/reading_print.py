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


def read_print(path: str) -> dict[str, Any]:
    """The attachment (base64, empty where there is none) and the text of each page; `fault` where it can't be read."""
    content = Path(path).read_bytes()
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            kept = opened.attachments.get(ATTACHED)
            data = kept.get_file().read_bytes()[:LARGEST_DATA] if kept else b""
        return {"data": base64.b64encode(data).decode(), "pages": texts(content), "fault": ""}
    except (pikepdf.PdfError, PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        return {"data": "", "pages": [], "fault": type(fault).__name__}


def texts(paper: bytes) -> list[str]:
    """The text of each page, in the order in which it was drawn."""
    return [page.extract_text()[:LONGEST_TEXT] for page in PdfReader(BytesIO(paper)).pages]
