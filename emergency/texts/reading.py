"""Reads one file into pages, each a line of JSON in a file of the parent's; runs inside the bounded child only."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emergency.base.characters import unified
from emergency.evidence.kinds import OTHERS, Kind, Unacceptable
from emergency.evidence.packages import LOCKED
from emergency.evidence.sniffing import content_of
from emergency.evidence.word_files import check_ole
from emergency.texts.facts import (
    CUT,
    CUT_LONG,
    EMPTY,
    FEWEST,
    GARBLED,
    LONGEST_PAGE,
    MOST_CHARACTERS,
    MOST_PAGES,
    SCANNED,
    TOO_LITTLE,
    Division,
    TextState,
)
from emergency.texts.images import has_images
from emergency.texts.ofd_text import ofd_pages
from emergency.texts.pdf_text import pdf_pages
from emergency.texts.word_text import docx_pages

WRITTEN = re.compile(r"[^\W_]")
HAN = re.compile("[\u3400-\u9fff]")
# Private-use signs, replacement marks and control characters: what comes out of fonts that do not say what they show.
STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]|/[gG]?\\d{2,5}|\\(cid:\\d+\\)")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f]")
BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0c|\x0b")


def check_old(argument: dict[str, Any]) -> dict[str, str]:
    """Look into a .doc or .wps before anything opens it; {"refused": the sentence} or nothing amiss."""
    try:
        path = Path(argument["path"])
        _expect(path, "ole-word", argument["kind"])
        check_ole(path)
    except Unacceptable as refusal:
        return {"refused": str(refusal)}
    return {}


def read(argument: dict[str, Any]) -> dict[str, Any]:
    """Write the pages of the file `path` of `kind` into `output`; tells what became of it.

    Returns {"state", "reason", "division", "pages"}. Pages beyond the limits are left out, and the reason says so.
    """
    try:
        division, total, pages = _pages(Path(argument["path"]), Kind(argument["kind"]))
        written, characters, whole = _write(pages, Path(argument["output"]))
    except Unacceptable as refusal:
        return _told(TextState.FAILED, f"无法判断：{refusal}")
    total = total or written
    if whole["letters"] < FEWEST * max(written, 1) and not (division is Division.PIECE and whole["letters"]):
        return _told(*_textless(Path(argument["path"]), Kind(argument["kind"]), whole["letters"]), division, total)
    if whole["strange"] > whole["han"]:
        return _told(TextState.FAILED, GARBLED, division, total)
    if characters >= MOST_CHARACTERS:
        return _told(TextState.READ, CUT_LONG.format(read=written), division, max(total, written + 1))
    reason = CUT.format(read=written, pages=total) if written < total else ""
    return _told(TextState.READ, reason, division, total)


def _textless(path: Path, kind: Kind, letters: int) -> tuple[TextState, str]:
    """What a file without text worth the name is: a scan, empty, or one of a few letters such as page numbers."""
    if has_images(path, kind):
        return TextState.SCAN, SCANNED
    return TextState.EMPTY, TOO_LITTLE.format(letters=letters) if letters else EMPTY


def _told(state: TextState, reason: str, division: Division = Division.PAGE, pages: int = 0) -> dict[str, Any]:
    return {"state": state, "reason": reason, "division": division, "pages": pages}


def _pages(path: Path, kind: Kind) -> tuple[Division, int, Iterator[str]]:
    """How the file is divided, how many pages it says it has, and their texts. Raises Unacceptable."""
    if kind in (Kind.JPG, Kind.PNG):
        return Division.PAGE, 1, iter([""])
    _expect(path, kind, kind)
    if kind is Kind.PDF:
        return Division.PAGE, *pdf_pages(path)
    if kind is Kind.OFD:
        return Division.PAGE, *ofd_pages(path)
    division, pages = docx_pages(path)
    return division, 0, pages


def _expect(path: Path, wanted: str, claimed: str) -> None:
    """Raises Unacceptable when the content is not what the name says, such as a .doc that is really HTML."""
    found = content_of(path)
    if found == wanted:
        return
    if found == "ole-locked":
        raise Unacceptable(LOCKED)
    what, remedy = OTHERS.get(found, (f"{found.upper()} 文件", "请改正扩展名后重新上传。"))
    raise Unacceptable(f"文件名是 .{claimed}，内容却是{what}。{remedy}")


def _write(pages: Iterator[str], output: Path) -> tuple[int, int, dict[str, int]]:
    """How many pages and characters were written, and what kinds of sign they were."""
    number = characters = 0
    whole = {"letters": 0, "han": 0, "strange": 0}
    with output.open("w", encoding="utf-8") as file:
        for page in pages:
            text = clean(page)[:LONGEST_PAGE]
            file.write(json.dumps(text, ensure_ascii=False) + "\n")
            file.flush()
            number, characters = number + 1, characters + len(text)
            whole["letters"] += len(WRITTEN.findall(text))
            whole["han"] += len(HAN.findall(text))
            whole["strange"] += len(STRANGE.findall(page))
            if number >= MOST_PAGES or characters >= MOST_CHARACTERS:
                break
    return number, characters, whole


def clean(text: str) -> str:
    """Return text with one kind of line break and without signs that nobody sees, nor lone halves of characters."""
    plain = unified(INVISIBLE.sub("", BREAKS.sub("\n", text))).encode("utf-8", "ignore").decode("utf-8")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")
