"""A package for the assessment day: filled checklists and their evidence in, every path and line of it out (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from emergency.assessment.pack_names import safe, safe_file
from emergency.assessment.snapshot import Document, content_digest
from emergency.base.canonical import canonical
from emergency.drills.rules import is_late_entry

GROUP_LONGEST, ITEM_LONGEST, FILE_LONGEST, BODY_LONGEST, TITLE_LONGEST = 26, 40, 64, 32, 60
BODIES = "单位"
SHEET, COVER = "考核自查表", "封面_"
INDEX_PAGE, INDEX_PAPER = "00-1_目录.html", "00-1_目录.pdf"
LACKS_PAPER, LACKS_SHEET = "00-3_缺件清单.pdf", "00-3_缺件清单.xlsx"
SIGNATURES = "00-4_签字页.pdf"
# What draws another package from the same content: raised when its papers change.
LOOK = 2
SPOILT = "内容与登记的校验值不一致，没有放入"
LOST = "登记在案，文件在服务器上缺失，没有放入"
NONE_AT_ALL = "没有佐证材料"
BY_REGISTER = "已办 {} 项由登记数据计算，没有收存文件"


@dataclass(frozen=True)
class Piece:
    """A paper behind an item. `elements` is what may be told of a secret plan; then there is no file."""

    name: str
    what: str
    sha256: str = ""
    kind: str = ""
    size: int = 0
    happened: date | None = None
    received: date | None = None
    by: str = ""
    gone: str = ""
    elements: str = ""

    @property
    def waited(self) -> int:
        """Days between what it shows and its arrival."""
        return max(0, (self.received - self.happened).days) if self.happened and self.received else 0

    @property
    def late_days(self) -> int:
        """The same where it is 补录: more than a week."""
        late = self.happened and self.received and is_late_entry(self.happened, self.received)
        return self.waited if late else 0

    @property
    def has_file(self) -> bool:
        """Whether its bytes can be put in."""
        return bool(self.sha256) and not self.gone and not self.elements


@dataclass(frozen=True)
class Evidence:
    """What stands behind one item: its papers, and what was done of which no paper was kept."""

    pieces: tuple[Piece, ...] = ()
    bare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """One assessed body: its filled checklist, and the evidence by item."""

    made: Document
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A paper in the package: the item under which it lies, where, and for which other items it stands too."""

    body: int
    item: str
    text: str
    piece: Piece
    copy: str = ""
    cover: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of the index: an item's paper, and where its copy lies."""

    place: Place
    item: str
    first: bool


@dataclass(frozen=True)
class Lack:
    """Something that is not in the package: whose, for which item, what, why."""

    body: str
    item: str
    text: str
    what: str
    why: str


@dataclass(frozen=True)
class Layout:
    """Everything in print order: checklists with their paths, papers, lines of the index, what is missing."""

    bodies: tuple[Body, ...]
    sheets: tuple[str, ...]
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    lacks: tuple[Lack, ...]

    @property
    def size(self) -> int:
        """The bytes of the copies."""
        return sum(place.piece.size for place in self.places if place.copy)


def part_names(name: str, count: int) -> list[str]:
    """The names of a paper of so many parts; one alone keeps the plain name."""
    stem, _, ending = name.rpartition(".")
    return [name] if count == 1 else [f"{stem}_第{number}部分.{ending}" for number in range(1, count + 1)]


def lay_out(bodies: Sequence[Body], spoilt: Mapping[str, str] | None = None) -> Layout:
    """Where everything goes; the first body is whose package it is.

    `spoilt` says of hashes why their bytes can't be put in.
    """
    found = spoilt or {}
    places: list[Place] = []
    lines: list[Line] = []
    lacks: list[Lack] = []
    for number, body in enumerate(bodies):
        mine = list(_places(number, body, found, _root(number, body, len(bodies))))
        places += mine
        lines += _lines(body, mine)
        lacks += _lacks(body, found)
    sheets = tuple(f"{_root(number, body, len(bodies))}{_sheet(number, body)}" for number, body in enumerate(bodies))
    return Layout(tuple(bodies), sheets, tuple(places), tuple(lines), tuple(lacks))


def content_key(bodies: Sequence[Body], site: str) -> str:
    """Equal where the package would say the same, whenever it is made."""
    told = [[content_digest(body.made), _told(body.evidence)] for body in bodies]
    return sha256(canonical([LOOK, site, told]).encode()).hexdigest()


