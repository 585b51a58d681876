"""Names of folders and files in a package that every Windows takes, short enough for its paths (pure)."""

import re
import unicodedata

# Windows opens paths of 260 UTF-16 units; whoever unpacks needs some of them for the folder above.
LONGEST_PATH = 190
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)")
EDGES = " .\u3000"
LONGEST_ENDING = 8


def units(text: str) -> int:
    """The length of a text as Windows counts it: a rare character is two."""
    return len(text.encode("utf-16-le")) // 2


def safe(text: str, longest: int) -> str:
    """A folder's name: composed, without what Windows refuses, at most so many UTF-16 units."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(char for char in composed if unicodedata.category(char) not in INVISIBLE)
    name = _cut(visible.translate(FORBIDDEN).strip(EDGES), longest).strip(EDGES)
    if DEVICES.match(name):
        name = _cut(f"_{name}", longest)
    return name or "_"


def safe_file(text: str, ending: str, longest: int) -> str:
    """A file's name with its own ending; a long stem loses its end, the ending stays."""
    ending = safe(ending.lower(), LONGEST_ENDING)
    stem = text[: -len(ending) - 1] if text.lower().endswith(f".{ending}") else text
    return f"{safe(stem, longest - units(ending) - 1)}.{ending}"


def _cut(text: str, longest: int) -> str:
    if units(text) <= longest:
        return text
    kept = text.encode("utf-16-le")[: 2 * (longest - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"
