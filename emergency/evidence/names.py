"""Names that people gave to files: data to show and to hand back, never part of a path."""

import re
import unicodedata

LONGEST = 250  # Windows takes 255 characters
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
NOT_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_name(raw: str | None) -> str:
    """Return the last part of a name without control and direction characters, composed, at most 250 long.

    A name that is too long loses the middle of its stem, so that its beginning and its extension stay.
    """
    last = re.split(r"[/\\]", raw or "")[-1]
    composed = unicodedata.normalize("NFC", last)
    visible = "".join(c for c in composed if unicodedata.category(c) not in INVISIBLE)
    name = visible.translate(NOT_ON_WINDOWS).strip(" .\u3000")
    if DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or "未命名"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[: LONGEST - 1] + "…"
    tail = f"…{stem[-20:]}.{extension}"
    return stem[: LONGEST - len(tail)] + tail
