"""The template of the speech is whole; a faulty one is refused with the item named."""

import copy
from collections import Counter
from decimal import Decimal as D
from pathlib import Path

import pytest
import yaml

from emergency.assessment.facts import Audience, Scoring
from emergency.assessment.template import TemplateFault, read_template
from emergency.assessment.weights import reweighed

SPEECH = Path(__file__).parents[2] / "seeds/reference/checklists/speech.yaml"


@pytest.fixture
def data():
    return yaml.safe_load(SPEECH.read_text(encoding="utf-8"))


def item(data, number):
    return next(found for found in data["items"] if found["id"] == number)


def test_the_speech_has_24_items_in_four_groups_and_100_points(data):
    template = read_template(data)
    assert Counter(found.group for found in template.items) == {"G1": 5, "G2": 11, "G3": 5, "G4": 3}
    assert sum(found.points for found in template.items) == 100


def test_the_speech_uses_five_ways_of_scoring(data):
    assert {found.scoring for found in read_template(data).items} == set(Scoring) - {Scoring.PER_POINT, Scoring.COUNT}


def test_points_are_announced_as_samples(data):
    template = read_template(data)
    assert template.weights == "示例权重" and "不是省、市下发的标准" in template.weights_notice


def test_the_fifteen_demands_and_the_fifth_task_are_not_invented(data):
    assert "第五项不补" in read_template(data).provenance and "不编" in read_template(data).provenance


def test_the_half_year_drill_is_asked_of_both_rules(data):
    assert {"DR-05a", "DR-05b"} <= set(item(data, "2.9")["measure"]["rules"])


def test_rule_and_judgement_items_name_their_basis(data):
    assert all(found.basis and found.materials for found in read_template(data).items)


@pytest.mark.parametrize(
    "audience, kind, wanted, unwanted",
    [
        (Audience.TOWNSHIP, "", "2.2", "1.1"),
        (Audience.UNIT, "school", "2.4", "2.5"),
        (Audience.UNIT, "village", "2.3", "2.4"),
        (Audience.UNIT, "department", "1.4", "2.3"),
        (Audience.CITY, "", "2.1", "3.2"),
    ],
)
def test_items_are_asked_of_their_audience_only(data, audience, kind, wanted, unwanted):
    asked = {found.id for found in read_template(data).items_for(audience, kind)}
    assert wanted in asked and unwanted not in asked


FAULTS = [
    (lambda d: item(d, "1.1").update(group="G9"), "1.1 的分组不存在"),
    (lambda d: item(d, "1.1").update(id="1.2"), "编号重复：1.2"),
    (lambda d: item(d, "2.2").pop("measure"), "2.2 按比率计分"),
    (lambda d: item(d, "2.2").update(points=7), "与组分值50不符"),
    (lambda d: item(d, "2.2").update(points=None), "未填：2.2"),
    (lambda d: item(d, "2.9")["scoring"]["bands"].pop(), "2.9 的档次要从 0 起"),
    (lambda d: item(d, "2.9").update(points=9), "2.9 最高一档"),
    (lambda d: item(d, "3.3").update(points=9), "3.3 各件材料的分相加"),
    (lambda d: item(d, "2.7")["scoring"].pop("each"), "2.7 按次计分"),
    (lambda d: item(d, "2.7").update(points=-1), "应在 0 到 100 之间"),
    (lambda d: item(d, "1.2")["scoring"].update(type="guess"), "1.2 的计分办法不认识：guess"),
    (lambda d: item(d, "1.2").update(audience=["moon"]), "1.2 的对象不认识：moon"),
    (lambda d: item(d, "1.2").update(basis=[]), "1.2 的内容、佐证材料、依据"),
    (lambda d: d["template"].pop("provenance"), "缺少字段"),
    (lambda d: d.pop("items"), "缺少字段"),
    (lambda d: d["template"].update(total=120), "相加为100，与模板总分120不符"),
    (lambda d: d["template"].update(title="长" * 300), "现有 300 字，应为 1 到 100 字"),
    (lambda d: d["template"].update(id="../x"), "只能用小写英文字母"),
    (lambda d: d["template"].update(grades=[{"at_least": 60, "title": "达标"}]), "从 0 分起"),
    (lambda d: item(d, "2.2")["measure"].update(name="luck"), "2.2 的指标不认识：luck"),
    (lambda d: item(d, "2.2").update(points="六"), "“2.2”的数值不是数字：六"),
    (lambda d: item(d, "2.2").update(points="NaN"), "不是数字"),
    (lambda d: item(d, "2.2").update(scoring={"type": "per-case", "each": 1}), "没有“逾期件数”"),
    (lambda d: item(d, "2.2").update(scoring={"type": "per-point"}), "每少 1 个百分点扣几分"),
    (lambda d: item(d, "1.2").update(scoring={"type": "judgement", "range": [4, 3]}), "最低分应在 0 和分值之间"),
    (lambda d: item(d, "1.2").update(measure={"name": "covered-villages"}), "由人评分，请删去指标"),
    (lambda d: d["groups"].append({"id": "G9", "number": "九", "title": "空组", "source": ""}), "分组里没有条目：空组"),
]


@pytest.mark.parametrize("spoil, told", FAULTS)
def test_a_fault_is_named(data, spoil, told):
    spoil(data)
    with pytest.raises(TemplateFault, match=told):
        read_template(data)


def test_new_points_keep_bands_and_papers_in_proportion(data):
    points = {found["id"]: D(str(found["points"])) for found in data["items"]} | {"2.9": D(10), "3.3": D("2.5")}
    template = read_template(reweighed(data, points, "2", "市应急管理局2026年11月设定"))
    found = {one.id: one for one in template.items}
    assert [band.points for band in found["2.9"].bands] == [D(10), D("8.3"), D(5), D("1.7"), D(0)]
    assert sum(part.points for part in found["3.3"].parts) == D("2.5")
    assert template.weights == "本级权重"


def test_without_points_the_template_is_still_whole(data):
    template = read_template(reweighed(data, {}, "2", ""))
    assert not template.has_points and {group.points for group in template.groups} == {None}


def test_new_points_leave_the_old_template_alone(data):
    before = copy.deepcopy(data)
    reweighed(data, {"2.9": D(1)}, "2", "")
    assert data == before


def test_full_width_digits_are_read_as_what_they_mean(data):
    item(data, "2.2").update(points="６")
    assert next(one for one in read_template(data).items if one.id == "2.2").points == 6


def test_a_measure_is_told_in_the_words_of_the_catalogue(data):
    item(data, "2.2")["measure"].update(done="全部优秀的乡镇")
    found = next(one for one in read_template(data).items if one.id == "2.2")
    assert found.measure.done == "编有有效预案的乡镇（街道）"


def test_rare_characters_of_names_are_kept(data):
    data["template"]["title"] = "𠮷林镇考核自查表"
    assert read_template(data).title == "𠮷林镇考核自查表"
