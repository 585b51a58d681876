"""The division table of Heihe: kinds, counts, corrections."""

from collections import Counter
from pathlib import Path

import pytest

from emergency.units.divisions import Division, count_by_level, read_corrections, read_divisions
from emergency.units.regionkinds import Level, RegionKind
from emergency.units.rules import level_of, parent_code, path_codes

FOLDER = Path(__file__).parents[2] / "seeds" / "reference" / "regions"

# County by county: townships, 街道, 镇, 乡, 4xx, 5xx, villages, 居委, 村委, 类居委, 类村委, 占位.
COUNTY_TABLE = {
    "231102": (38, 4, 4, 7, 17, 6, 139, 15, 89, 5, 9, 21),
    "231123": (16, 0, 3, 6, 6, 1, 101, 6, 78, 1, 10, 6),
    "231124": (21, 0, 2, 9, 10, 0, 110, 6, 94, 0, 0, 10),
    "231181": (21, 6, 5, 4, 1, 5, 145, 27, 62, 17, 38, 1),
    "231182": (38, 1, 8, 3, 18, 8, 210, 20, 99, 8, 67, 16),
    "231183": (26, 0, 9, 5, 1, 11, 256, 15, 148, 9, 82, 2),
}


@pytest.fixture(scope="module")
def rows() -> list[Division]:
    corrections = read_corrections((FOLDER / "corrections.csv").read_text("utf-8"))
    return read_divisions((FOLDER / "divisions.csv").read_text("utf-8"), corrections)


def test_the_table_has_every_row_and_every_parent(rows):
    codes = {row.code for row in rows}
    assert len(rows) == len(codes) == 1128
    assert all(row.parent_code in codes for row in rows if row.level is not Level.PREFECTURE)
    assert all(parent_code(row.code) == row.parent_code for row in rows)
    assert all(level_of(row.code) is row.level for row in rows)


def test_the_levels_add_to_742(rows):
    counted = count_by_level(rows)
    assert list(counted.values()) == [1, 6, 76, 659]
    assert sum(counted.values()) == 742


@pytest.mark.parametrize("county", COUNTY_TABLE)
def test_each_county_equals_the_notes(rows, county):
    towns = [row for row in rows if row.code.startswith(county) and row.level is Level.TOWNSHIP]
    villages = [row for row in rows if row.code.startswith(county) and row.level is Level.VILLAGE]
    kinds = Counter(row.standing.kind for row in towns + villages)
    special = Counter(row.code[6] for row in towns)
    assert COUNTY_TABLE[county] == (
        len(towns),
        kinds[RegionKind.STREET],
        kinds[RegionKind.TOWN],
        kinds[RegionKind.RURAL] + kinds[RegionKind.ETHNIC],
        special["4"],
        special["5"],
        len(villages),
        kinds[RegionKind.RESIDENTS],
        kinds[RegionKind.VILLAGERS],
        kinds[RegionKind.SETTLEMENT],
        kinds[RegionKind.FARM_SETTLEMENT],
        kinds[RegionKind.PLACEHOLDER],
    )


def test_six_committees_count_under_a_parent_that_does_not(rows):
    parent = next(row for row in rows if row.code == "231182418000")
    children = [row for row in rows if row.parent_code == "231182418000"]
    assert parent.standing.kind is RegionKind.ZONE and not parent.standing.counts
    assert len(children) == 6 and all(row.standing.counts for row in children)


def test_special_townships_are_told_apart(rows):
    kinds = Counter(row.standing.kind for row in rows if row.code[6] in "45" and row.level is Level.TOWNSHIP)
    assert kinds == {
        RegionKind.FARM: 24,
        RegionKind.FARM_BUREAU: 2,
        RegionKind.FOREST_BUREAU: 2,
        RegionKind.FOREST_FARM: 35,
        RegionKind.MINE: 4,
        RegionKind.STOCK_FARM: 12,
        RegionKind.PRISON: 3,
        RegionKind.ABOLISHED: 1,
        RegionKind.ZONE: 1,
    }


def test_the_labour_camp_is_abolished_and_not_a_prison(rows):
    row = next(row for row in rows if row.raw_name == "花园劳教所")
    assert row.standing.kind.label == "已撤销" and "已废止" in row.standing.reason


def test_every_row_has_a_chinese_reason(rows):
    assert all(row.standing.reason and not row.standing.reason.isascii() for row in rows)


def test_known_wrong_names_are_corrected_and_the_raw_ones_kept(rows):
    by_code = {row.code: row for row in rows}
    street = by_code["231181001000"]
    assert (street.name, street.raw_name) == ("兆麟街道", "兆麟街道地区")
    assert by_code["231102201000"].standing.kind is RegionKind.ETHNIC
    assert sum(row.name != row.raw_name for row in rows) == 15


def test_doubtful_names_stay_raw_and_are_marked(rows):
    row = next(row for row in rows if row.code == "231102202000")
    assert row.name == row.raw_name == "坤河乡"
    assert row.note.startswith("待核")


def test_a_correction_that_no_longer_fits_is_refused():
    corrections = read_corrections("code,raw_name,name,state,reason,source\n231100000000,甲,乙,已改,错字,无\n")
    with pytest.raises(ValueError, match="更正表里写的是“甲”"):
        read_divisions("code,name,level,parent_code\n231100000000,黑河市,prefecture,230000000000\n", corrections)


def test_the_path_of_a_village_runs_from_the_city_down():
    assert path_codes("231102101201") == ["231100000000", "231102000000", "231102101000", "231102101201"]
