"""Reads an .ofd (GB/T 33190) page by page by its TextCode elements; runs inside the bounded child only."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from emergency.evidence.ofd_files import check_ofd, page_parts
from emergency.evidence.packages import elements, reading

SAME_LINE = 1.0  # millimetres


def ofd_pages(path: Path) -> tuple[int, Iterator[str]]:
    """Return how many pages there are, and their texts one by one. Raises Unacceptable."""
    check_ofd(path)
    with reading(), zipfile.ZipFile(path) as package:
        parts = page_parts(package)
    return len(parts), _texts(path, parts)


def _texts(path: Path, parts: list[str]) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in parts:
            with reading(), package.open(name) as part:
                text = "\n".join(_lines(part))
            yield text


def _lines(part: IO[bytes]) -> Iterator[str]:
    """The pieces of text in the order of the file, joined while they stand at one height."""
    line, height = "", 0.0
    codes: list[tuple[float, str]] = []
    for element in elements(part):
        kind = element.tag.rpartition("}")[2]
        if kind == "TextCode":
            codes.append((_number(element.get("Y")), element.text or ""))
        elif kind == "TextObject":
            top = _top(element)
            for below, text in codes:
                if line and abs(top + below - height) > SAME_LINE:
                    yield line
                    line = ""
                line, height = line + text, top + below
            codes = []
    if line:
        yield line


def _top(element: Element) -> float:
    sides = (element.get("Boundary") or "").split()
    return _number(sides[1]) if len(sides) == 4 else 0.0


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
