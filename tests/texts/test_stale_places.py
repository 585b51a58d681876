"""Places beyond the register are asked about, and words, roads, rivers and markets of the same signs are not."""

import pytest

from emergency.texts.stale import questions
from emergency.texts.stale_book import divisions
from emergency.texts.stale_facts import Level, Stale, Surroundings
from emergency.texts.stale_places import stems_of

OWN = ("西岗子镇", "爱辉区", "黑河市", "黑龙江省", "西岗子镇人民政府", "向阳社区", "红旗村")
PLACES = ("孙吴县", "嫩江市", "二站乡", "光明村")
KNOWN = {"五大连池市", "北安市", "逊克县", "太平乡", *OWN, *PLACES}
BEYOND = {name: level for name, level in divisions().items() if name not in KNOWN}
OURS = Surroundings(own=OWN, places=PLACES, beyond=BEYOND, stems=stems_of(BEYOND) | stems_of(PLACES))


def keys(text: str) -> dict[str, bool]:
    return {each.key: each.mild for each in questions([text], OURS, [], []) if each.kind is Stale.PLACE}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("险情发生后立即报桦南县值班室。", "桦南县"),
        ("由双城区各乡镇负责转移群众。", "双城区"),
        ("报大庆市人民政府批准。", "大庆市"),
        ("由大庆市委统一领导。", "大庆市"),
        ("联系桦南应急管理局。", "桦南县"),
        ("联系哈尔滨公安局和消防救援队伍。", "哈尔滨市"),
        ("由孙吴公安局负责警戒。", "孙吴县"),
        ("参照宝鸡市应急管理局的分工执行。", "宝鸡市"),
        ("由陕西省应急管理局指导。", "陕西省"),
        ("兴隆镇人民政府组织转移。", "兴隆镇"),
        ("平房区人民政府组织转移。", "平房区"),
        ("由光明村村民委员会负责。", "光明村"),
        ("集结点设在光明村路口。", "光明村"),
    ],
)
def test_another_place_is_asked_about(text: str, key: str) -> None:
    assert keys(text) == {key: False}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("重伤员转往哈尔滨市救治。", "哈尔滨市"),
        ("吸取七台河市某煤矿事故的教训。", "七台河市"),
        ("与伊春市嘉荫县建立联防机制。", "伊春市"),
        ("客运班线经过吉林省。", "吉林省"),
        ("途经兴隆镇。", "兴隆镇"),
    ],
)
def test_where_a_place_may_well_be_named_it_is_asked_mildly(text: str, key: str) -> None:
    assert keys(text)[key] is True


@pytest.mark.parametrize(
    "text",
    [
        "哈尔滨路与大庆路交叉口设集结点。",
        "大庆油田有限责任公司、哈尔滨铁路局协助。",
        "牡丹江、松花江、嫩江流域发生洪水。",
        "嫩江市场、大庆市场关闭。",
        "由王大庆、刘桦南、张富裕负责。",
        "联系人李伊春，电话见附件。",
        "棚户区、平房区、郊区和新林区是防火重点。",
        "东北林区、西南山区、东山区火险较高。",
        "划为友好区域、新兴区域和向阳区域。",
        "共建和平乡村、团结镇村。",
        "黑龙江公安局、黑龙江省应急管理局指导。",
        "黑河市、爱辉区、西岗子镇、向阳社区按职责分工。",
        "中山医院、安康医院接收伤员。",
        "公安部天津消防研究所、沈阳消防研究所。",
        "齐齐哈尔车务段、哈尔滨海关。",
        "事发县政府、有关市政府、受灾区政府、灾区政府和工业园区委员会负责。",
        "报县级人民政府、设区的市人民政府。",
        "北京时间8时，使用上海产水泵。",
        "富裕户、友谊商店、方正仿宋字体、通河桥、明水面。",
        "各市县区旗人民政府、各盟市政府。",
    ],
)
def test_words_roads_rivers_and_persons_are_no_places(text: str) -> None:
    assert keys(text) == {}


def test_a_place_is_asked_about_once_with_how_often_it_stands_there() -> None:
    [found] = questions(["报桦南县人民政府，抄送桦南县应急管理局。", "桦南应急管理局值守。"], OURS, [], [])
    assert (found.key, found.times, found.basis) == ("桦南县", 3, "行政区划名单")


def test_what_the_register_has_is_never_asked_as_beyond_it() -> None:
    assert keys("五大连池市、北安市和逊克县的太平乡。") == {}


def test_the_list_tells_of_each_name_what_it_is() -> None:
    assert divisions()["哈尔滨市"] is Level.PREFECTURE and divisions()["桦南县"] is Level.COUNTY
    assert divisions()["平房区"] is Level.VAGUE and len(divisions()) > 1_000


def test_ordinary_words_with_the_signs_of_places_are_none() -> None:
    page = "各成员单位按照职责分工做好突发事件应对工作，向市、县、区报告。" * 40
    assert questions([page] * 60, OURS, [], []) == []
