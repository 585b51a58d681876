"""Reads a PDF page by page; runs inside the bounded child only."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from emergency.evidence.kinds import Unacceptable
from emergency.evidence.packages import BROKEN, LOCKED

# What a page out of order raises inside the reader: that page has no text then, the others still have theirs.
SPOILT = (PyPdfError, zlib.error, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)


def pdf_pages(path: Path) -> tuple[int, Iterator[str]]:
    """Return how many pages there are, and their texts one by one. Raises Unacceptable."""
    try:
        reader = _reader(path)
        return len(reader.pages), (_text(page) for page in reader.pages)
    except SPOILT as error:
        raise Unacceptable(BROKEN) from error


def _reader(path: Path) -> PdfReader:
    try:
        reader = PdfReader(path)
    except DependencyError:
        # Newer ciphers are more than the reader knows; the other library knows them.
        return PdfReader(_unlocked(path))
    return PdfReader(_unlocked(path)) if reader.is_encrypted else reader


def _unlocked(path: Path) -> io.BytesIO:
    """The same pages without the restrictions on printing that need no password to be read."""
    plain = io.BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            pdf.save(plain)
    except pikepdf.PasswordError as error:
        raise Unacceptable(LOCKED) from error
    except pikepdf.PdfError as error:
        raise Unacceptable(BROKEN) from error
    plain.seek(0)
    return plain


def _text(page: PageObject) -> str:
    try:
        return page.extract_text()
    except SPOILT:
        return ""
