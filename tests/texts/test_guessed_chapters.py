"""A chapter whose title no list knows: the text under it, and the letters of its title, say what it is about."""

from chapter_cast import FIRM, VILLAGE, WORDS

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.texts.elements import check
from emergency.texts.facts import Subject

UNIT = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), title="育才小学突发事件应急预案")
FIRE = Subject(
    PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), frozenset({Cover.FIRE_EVACUATION}), title="宾馆灭火和应急疏散预案"
)
AWAY = "听到铃声后由老师带队从东楼梯下楼，到操场集合清点人数。"
SLOW = "走疏散通道和安全出口，不坐电梯，撤离到安置点后点名登记。"
WATER = "水漫堤就加子埝，打桩堵口；压住的人先扒开透气，再往外抬。"


def found(subject, title, text, element):
    page = f"一、总则\n{WORDS}\n二、{title}\n{text}\n三、附则\n{WORDS}"
    return next(one for one in check(subject, [page]) if one.element == element)


def test_the_text_says_what_a_motto_is_about():
    answer = found(UNIT, "平平安安到户外", AWAY, "unit.evacuation")
    assert (answer.state, answer.title, answer.sentence) == ("found", "二、平平安安到户外", AWAY)


def test_letters_of_the_title_help_a_short_text():
    assert found(VILLAGE, "救急的法子", WATER, "village.measures").state == "found"


def test_a_title_without_text_that_says_something_is_a_title_only():
    assert found(UNIT, "平安撤出险区", "（略）", "unit.evacuation").state == "title"


def test_a_text_that_speaks_of_another_thing_is_no_answer():
    assert found(UNIT, "平平安安到户外", AWAY, "unit.resources").state == "missing"


def test_a_text_of_no_one_thing_says_nothing():
    assert found(UNIT, "几句心里话", WORDS, "unit.evacuation").state == "missing"


def test_what_one_list_knows_the_other_list_of_the_plan_knows_too():
    assert found(FIRE, "引导疏散", AWAY, "unit.evacuation").state == "found"
    assert found(FIRE, "引导疏散", AWAY, "fire.evacuation").state == "found"


def test_supplies_in_the_body_are_no_list_in_the_annex():
    text = "空气呼吸器八套放在气防站，每月检查一次。"
    assert found(FIRM, "物资装备保障", text, "gbt6.supplies").state == "found"
    assert found(FIRM, "物资装备保障", text, "annex.supplies").state == "missing"


def test_a_title_that_another_names_too_may_stand_for_its_text():
    page = f"一、预警\n{WORDS}\n二、应急处置\n{WORDS}\n三、应对办法\n{AWAY}{SLOW}\n四、附则\n{WORDS}"
    answer = next(one for one in check(UNIT, [page]) if one.element == "unit.evacuation")
    assert (answer.state, answer.title) == ("found", "三、应对办法")


def test_what_bodies_do_stands_for_no_chapter():
    page = f"一、组织机构\n总指挥由经理担任。\n1、保管员\n管好仓库、水带和灭火器，领用登记。\n二、报警程序\n{WORDS}"
    answer = next(one for one in check(FIRE, [page]) if one.element == "unit.resources")
    assert answer.state == "missing"
