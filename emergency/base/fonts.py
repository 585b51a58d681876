"""The faces of the printer: small TrueType files made once on this machine, and where the engine looks for them."""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from emergency.base.config import ROOT

# Own names, as the licences ask of changed fonts; a style names these first and the distribution's fonts behind them.
SONG, HEI, TITLE, FANG, KAI = "Yingji Song", "Yingji Hei", "Yingji Biaosong", "Yingji Fang", "Yingji Kai"
NEEDED = (SONG, HEI, TITLE)
CONFIG = "fonts.conf"


def folder() -> Path:
    """Where the made faces lie: PRINT_FONTS, else instance/fonts of the project."""
    return Path(os.environ.get("PRINT_FONTS") or ROOT / "instance" / "fonts")


def file_of(family: str) -> Path:
    """The file of a face, there or not."""
    return folder() / f"{family.replace(' ', '')}.ttf"


def missing() -> list[str]:
    """The needed faces that have not been made."""
    return [family for family in NEEDED if not file_of(family).is_file()]


def use() -> None:
    """Let the engine look into the folder first; a machine without the faces keeps its own fonts.

    A FONTCONFIG_FILE that somebody set is left alone: whoever sets it wants those fonts.
    """
    config = folder() / CONFIG
    if config.is_file():
        os.environ.setdefault("FONTCONFIG_FILE", str(config))


@lru_cache(maxsize=1)
def version() -> str:
    """A short name for exactly these faces, for what must be drawn anew when they change."""
    digest = sha256()
    for path in sorted(folder().glob("*.ttf")):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
