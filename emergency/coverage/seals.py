"""The seal of a tile, and the digest of all tiles of a unit: what a change behind the register breaks (pure)."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from json.encoder import encode_basestring
from typing import Any

from emergency.audit.rules import row_digest
from emergency.base.canonical import canonical
from emergency.coverage.tiles import COLUMNS, Row

STORED_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
KNOWN = ("known_from", "known_until")
_ORDER = [(f'"{name}":', place) for name, place in sorted((name, n) for n, name in enumerate((*COLUMNS, *KNOWN)))]
# Half of a SHA-256 is enough to see a change, and a register has a million tiles.
LENGTH = 32


def tile_seal(row: Mapping[str, Any]) -> str:
    """The seal over every column of a tile but its number; takes values of ours as well as those of the file."""
    return row_digest({name: _stored(row[name]) for name in (*COLUMNS, *KNOWN)})[:LENGTH]


def row_seal(row: Row, known_from: str, known_until: str) -> str:
    """The same seal, of a row and its moments as the table keeps them: a rebuild seals a million."""
    values = (*row, known_from, known_until)
    # As row_digest writes a value with its type.
    told = [
        name + (encode_basestring(f"str:{value}") if isinstance(value, str) else f'"int:{int(value)}"')
        for name, place in _ORDER
        if (value := values[place]) is not None
    ]
    return hashlib.sha256(f"{{{','.join(told)}}}".encode()).hexdigest()[:LENGTH]


def tiles_digest(tiles: Iterable[tuple[int, str]]) -> str | None:
    """One digest over (number, seal) of all tiles that a unit ever had; None for none."""
    lines = sorted(f"{number}\t{seal}" for number, seal in tiles)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None


def _stored(value: Any) -> Any:
    """The value as the database file holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(STORED_MOMENT)
    if isinstance(value, date):
        return value.isoformat()
    return canonical(value) if isinstance(value, dict) else value
