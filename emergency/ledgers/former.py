"""Names and codes that regions had before: what a ledger that grew for ten years still says (pure)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emergency.units.regionkinds import PROVINCE

FORMER = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "regions" / "former.csv"


@dataclass(frozen=True)
class Former:
    """A region that goes on under another name and code; `since` is the year, `source` where that was read."""

    code: str
    name: str
    heir: str
    since: str
    source: str


@cache
def formers() -> tuple[Former, ...]:
    """The rows of former.csv."""
    return tuple(Former(**row) for row in csv.DictReader(FORMER.read_text("utf-8").splitlines()))


def code_now(code: str) -> str:
    """The code of today; what lies in a region that changed its code keeps the digits behind."""
    for one in formers():
        stem = one.code.rstrip("0")
        if code.startswith(stem):
            return one.heir.rstrip("0") + code[len(stem) :]
    return code


def keys_of(key: str) -> list[tuple[str, str]]:
    """What a region's key may mean besides: (key, code); with a code only the regions in that one are meant.

    The province before it, the office of a 街道 behind it, a name of before.
    """
    key = key.removeprefix(PROVINCE)
    found = [(key, ""), (key.removesuffix("办事处"), ""), (key.removesuffix("办"), "")]
    for one in formers():
        before, name, rest = key.partition(one.name)
        if name and (not before or before.endswith("市")):
            found.append((rest, one.heir))
    return [pair for pair in found if pair[0] or pair[1]]
