"""The kinds of row in the tree of regions, derived from code and name."""

from enum import StrEnum

# The register stands below it: no row, but part of what people write before a name.
PROVINCE = "黑龙江省"


class Level(StrEnum):
    """How deep a region lies; the value is stored, the length is that of its own code."""

    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"

    @property
    def digits(self) -> int:
        """How many of the twelve characters say which region this is."""
        return {"prefecture": 4, "county": 6, "township": 9, "village": 12}[self.value]

    @property
    def label(self) -> str:
        """The Chinese word for the level."""
        return {"prefecture": "市级", "county": "县级", "township": "乡级", "village": "村级"}[self.value]

    @property
    def below(self) -> "Level | None":
        """The next level down, or None under a village."""
        levels = list(Level)
        place = levels.index(self) + 1
        return levels[place] if place < len(levels) else None


class RegionKind(StrEnum):
    """What a row really is; only some of these are bodies that owe for themselves."""

    PREFECTURE = "prefecture"
    DISTRICT = "district"
    COUNTY = "county"
    COUNTY_CITY = "county_city"
    STREET = "street"
    TOWN = "town"
    RURAL = "rural"
    ETHNIC = "ethnic"
    RESIDENTS = "residents"
    VILLAGERS = "villagers"
    FARM = "farm"
    FARM_BUREAU = "farm_bureau"
    FOREST_BUREAU = "forest_bureau"
    FOREST_FARM = "forest_farm"
    STOCK_FARM = "stock_farm"
    MINE = "mine"
    PRISON = "prison"
    ABOLISHED = "abolished"
    ZONE = "zone"
    OTHER_TOWNSHIP = "other_township"
    SETTLEMENT = "settlement"
    FARM_SETTLEMENT = "farm_settlement"
    PLACEHOLDER = "placeholder"

    @property
    def label(self) -> str:
        """The Chinese word for the kind, as shown on every page."""
        return LABELS[self]


LABELS: dict[RegionKind, str] = {
    RegionKind.PREFECTURE: "设区的市",
    RegionKind.DISTRICT: "市辖区",
    RegionKind.COUNTY: "县",
    RegionKind.COUNTY_CITY: "县级市",
    RegionKind.STREET: "街道",
    RegionKind.TOWN: "镇",
    RegionKind.RURAL: "乡",
    RegionKind.ETHNIC: "民族乡",
    RegionKind.RESIDENTS: "居委会",
    RegionKind.VILLAGERS: "村委会",
    RegionKind.FARM: "农场",
    RegionKind.FARM_BUREAU: "农场管理局局直",
    RegionKind.FOREST_BUREAU: "林业局",
    RegionKind.FOREST_FARM: "林场",
    RegionKind.STOCK_FARM: "良种场、种畜场等",
    RegionKind.MINE: "矿",
    RegionKind.PRISON: "监狱",
    RegionKind.ABOLISHED: "已撤销",
    RegionKind.ZONE: "管委会区域",
    RegionKind.OTHER_TOWNSHIP: "其他乡级统计单位",
    RegionKind.SETTLEMENT: "农林牧场居住点等（统计用，居民类）",
    RegionKind.FARM_SETTLEMENT: "农林牧场居住点等（统计用，村民类）",
    RegionKind.PLACEHOLDER: "统计占位，无实体",
}

COUNTED_KINDS = frozenset(
    {
        RegionKind.PREFECTURE,
        RegionKind.DISTRICT,
        RegionKind.COUNTY,
        RegionKind.COUNTY_CITY,
        RegionKind.STREET,
        RegionKind.TOWN,
        RegionKind.RURAL,
        RegionKind.ETHNIC,
        RegionKind.RESIDENTS,
        RegionKind.VILLAGERS,
    }
)
