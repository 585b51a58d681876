"""Looks into photographs and scans, and joins several into one PDF."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageOps

from emergency.evidence.findings import Findings, day_of_text
from emergency.evidence.kinds import Unacceptable

MOST_PIXELS = 110_000_000
LONGEST_SIDE = 3508  # A4 at 300 dpi
QUALITY = 85
A4 = (595.276, 841.89)
TAKEN, CHANGED, DETAILS = 36867, 306, 0x8769  # EXIF tags
FORMATS = ("JPEG", "PNG")

BROKEN = "图片损坏或没有传完整。请在本机确认能正常打开，或重新拍照、扫描后上传。"
TOO_MANY_PIXELS = "图片像素过多（超过 1.1 亿）。请降低拍照或扫描分辨率（200–300 dpi 即可）后上传。"

Image.MAX_IMAGE_PIXELS = None  # Pillow would only warn; our own limit refuses


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unacceptable(TOO_MANY_PIXELS)
            yield picture
    except (OSError, SyntaxError, ValueError) as error:
        raise Unacceptable(BROKEN) from error


def check_picture(path: Path) -> Findings:
    """Decode a picture to its end and return the day on which it was taken. Raises Unacceptable."""
    with _opened(path) as picture:
        said = picture.getexif()
        taken = said.get_ifd(DETAILS).get(TAKEN)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
    return Findings(pages=1, made_on=day_of_text(_text(taken)), changed_on=day_of_text(_text(said.get(CHANGED))))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def join_pictures(argument: dict[str, Any]) -> dict[str, Any]:
    """Write the checked pictures `paths` as the PDF `output`, upright, a page each; return how many."""
    try:
        with pikepdf.new() as pdf:
            for path in argument["paths"]:
                _add_page(pdf, *_as_jpeg(Path(path)))
            pdf.save(argument["output"], deterministic_id=True)
    except Unacceptable as refusal:
        return {"refused": str(refusal)}
    return {"pages": len(argument["paths"])}


def _as_jpeg(path: Path) -> tuple[bytes, tuple[int, int]]:
    with _opened(path) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        if "A" in upright.getbands() or "transparency" in upright.info:
            # What is transparent would turn black; paper is white.
            layered = upright.convert("RGBA")
            upright = Image.new("RGB", layered.size, "white")
            upright.paste(layered, mask=layered.getchannel("A"))
        plain = upright.convert("RGB")
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        content = io.BytesIO()
        plain.save(content, "JPEG", quality=QUALITY)
        return content.getvalue(), plain.size


def _add_page(pdf: pikepdf.Pdf, jpeg: bytes, size: tuple[int, int]) -> None:
    width, height = size
    sheet = A4 if height >= width else A4[::-1]
    scale = min(sheet[0] / width, sheet[1] / height)
    wide, high = width * scale, height * scale
    left, bottom = (sheet[0] - wide) / 2, (sheet[1] - high) / 2
    place = f"{wide:.3f} 0 0 {high:.3f} {left:.3f} {bottom:.3f}"
    image = pikepdf.Stream(
        pdf, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=sheet)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    page.Contents = pdf.make_stream(f"q {place} cm /Scan Do Q".encode())
