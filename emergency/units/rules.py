"""What a row of the division table is, and whether it owes for itself."""

import re
from dataclasses import dataclass

from emergency.units.regionkinds import COUNTED_KINDS, Level, RegionKind

# The end of a township name that says what stands there; the first that fits wins.
_SPECIAL_ENDS: tuple[tuple[str, RegionKind], ...] = (
    ("劳教所", RegionKind.ABOLISHED),
    ("监狱", RegionKind.PRISON),
    ("煤矿", RegionKind.MINE),
    ("铜矿", RegionKind.MINE),
    ("矿", RegionKind.MINE),
    ("林业局", RegionKind.FOREST_BUREAU),
    ("林场", RegionKind.FOREST_FARM),
    ("储木场", RegionKind.FOREST_FARM),
    ("管理局局直", RegionKind.FARM_BUREAU),
    ("管理委员会", RegionKind.ZONE),
    ("管委会", RegionKind.ZONE),
    ("种场", RegionKind.STOCK_FARM),
    ("畜场", RegionKind.STOCK_FARM),
    ("畜牧场", RegionKind.STOCK_FARM),
    ("奶牛场", RegionKind.STOCK_FARM),
    ("繁殖场", RegionKind.STOCK_FARM),
    ("农场", RegionKind.FARM),
)

_APART: dict[RegionKind, str] = {
    RegionKind.FARM: "农场不是乡级人民政府；行政职能移交后由谁负责待使用单位确认",
    RegionKind.FARM_BUREAU: "农场管理局局直是统计单位，不是乡级人民政府；责任主体待使用单位确认",
    RegionKind.FOREST_BUREAU: "森工林业局不是乡级人民政府；责任主体待使用单位确认",
    RegionKind.FOREST_FARM: "林场、储木场不是乡级人民政府；责任主体待使用单位确认",
    RegionKind.STOCK_FARM: "良种场、种畜场等不是乡级人民政府；责任主体待使用单位确认",
    RegionKind.MINE: "矿是生产经营单位，不是乡级人民政府；责任主体待使用单位确认",
    RegionKind.PRISON: "监狱不是乡级人民政府，预案通常不公开；只由市级机构掌握",
    RegionKind.ABOLISHED: "劳动教养制度已废止，该行是陈旧的统计名称",
    RegionKind.ZONE: "管委会是派出机构，不是乡级人民政府；其下村（居）委会照常计入",
    RegionKind.OTHER_TOWNSHIP: "类似乡级的统计单位，不是乡镇人民政府或街道办事处",
    RegionKind.SETTLEMENT: "农林牧场居住点等统计单位，没有居民委员会",
    RegionKind.FARM_SETTLEMENT: "农林牧场居住点等统计单位，没有村民委员会",
    RegionKind.PLACEHOLDER: "统计占位，没有实体",
}


@dataclass(frozen=True)
class Standing:
    """What a row is and whether it is owed for itself, with the reason in Chinese."""

    kind: RegionKind
    counts: bool
    reason: str


def standing(code: str, name: str) -> Standing:
    """The kind of a 12-digit row and whether it counts; says nothing of its children.

    Digits 7-9 of 统计用区划代码: 001-099 街道, 100-199 镇, 200-399 乡, 400-599 类似乡级;
    digits 10-12: 001-199 居委会, 200-399 村委会, 400-499 类居委, 500-599 类村委.
    """
    kind = _kind(code, name)
    if kind in COUNTED_KINDS:
        return Standing(kind, True, counted_reason(kind))
    return Standing(kind, False, _APART[kind])


def counted_reason(kind: RegionKind) -> str:
    """Why a row of this kind counts, in Chinese."""
    if kind in (RegionKind.RESIDENTS, RegionKind.VILLAGERS):
        return "基层群众性自治组织"
    if kind is RegionKind.STREET:
        return "街道办事处，人民政府的派出机关"
    return "一级人民政府所在的行政区域"


def level_of(code: str) -> Level:
    """The level a 12-character code speaks of, read from its trailing zeros."""
    if not code.endswith("000"):
        return Level.VILLAGE
    if not code.endswith("000000"):
        return Level.TOWNSHIP
    return Level.PREFECTURE if code.endswith("00000000") else Level.COUNTY


def own_part(code: str) -> str:
    """The leading characters shared by the region and all that lies in it."""
    return code[: level_of(code).digits]


def parent_code(code: str) -> str:
    """The code one level up; for a prefecture its province, which is not a row."""
    up = {Level.PREFECTURE: 2, Level.COUNTY: 4, Level.TOWNSHIP: 6, Level.VILLAGE: 9}[level_of(code)]
    return code[:up].ljust(12, "0")


def path_codes(code: str) -> list[str]:
    """The codes from the prefecture down to this one, itself included."""
    lengths = [4, 6, 9, 12]
    return [code[:n].ljust(12, "0") for n in lengths if n <= level_of(code).digits]


def area_code_fault(code: str, parent: str) -> str | None:
    """What is wrong with a new area's own code under its parent, as a Chinese sentence, or None."""
    below = level_of(parent).below
    if below is None:
        return "村级行政区域之下不能再设区域，请选择乡级或以上的上级。"
    shape = f"前{level_of(parent).digits}位是“{own_part(parent)}”，第{below.digits}位之后全是0"
    if not re.fullmatch("[0-9A-Z]{12}", code):
        return "代码应为12位数字或大写字母。"
    if not code.startswith(own_part(parent)) or code[below.digits :].strip("0"):
        return f"代码与上级不符：{shape}。"
    if not code[level_of(parent).digits : below.digits].strip("0"):
        return f"代码与上级相同，请在第{level_of(parent).digits + 1}至{below.digits}位写上本区域自己的字符。"
    return None


def _kind(code: str, name: str) -> RegionKind:
    level = level_of(code)
    if level is Level.PREFECTURE:
        return RegionKind.PREFECTURE
    if level is Level.COUNTY:
        return _county_kind(name)
    return _township_kind(code, name) if level is Level.TOWNSHIP else _village_kind(code, name)


def _county_kind(name: str) -> RegionKind:
    if name.endswith("区"):
        return RegionKind.DISTRICT
    return RegionKind.COUNTY_CITY if name.endswith("市") else RegionKind.COUNTY


def _township_kind(code: str, name: str) -> RegionKind:
    leading = code[6]
    if leading == "0":
        return RegionKind.STREET
    if leading == "1":
        return RegionKind.TOWN
    if leading in "23":
        return RegionKind.ETHNIC if name.endswith("族乡") else RegionKind.RURAL
    for end, kind in _SPECIAL_ENDS:
        if name.endswith(end):
            return kind
    return RegionKind.OTHER_TOWNSHIP


def _village_kind(code: str, name: str) -> RegionKind:
    # A placeholder carries 虚拟 in its name, whatever its digits say.
    if "虚拟" in name:
        return RegionKind.PLACEHOLDER
    leading = code[9]
    if leading in "01":
        return RegionKind.RESIDENTS
    if leading in "23":
        return RegionKind.VILLAGERS
    return RegionKind.SETTLEMENT if leading == "4" else RegionKind.FARM_SETTLEMENT
