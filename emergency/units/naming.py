"""The proper name of the body that answers for a region."""

from emergency.units.regionkinds import RegionKind

_GOVERNMENTS = frozenset(
    {
        RegionKind.PREFECTURE,
        RegionKind.DISTRICT,
        RegionKind.COUNTY,
        RegionKind.COUNTY_CITY,
        RegionKind.TOWN,
        RegionKind.RURAL,
        RegionKind.ETHNIC,
    }
)


def body_name(kind: RegionKind, name: str) -> str:
    """爱辉区 -> 爱辉区人民政府, 花园街道 -> 花园街道办事处, 西岗子村委会 -> 西岗子村村民委员会.

    A name that already says what it is, or whose form is not known, comes back as it is.
    """
    if kind in _GOVERNMENTS:
        return f"{name}人民政府"
    if kind is RegionKind.STREET:
        return f"{name}办事处"
    if kind is RegionKind.VILLAGERS:
        return _villagers(name)
    return _residents(name) if kind is RegionKind.RESIDENTS else name


def _villagers(name: str) -> str:
    if not name.endswith("村委会"):
        return name
    stem = name.removesuffix("村委会")
    return f"{stem}村民委员会" if stem.endswith("村") else f"{stem}村村民委员会"


def _residents(name: str) -> str:
    stem = name.removesuffix("居民委员会").removesuffix("居委会")
    return f"{stem}居民委员会"
