"""Makes the printer's faces from fonts of the distribution: fewer characters, TrueType curves, names of their own.

Run: python -m emergency.base.fontmaking [FOLDER_WITH_FANDOL_FONTS]. The sources may be changed and passed on: Noto CJK
under the SIL Open Font License 1.1, Fandol under the GPL with the font exception; both licences are laid beside.
"""

import gzip
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

from emergency.base import fonts
from emergency.base.config import ROOT

SYSTEM = Path("/usr/share/fonts")
LICENCES = {
    "noto-cjk.txt": "/usr/share/doc/fonts-noto-cjk/copyright",
    "fandol-readme.txt": "README",
    "fandol-copying.txt": "COPYING.gz",
}
CURVE_ERROR = 2.0  # thousandths of the em: at nine points six thousandths of a millimetre
# A blank is drawn in the face of the words around it: a face without one would leave a box between them.
SPACE, CHINESE = 0x20, 0x2E80
# Given names outside GB2312 that officials meet; anything else falls back to the distribution's whole fonts.
NAMES = (
    "喆昇堃镕祎睿珺玥璟垚赟翀旻晟烨焱煊琰瑄珩璠祺禛淼犇骉琋玙婳嫚姮媖晗曈"
    "皞暐炜焜燚奕弈翊翛嵘屾昉昕旸玢琛瑨瑆沄沚泓湉溁澍濛翾芃芷苡茜荻莜莀蓥薷"
)
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳℃㎡㎏㎞№→←↑↓↔√✓✔✗×÷±≤≥≠≈■□▲△●○◎★☆◆◇※§¥€—–―…·•〇〔〕【】《》〈〉「」『』〖〗"
CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


@dataclass(frozen=True)
class Face:
    """What a face is made of: the file's name, and which font of a collection."""

    family: str
    source: str
    member: str = ""
    # Chinese only: figures and letters then come from the next face of the style, as in printed documents.
    chinese_only: bool = False


FACES = (
    Face(fonts.SONG, "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    Face(fonts.HEI, "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC"),
    Face(fonts.TITLE, "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
    Face(fonts.FANG, "FandolFang-Regular.otf", chinese_only=True),
    Face(fonts.KAI, "FandolKai-Regular.otf", chinese_only=True),
)


def wanted() -> set[int]:
    """The code points of every face: GB2312, the seeds (all place names, articles, checklists), marks, rare names."""
    rows = range(0xA1, 0xF8)
    characters = set("".join(_gb2312(row, cell) for row in rows for cell in range(0xA1, 0xFF)))
    characters.update(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x3000, 0x3040))))
    characters.update(map(chr, (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))))
    characters.update(NAMES + MARKS)
    for path in (ROOT / "seeds" / "reference").rglob("*"):
        if path.suffix in (".csv", ".yaml", ".md"):
            characters.update(path.read_text("utf-8"))
    return {ord(character) for character in characters if character.isprintable()}


def _gb2312(row: int, cell: int) -> str:
    return bytes((row, cell)).decode("gb2312", "ignore")


def find(name: str, besides: Path | None) -> Path | None:
    """A source font in the distribution's folders or in one besides."""
    places = [SYSTEM, *([besides] if besides else [])]
    return next((path for place in places for path in sorted(place.rglob(name))), None)


def make(face: Face, source: Path, target: Path) -> None:
    """Write one face. Equal sources give equal bytes."""
    font = _opened(source, face.member)
    options = Options(
        layout_features=[], hinting=False, desubroutinize=True, name_IDs=[0, 13, 14], notdef_outline=True,
        glyph_names=False, drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT"],
        recalc_timestamp=False,
    )  # fmt: skip
    cutter = Subsetter(options)
    points = {point for point in wanted() if point >= CHINESE} | {SPACE} if face.chinese_only else wanted()
    cutter.populate(unicodes=points)
    cutter.subset(font)
    _to_truetype(font)
    _rename(font, face.family)
    fresh = target.with_suffix(".new")
    font.save(fresh)
    font.close()
    fresh.replace(target)


def _opened(source: Path, member: str) -> TTFont:
    if not member:
        return TTFont(source, recalcTimestamp=False)
    with TTCollection(source, lazy=True) as members:
        names = [font["name"].getDebugName(1) for font in members.fonts]
    if member in names:
        return TTFont(source, fontNumber=names.index(member), recalcTimestamp=False)
    raise LookupError(f"{source.name} has no {member}")


def _to_truetype(font: TTFont) -> None:
    """Cubic outlines to quadratic ones: the engine cuts such a font for a paper several times faster."""
    shapes = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    del font["CFF "]
    font["loca"], table = newTable("loca"), newTable("glyf")
    font["glyf"] = table
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), drawn
    font["maxp"] = _profile(drawn)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def _profile(drawn: dict[str, Any]) -> Any:
    profile = newTable("maxp")
    profile.tableVersion = 0x00010000
    profile.numGlyphs = len(drawn)
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours",
        "maxComponentElements", "maxComponentDepth",
    ):  # fmt: skip
        setattr(profile, name, 0)
    profile.maxZones = 1
    return profile


def _rename(font: TTFont, family: str) -> None:
    names, short = font["name"], family.replace(" ", "")
    for number, text in {1: family, 2: "Regular", 3: f"{short} 1", 4: family, 6: short}.items():
        names.setName(text, number, 3, 1, 0x409)
    # Each face is a family of its own, so its weight must not make the engine embolden or reject it.
    font["OS/2"].usWeightClass, font["OS/2"].fsSelection = 400, 0x40
    font["head"].macStyle = 0


def make_all(target: Path, besides: Path | None) -> Iterator[str]:
    """Make every face whose source is here; tells each in a sentence. Raises LookupError when a needed one is not."""
    target.mkdir(parents=True, exist_ok=True)
    sources = {face: find(face.source, besides) for face in FACES}
    lacking = [face.source for face, path in sources.items() if path is None and face.family in fonts.NEEDED]
    if lacking:
        raise LookupError(f"缺少字体 {'、'.join(lacking)}，请执行 apt-get install fonts-noto-cjk 后重试。")
    with ProcessPoolExecutor() as pool:
        tasks = {
            face: pool.submit(make, face, path, fonts.file_of(face.family)) for face, path in sources.items() if path
        }
        for face, task in tasks.items():
            task.result()
            yield f"{face.family}：{fonts.file_of(face.family).stat().st_size / 1e6:.1f} MB，取自 {face.source}"
    for face, path in sources.items():
        if path is None:
            yield f"没有找到 {face.source}，{face.family} 由宋体代替，其他不受影响。"
    _lay_licences(target, besides)
    (target / fonts.CONFIG).write_text(CONF.format(folder=target.resolve()), "utf-8")


def _lay_licences(target: Path, besides: Path | None) -> None:
    for name, place in LICENCES.items():
        path = Path(place) if place.startswith("/") else next(iter(besides.rglob(place)), None) if besides else None
        if path is None or not path.is_file():
            continue
        content = path.read_bytes()
        (target / name).write_bytes(gzip.decompress(content) if path.suffix == ".gz" else content)


def main(words: list[str]) -> int:
    """Make the faces into the folder of emergency.base.fonts."""
    try:
        for line in make_all(fonts.folder(), Path(words[0]) if words else None):
            sys.stderr.write(line + "\n")
    except (LookupError, OSError) as fault:
        sys.stderr.write(f"打印字体没有生成：{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
