"""Who and where a cell means: exact names are taken, small differences only proposed (pure)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from emergency.base.characters import simplified
from emergency.ledgers.former import code_now, keys_of
from emergency.ledgers.reading import Unclear, code_text, key_of

ALIKE = 0.72
SHOWN = 4
MOST_PROPOSED = 300
STEPS = "›>/\\-—→·"
SHORTEST = 2


@dataclass(frozen=True)
class Place:
    """A region that the viewer may use; `heir` is the code that took it over where it has ended."""

    code: str
    name: str
    way: str
    ended: bool = False
    heir: str = ""


@dataclass(frozen=True)
class Body:
    """A unit that a row may mean; a negative number is one that stands new in the same file."""

    id: int
    name: str
    region_code: str
    kind: str
    line: str = ""
    uscc: str = ""
    represents: bool = False
    ended: bool = False
    address: str = ""
    active_from: date = date(1949, 10, 1)
    active_to: date = date(9999, 12, 31)


class Places:
    """Regions by code, name and way."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_code = {place.code: place for place in places}
        self.by_key: dict[str, list[Place]] = defaultdict(list)
        self.by_stem: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_code.values():
            if not place.ended and len(stem := _key(place.name)[:-1]) >= SHORTEST:
                self.by_stem[stem].append(place)
            steps = [_key(step) for step in place.way.split("›")]
            for first in range(len(steps)):
                self.by_key["".join(steps[first:])].append(place)

    def find(self, text: str) -> Place:
        """The region of a code of any length, of a way, or of a name that only one has. Raises Unclear.

        A name or code of before leads to the region of today.
        """
        code = code_text(text).upper()
        if code.isascii() and code.isalnum() and any(char.isdigit() for char in code) and 4 <= len(code) <= 12:
            found = self.by_code.get(code.ljust(12, "0")) or self.by_code.get(code_now(code.ljust(12, "0")))
            if found is None:
                raise Unclear(f"没有代码为“{text}”的行政区域，或它不在您的管辖范围内。")
            return self._living(found)
        key = _key(text)
        for step in STEPS:
            key = key.replace(step, "")
        fits = self._fits(key)
        if len(fits) == 1:
            return self._living(fits[0])
        if not fits:
            raise Unclear(
                f"没有找到行政区域“{text}”，或它不在您的管辖范围内。{self._guess(key)}请写全称、路径或12位代码。"
            )
        raise Unclear(f"有 {len(fits)} 个行政区域叫“{text}”：{_ways(fits)}。请写路径或代码。")

    def _fits(self, key: str) -> list[Place]:
        """Those of this key, or of the first other way to write it that any has; the living before the ended."""
        for other, within in [(key, ""), *keys_of(key)]:
            named = self.by_key.get(other, []) if other else list(filter(None, [self.by_code.get(within)]))
            found = [place for place in named if place.code.startswith(within.rstrip("0"))]
            if found:
                return [place for place in found if not place.ended] or found
        return []

    def _guess(self, key: str) -> str:
        """What a name without its last word may mean: 爱辉 -> 爱辉区."""
        like = sorted(self.by_stem.get(key, ()), key=lambda place: (len(place.way), place.code))
        return f"是否指{_ways(like)}？" if like else ""

    def _living(self, place: Place) -> Place:
        if not place.ended:
            return place
        heir = self.by_code.get(place.heir)
        if heir is None or heir.ended:
            raise Unclear(f"行政区域“{place.name}”已经撤销，请写现在的行政区域。")
        return heir


@dataclass
class Bodies:
    """Units by name, code and number; proposals are made only for names that were not found."""

    known: dict[int, Body] = field(default_factory=dict)
    by_key: dict[str, list[Body]] = field(default_factory=lambda: defaultdict(list))
    by_uscc: dict[str, Body] = field(default_factory=dict)
    # Names that a person said mean a unit, by key.
    agreed: Mapping[str, int] = field(default_factory=dict)
    proposed: dict[str, tuple[str, list[Body]]] = field(default_factory=dict)
    # Rows of units in the same file that were refused, by the key of the name.
    faulty: dict[str, int] = field(default_factory=dict)
    _grams: dict[str, set[int]] = field(default_factory=dict)

    def add(self, body: Body) -> None:
        """Let a unit be found."""
        self.known[body.id] = body
        self.by_key[key_of(body.name)].append(body)
        if body.uscc:
            self.by_uscc[body.uscc] = body

    def named(self, name: str, region: Place | None = None) -> list[Body]:
        """The living units of this name, in the region where one is told."""
        found = [body for body in self.by_key.get(key_of(name), ()) if not body.ended]
        if region is not None and len(found) > 1:
            return [body for body in found if _within(body, region)]
        return found

    def find(self, name: str, region: Place | None = None) -> Body:
        """The one unit that is meant. Raises Unclear, with what may be meant; a likeness is never taken for it."""
        found = self.named(name, region)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise Unclear(f"有 {len(found)} 个单位叫“{name}”，请在“地区”列写明是哪里的。")
        key = key_of(name)
        if key in self.agreed and self.agreed[key] in self.known:
            return self.known[self.agreed[key]]
        by_code = self.by_uscc.get(code_text(name).upper())
        if by_code is not None:
            return by_code
        if key in self.faulty:
            raise Unclear(f"单位名单第 {self.faulty[key]} 行的“{name}”有错，没有取入；那一行改正后，这一行才能导入。")
        like = self.alike(key, name)
        if like:
            words = "、".join(f"“{body.name}”" for body in like)
            raise Unclear(f"没有登记“{name}”。是否指{words}？请在预览页采纳，或改成登记的全称。")
        raise Unclear(f"没有登记“{name}”，或它不在您的管辖范围内。请先登记单位，或把它写进同一文件的单位名单。")

    def alike(self, key: str, name: str) -> list[Body]:
        """The units whose names are like this one, the likest first."""
        if key not in self.proposed:
            # A file full of strangers is a file of another place: nobody reads a thousand proposals.
            self.proposed[key] = (name, self._search(key) if len(self.proposed) < MOST_PROPOSED else [])
        return self.proposed[key][1]

    def _search(self, key: str) -> list[Body]:
        if not self._grams:
            for body in self.known.values():
                for gram in _grams(_key(body.name)):
                    self._grams.setdefault(gram, set()).add(body.id)
        key = simplified(key)
        shared = Counter(number for gram in _grams(key) for number in self._grams.get(gram, ()))
        ranked = []
        for number, _ in shared.most_common(40):
            body = self.known[number]
            other = _key(body.name)
            likeness = max(SequenceMatcher(None, key, other).ratio(), 0.9 if _holds(key, other) else 0)
            if likeness >= ALIKE and not body.ended:
                ranked.append((likeness, -body.id, body))
        return [body for _likeness, _number, body in sorted(ranked, reverse=True)[:SHOWN]]


def _key(text: str) -> str:
    return simplified(key_of(text))


def _ways(places: Sequence[Place]) -> str:
    return "；".join(f"{place.way}（{place.code}）" for place in places[:SHOWN])


def _within(body: Body, region: Place) -> bool:
    trimmed = region.code.rstrip("0")
    return body.region_code == region.code or body.region_code.startswith(trimmed)


def _holds(one: str, other: str) -> bool:
    """A short form of the other: one without the place before it or the word of office behind it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and (long.endswith(short) or long.startswith(short))


def _grams(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)}
