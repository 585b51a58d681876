"""One text for equal values: the JSON over which digests and the trail are made."""

import json
from datetime import date, datetime
from typing import Any


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces; days and moments in ISO form."""
    return ENCODER.encode(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


# Made once: an import writes ten thousand texts. No value of ours holds itself.
ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain, check_circular=False
)
