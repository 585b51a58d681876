"""Looks into OFD papers (GB/T 33190): a zip of XML parts with pages."""

import posixpath
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from emergency.evidence.findings import Findings, clean_title, day_of_text
from emergency.evidence.kinds import Unacceptable
from emergency.evidence.packages import BROKEN, check_package, elements, reading

OPENING = 3_000
LARGEST_INDEX = 8 << 20  # an index of a hundred thousand pages


def check_ofd(path: Path) -> Findings:
    """Check an .ofd wholly and return what its index says. Raises Unacceptable."""
    with reading(), zipfile.ZipFile(path) as package:
        check_package(package)
        index = _parsed(package, "OFD.xml")
        _, pages = _pages(package, index)
        if not pages:
            raise Unacceptable(BROKEN)
        return Findings(
            pages=len(pages),
            title=clean_title(_said(index, "Title")),
            made_on=day_of_text(_said(index, "CreationDate")),
            changed_on=day_of_text(_said(index, "ModDate")),
        )


def ofd_opening(path: Path) -> str:
    """Return the text of the first page of a checked .ofd."""
    with reading(), zipfile.ZipFile(path) as package:
        text: list[str] = []
        with package.open(page_parts(package)[0]) as part:
            for element in elements(part):
                if element.tag.rpartition("}")[2] == "TextCode":
                    text.append(element.text or "")
        return "\n".join(text)[:OPENING]


def page_parts(package: zipfile.ZipFile) -> list[str]:
    """Return where the pages of a checked .ofd lie in it, in their order."""
    folder, pages = _pages(package, _parsed(package, "OFD.xml"))
    return [_inside(folder, page) for page in pages]


def _pages(package: zipfile.ZipFile, index: Element) -> tuple[str, list[str]]:
    root = (_said(index, "DocRoot") or "").lstrip("/")
    document = _parsed(package, root)
    pages = [page.get("BaseLoc", "") for page in document.iter() if page.tag.endswith("}Page")]
    return posixpath.dirname(root), pages


def _parsed(package: zipfile.ZipFile, name: str) -> Element:
    if package.getinfo(name).file_size > LARGEST_INDEX:
        raise Unacceptable(BROKEN)
    parsed: Element = fromstring(package.read(name), forbid_dtd=True)
    return parsed


def _said(index: Element, tag: str) -> str | None:
    return next((element.text for element in index.iter() if element.tag.rpartition("}")[2] == tag), None)


def _inside(folder: str, place: str) -> str:
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(posixpath.join(folder, place))
