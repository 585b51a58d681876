"""How much two texts have in common: marks taken from the words themselves, compared as sets (pure).

Of every run of eight characters that begins with one of an eighth of all characters, the hash is a mark (a MinHash
sketch of fixed scale). Marks stay the same wherever a passage is moved; own names, digits and signs are left out.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from zlib import crc32

RUN = 8
SCALE = 8  # One character in so many begins a mark: a mark stands for about so many characters.
FEWEST = 30  # Fewer marks (some 240 characters) are too little to say anything.
SHARE = 0.5  # Of the shorter text, what is not of the known template.
INDEXED = 8  # One mark in so many is looked up to find who might be alike.
FAMILY = 40  # A mark in more texts than this ties them in a chain and not each with each.
NEAREST = 5
WIDE = "I"

_OTHER = re.compile(r"[^\u4e00-\u9fff]+")
# A blank of a template: ××镇, ____县, 某某村.
_BLANK = re.compile(r"[×xX〇○Ｘ＿_…某]{2,}(?:省|市|县|区|镇|乡|街道|村|社区)?")
_MARK = re.compile(f"(?=([{''.join(chr(code) for code in range(0x4E00, 0x9FFF) if code % SCALE == 3)}].{{{RUN - 1}}}))")


@dataclass(frozen=True)
class Likeness:
    """Two texts, how many marks they share, and what part of each that is (known templates left out)."""

    one: int
    other: int
    shared: int
    of_one: float
    of_other: float

    @property
    def characters(self) -> int:
        """About how many characters are the same."""
        return self.shared * SCALE


def plain(text: str, own_names: Iterable[str] = ()) -> str:
    """Only the Chinese characters of a text, without the names of the place and the unit whose it is."""
    for name in own_names:
        text = text.replace(name, "")
    if _BLANK.search(text):
        text = _BLANK.sub("", text)
    return _OTHER.sub("", text)


def marks(text: str, own_names: Iterable[str] = ()) -> frozenset[int]:
    """The marks of a text."""
    return frozenset(map(crc32, map(str.encode, _MARK.findall(plain(text, own_names)))))


def column(marked: bytes, template: Set[int] = frozenset()) -> Collection[int]:
    """Marks as they were kept, in little room: 32-bit numbers one after another, without those of a template."""
    found = array(WIDE)
    found.frombytes(marked)
    return array(WIDE, [mark for mark in found if mark not in template]) if template else found


def packed(marked: Iterable[int]) -> bytes:
    """Marks as they are kept."""
    return array(WIDE, sorted(marked)).tobytes()


def unpacked(kept: bytes) -> frozenset[int]:
    """The marks of what was kept."""
    found = array(WIDE)
    found.frombytes(kept)
    return frozenset(found)


def compared(one: int, of_one: Set[int], other: int, of_other: Set[int]) -> Likeness | None:
    """How alike two sets of marks are; None where it is too little to ask about."""
    smaller = min(len(of_one), len(of_other))
    if smaller < FEWEST:
        return None
    shared = len(of_one & of_other)
    if shared < max(FEWEST, SHARE * smaller):
        return None
    return Likeness(one, other, shared, shared / len(of_one), shared / len(of_other))


def likenesses(texts: Mapping[int, Collection[int]]) -> list[Likeness]:
    """The pairs that are alike, for each text its nearest few; from the marks that are left without templates.

    What is many is best given packed (`column`), for a set takes ten times the memory.
    """
    known = {key: marked for key, marked in texts.items() if len(marked) >= FEWEST}
    found = []
    for one, pairs in groupby(sorted(candidates(known)), key=itemgetter(0)):
        mine = frozenset(known[one])
        found += [compared(one, mine, other, frozenset(known[other])) for _, other in pairs]
    return nearest(pair for pair in found if pair is not None)


def nearest(pairs: Iterable[Likeness]) -> list[Likeness]:
    """Of all pairs those that are among the nearest few of one of their texts."""
    told: Counter[int] = Counter()
    kept = []
    for pair in sorted(pairs, key=lambda pair: (-pair.shared, pair.one, pair.other)):
        if told[pair.one] < NEAREST or told[pair.other] < NEAREST:
            kept.append(pair)
            told.update((pair.one, pair.other))
    return kept


def candidates(texts: Mapping[int, Collection[int]]) -> Set[tuple[int, int]]:
    """Pairs that share enough of the marks looked up to be worth comparing."""
    order = list(texts)
    looked_up = [array(WIDE, [mark for mark in texts[key] if mark % INDEXED == 0]) for key in order]
    sharers = _sharers(looked_up)
    found = set()
    for one, marked in enumerate(looked_up):
        # Text by text, for the counts of all pairs at once would fill the memory.
        ties = (_later(sharers[mark], one) for mark in marked if mark in sharers)
        for other, number in Counter(chain.from_iterable(ties)).items():
            if number >= max(1, SHARE / 2 * min(len(marked), len(looked_up[other]))):
                found.add((order[one], order[other]))
    return found


def families(pairs: Iterable[Likeness]) -> list[frozenset[int]]:
    """Texts that hang together by likeness, the largest first."""
    home: dict[int, set[int]] = {}
    for pair in pairs:
        joined = home.get(pair.one, {pair.one}) | home.get(pair.other, {pair.other})
        home.update(dict.fromkeys(joined, joined))
    unique = {id(group): frozenset(group) for group in home.values()}
    return sorted(unique.values(), key=lambda group: (-len(group), min(group)))


def _sharers(looked_up: Sequence[Sequence[int]]) -> dict[int, Sequence[int]]:
    """For each mark that several texts have the numbers of these, in their order."""
    entries = sorted(mark << 32 | at for at, marked in enumerate(looked_up) for mark in marked)
    found: dict[int, Sequence[int]] = {}
    for mark, group in groupby(entries, key=lambda entry: entry >> 32):
        members = array(WIDE, [entry & 0xFFFFFFFF for entry in group])
        if len(members) > 1:
            found[mark] = members
    return found


def _later(members: Sequence[int], one: int) -> Sequence[int]:
    """Whom a mark ties a text to of those that come after it: all, or in a large family the next."""
    after = bisect_right(members, one)
    return members[after : after + 1] if len(members) > FAMILY else members[after:]
