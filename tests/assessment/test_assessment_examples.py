"""The public sheets that are shipped as examples: only what is known of them, each marked 示例 with its provenance."""

from collections import Counter

import pytest
import yaml
from checklist_cases import TOP

from emergency.assessment.facts import Scoring
from emergency.assessment.template import read_template

FILES = sorted((TOP / "seeds/reference/checklists").glob("example-*.yaml"))
KNOWN = {
    "example-base": {"1.1": 5, "1.2": 10, "1.3": 5},
    "example-baoji": {"1.1": 10, "1.2": 10, "2.1": 10, "2.2": 5, "3.1": 5, "3.2": 5, "3.3": 5, "3.4": 5},
    "example-hechi": {
        "1.1": 10, "2.1": 15, "3.1": 10, "3.2": 10, "3.3": 5, "4.1": 15, "5.1": 7, "5.2": 5, "5.3": 3, "6.1": 15,
        "7.1": 5,
    },
    "example-meizhou": {"1.1": 2, "1.2": 1, "1.3": 3, "2.1": 3, "2.2": 5, "3.1": 1},
}  # fmt: skip


def template(name):
    return read_template(yaml.safe_load((TOP / f"seeds/reference/checklists/{name}.yaml").read_text("utf-8")))


@pytest.mark.parametrize("name", KNOWN)
def test_an_example_has_the_known_points_and_no_others(name):
    assert {item.id: item.points for item in template(name).items} == KNOWN[name]


def test_every_file_is_known():
    assert {path.stem for path in FILES} == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_an_example_says_so_and_names_what_is_not_known(name):
    found = template(name)
    assert found.example and "示例" in found.title and found.weights == "示例权重"
    assert "没有取得" in found.provenance and "不补不编" in found.provenance


def test_each_missing_percentage_point_costs_one_point_in_the_standard_of_the_2010s():
    assert {item.scoring for item in template("example-base").items} == {Scoring.PER_POINT}


def test_meizhou_gives_bands_by_the_yearly_rate():
    bands = next(item for item in template("example-meizhou").items if item.id == "1.3").bands
    assert [(str(band.at_least), int(band.points)) for band in bands] == [("0.6", 3), ("0.4", 2), ("0.2", 1), ("0", 0)]


def test_baoji_has_its_own_columns_and_deductions():
    found = template("example-baoji")
    assert found.columns == ("自测评分", "评审得分")
    faults = next(item for item in found.items if item.id == "3.3").parts
    assert [(part.name, int(part.points)) for part in faults] == [("迟报", 1), ("谎报", 2), ("漏报", 3), ("瞒报", 4)]


def test_hechi_grades_at_90_and_60():
    assert [(int(grade.at_least), grade.title) for grade in template("example-hechi").grades] == [
        (90, "优秀"), (60, "达标"), (0, "不达标"),
    ]  # fmt: skip


def test_no_item_stands_twice():
    for path in FILES:
        assert max(Counter(item.id for item in template(path.stem).items).values()) == 1
