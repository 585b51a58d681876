"""Says whether a file without text shows images, as a scan does, or nothing at all; in the bounded child only."""

import zipfile
from pathlib import Path

import pikepdf

from emergency.evidence.kinds import Kind
from emergency.evidence.packages import reading

# What Word keeps its pictures in, and how an OFD's are called.
MEDIA = ("word/media/", "word/embeddings/")
ENDS = (".png", ".jpg", ".jpeg", ".jb2", ".jbig2", ".tif", ".tiff", ".bmp", ".gif")


def has_images(path: Path, kind: Kind) -> bool:
    """Whether there is at least one image in a file that was already read; so taken where that can't be told."""
    if kind is Kind.PDF:
        return _in_pdf(path)
    if kind in (Kind.DOCX, Kind.OFD):
        with reading(), zipfile.ZipFile(path) as package:
            return any(name.startswith(MEDIA) or name.lower().endswith(ENDS) for name in package.namelist())
    return True


def _in_pdf(path: Path) -> bool:
    try:
        with pikepdf.open(path) as pdf:
            return any(
                isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image for one in pdf.objects
            )
    except pikepdf.PdfError:
        return True
