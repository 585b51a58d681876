"""The division table as read from its two files: raw names beside corrected ones."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from emergency.units.initials import initials
from emergency.units.regionkinds import Level
from emergency.units.rules import Standing, standing


@dataclass(frozen=True)
class Correction:
    """One known doubt about a raw name: corrected (已改), or only marked (待核)."""

    code: str
    raw_name: str
    name: str
    state: str
    reason: str
    source: str

    @property
    def note(self) -> str:
        """What a page says of the doubt."""
        if self.state == "已改":
            return f"原名“{self.raw_name}”，已改：{self.reason}（{self.source}）"
        return f"待核：{self.reason}（{self.source}）"


@dataclass(frozen=True)
class Division:
    """One row of the tree as it is to be stored."""

    code: str
    parent_code: str
    level: Level
    name: str
    raw_name: str
    standing: Standing
    initials: str
    note: str


def read_corrections(text: str) -> dict[str, Correction]:
    """Corrections by code, from the text of corrections.csv."""
    return {row["code"]: Correction(**row) for row in csv.DictReader(StringIO(text))}


def read_divisions(text: str, corrections: dict[str, Correction]) -> list[Division]:
    """Every division in the text of divisions.csv, parents before children.

    Raises ValueError when a correction no longer fits the raw name it was written for.
    """
    return [_division(row, corrections.get(row["code"])) for row in csv.DictReader(StringIO(text))]


def count_by_level(rows: Iterable[Division]) -> dict[Level, int]:
    """How many rows count at each level."""
    counted = [row.level for row in rows if row.standing.counts]
    return {level: counted.count(level) for level in Level}


def _division(row: dict[str, str], correction: Correction | None) -> Division:
    raw = row["name"]
    if correction is not None and correction.raw_name != raw:
        raise ValueError(f"{row['code']} 的原名是“{raw}”，更正表里写的是“{correction.raw_name}”。")
    name = correction.name if correction else raw
    return Division(
        code=row["code"],
        parent_code=row["parent_code"],
        level=Level(row["level"]),
        name=name,
        raw_name=raw,
        standing=standing(row["code"], name),
        initials=initials(name),
        note=correction.note if correction else "",
    )