def items_of(made: Document) -> Iterator[tuple[int, Document, Document]]:
    """Each item with its group and the place of that."""
    for place, group in enumerate(made["groups"], 1):
        for item in group["items"]:
            yield place, group, item


def _told(evidence: Mapping[str, Evidence]) -> list[Any]:
    return [[item, [vars(piece) for piece in one.pieces], list(one.bare)] for item, one in sorted(evidence.items())]


def _root(number: int, body: Body, count: int) -> str:
    if number == 0:
        return ""
    return f"{BODIES}/{number:0{len(str(count))}d}_{safe(body.made['body']['name'], BODY_LONGEST)}/"


def _sheet(number: int, body: Body) -> str:
    if number:
        return f"{SHEET}.pdf"
    return f"00-2_{SHEET}_{safe(body.made['body']['name'], TITLE_LONGEST)}.pdf"


def _places(number: int, body: Body, spoilt: Mapping[str, str], root: str) -> Iterator[Place]:
    """The papers of a body, each once, under the first item for which it stands."""
    users = _users(body)
    seen: set[str] = set()
    for order, group, item in items_of(body.made):
        folder = f"{root}{order:02d}_{safe(group['number'] + '、' + group['title'], GROUP_LONGEST)}"
        folder = f"{folder}/{safe(item['number'] + '_' + item['text'], ITEM_LONGEST)}"
        given = body.evidence.get(item["number"], Evidence()).pieces
        pieces = [piece for piece in given if not piece.sha256 or piece.sha256 not in seen]
        width = max(2, len(str(len(pieces))))
        for place, piece in enumerate(pieces, 1):
            seen.add(piece.sha256)
            also = tuple(other for other in users.get(piece.sha256, ()) if other != item["number"])
            if not piece.has_file or piece.sha256 in spoilt:
                yield Place(number, item["number"], item["text"], piece, also=also)
                continue
            name = safe_file(piece.name, piece.kind, FILE_LONGEST)
            stem = f"{folder}/{place:0{width}d}"
            cover = f"{stem}a_{COVER}{name.rpartition('.')[0]}.pdf"
            yield Place(number, item["number"], item["text"], piece, f"{stem}b_{name}", cover, also)


def _users(body: Body) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _order, _group, item in items_of(body.made):
        for sha in dict.fromkeys(piece.sha256 for piece in body.evidence.get(item["number"], Evidence()).pieces):
            if sha:
                found.setdefault(sha, []).append(item["number"])
    return found


def _lines(body: Body, places: Sequence[Place]) -> Iterator[Line]:
    """Item by item: its papers, also those that lie under an item before it."""
    by_hash = {place.piece.sha256: place for place in places if place.piece.sha256}
    for _order, _group, item in items_of(body.made):
        own = [place for place in places if place.item == item["number"]]
        yield from (Line(place, item["number"], first=True) for place in own)
        pieces = body.evidence.get(item["number"], Evidence()).pieces
        hashes = dict.fromkeys(piece.sha256 for piece in pieces if piece.sha256)
        mine = {place.piece.sha256 for place in own}
        yield from (Line(by_hash[sha], item["number"], first=False) for sha in hashes if sha not in mine)


def _lacks(body: Body, spoilt: Mapping[str, str]) -> Iterator[Lack]:
    name = body.made["body"]["name"]
    for _order, _group, item in items_of(body.made):
        number, text = item["number"], item["text"]
        evidence = body.evidence.get(number, Evidence())
        for piece in evidence.pieces:
            why = piece.gone or spoilt.get(piece.sha256, "")
            if why:
                yield Lack(name, number, text, f"{piece.what}《{piece.name}》", why)
        yield from (Lack(name, number, text, bare, "有登记，没有收存文件") for bare in evidence.bare)
        for paper in item["missing"]:
            yield Lack(name, number, text, paper, "自评未勾选")
        if not evidence.pieces and not evidence.bare:
            yield Lack(name, number, text, item["materials"], why_empty(item))


def why_empty(item: Document) -> str:
    """Why nothing stands behind an item, as far as its own figure tells."""
    figure = item["figure"]
    if item["state"] in ("absent", "empty"):
        said: str = item["state_words"]
        return said
    return BY_REGISTER.format(figure["done"]) if figure and figure["done"] else NONE_AT_ALL
