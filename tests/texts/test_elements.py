"""What the chapter check says of a text: found, only a title, not found, or no way to judge."""

import pytest
from chapter_cast import FIRM, FLOOD, VILLAGE, WORDS, states

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.chapters_book import book
from emergency.texts.elements import check, types_of
from emergency.texts.facts import Part, Subject


def one(subject, element, *pages):
    return next(found for found in check(subject, pages) if found.element == element)


def test_an_element_is_found_with_its_page_heading_and_sentence():
    found = one(FLOOD, "special.warning", f"1 总则\n{WORDS}", f"2 职责\n{WORDS}\n3  监测预警\n水务局负责。随时报告。")
    assert (found.state, found.page, found.title) == ("found", 2, "3  监测预警")
    assert found.sentence == "水务局负责。"


def test_a_sentence_that_was_broken_at_the_top_makes_no_chapters():
    shop = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), title="利民商场突发事件应急预案")
    page = "本商场为防范火灾\n和拥挤踩踏，制定本办法。\n发现火情立即报警并报告。\n打开出口，引导顾客疏散到广场。"
    said = states(shop, page)
    assert (said["unit.report"], said["unit.evacuation"]) == ("found", "found")


def test_the_chapter_of_its_very_name_is_shown_where_an_earlier_one_would_do():
    site = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SITE}), title="车间现场处置方案")
    page = f"1 应急组织机构及职责\n{WORDS}\n2 现场处置步骤\n{WORDS}\n3 应急工作职责\n{WORDS}\n4 应急处置措施\n{WORDS}"
    found = {found.element: found.title for found in check(site, (page,))}
    assert (found["site.duties"], found["site.handling"]) == ("3 应急工作职责", "4 应急处置措施")


def test_measures_of_support_are_no_measures_of_handling():
    site = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SITE}), title="车间现场处置方案")
    page = f"1 应急工作职责\n{WORDS}\n2 保障措施\n{WORDS}\n3 注意事项\n{WORDS}"
    assert states(site, page)["site.handling"] == "missing"


FORMS = [
    "3 应急保障", "3.应急保障", "3．  应急保障", "3、应急保障", "第三章 应急保障", "三、应急保障", "（三）应急保障",
    "第三部分 应急保障", "3.1应急保障", "第三节  应急保障措施", "３　应急保障", "应急保障",
]  # fmt: skip


@pytest.mark.parametrize("heading", FORMS)
def test_every_form_of_numbering_is_read(heading):
    page = f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n{heading}\n{WORDS}"
    assert states(FLOOD, page)["special.resources"] == "found"


def test_the_table_of_contents_is_no_chapter():
    contents = "目  录\n1 总则1\n1.1 编制目的1\n2 组织指挥体系2\n3 监测预警3\n4 应急保障5"
    said = states(FLOOD, contents, f"1 总则\n1.1 编制目的\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 监测预警\n{WORDS}")
    assert (said["special.warning"], said["special.resources"]) == ("found", "missing")


@pytest.mark.parametrize("leader", ["………3", "\t3", "......... 3", "  ·····3"])
def test_a_table_of_contents_without_its_name_is_known_by_its_leaders(leader):
    contents = "\n".join(f"{number}{leader}" for number in ("1 总则", "2 组织指挥体系", "3 应急保障"))
    said = states(FLOOD, contents, f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 信息报告\n{WORDS}")
    assert (said["special.command"], said["special.resources"]) == ("found", "missing")


def test_a_table_of_contents_without_page_numbers_ends_where_the_first_chapter_comes_again():
    contents = "目录\n一、总则\n二、组织指挥体系\n三、应急保障\n"
    said = states(FLOOD, f"{contents}一、总则\n{WORDS}\n二、组织指挥体系\n{WORDS}\n四、信息报告\n{WORDS}")
    assert (said["special.command"], said["special.resources"]) == ("found", "missing")


@pytest.mark.parametrize("nothing", ["", "略", "（空）", "待补充。", "——", "（略）"])
def test_a_title_without_text_is_only_a_title(nothing):
    page = f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 应急保障\n3.1 队伍保障\n{nothing}\n4 预案管理\n{WORDS}"
    found = one(FLOOD, "special.resources", page)
    assert (found.state, found.page, found.title) == ("title", 1, "3 应急保障")


def test_text_under_a_sub_heading_is_text():
    page = f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 应急保障\n3.1 队伍保障\n{WORDS}"
    assert states(FLOOD, page)["special.resources"] == "found"


def test_short_items_of_a_list_are_text():
    page = f"一、组织机构\n{WORDS}\n二、处置措施\n{WORDS}\n三、应急物资\n（1）铁锹二十把\n（2）编织袋五百条"
    assert states(VILLAGE, page)["village.resources"] == "found"


def test_a_running_head_is_neither_heading_nor_text():
    chapters = ["1 总则", "2 组织指挥体系", "3 信息报告", "4 应急保障"]
    pages = [f"爱辉区防汛抗旱应急预案\n{one}\n{WORDS}\n- {at} -" for at, one in enumerate(chapters[:3], 1)]
    said = states(FLOOD, *pages, "爱辉区防汛抗旱应急预案\n4 应急保障\n- 4 -")
    assert said["special.resources"] == "title"


def test_a_merged_chapter_counts_for_each_of_its_parts():
    page = f"一、总则\n{WORDS}\n二、监测预警与信息报告\n{WORDS}\n三、应急处置\n{WORDS}"
    said = states(FLOOD, page)
    assert (said["special.warning"], said["special.report"]) == ("found", "found")


def test_a_run_in_heading_counts():
    page = f"一、总则\n{WORDS}\n二、应急处置\n（一）信息报告。发生险情的，立即电话报告区应急局。\n（二）先期处置。"
    found = one(FLOOD, "special.report", page)
    assert (found.state, found.sentence) == ("found", "发生险情的，立即电话报告区应急局。")


def test_a_mention_in_passing_is_no_chapter():
    page = f"1 总则\n{WORDS}\n2 组织机构及职责\n2.1 办公室\n负责信息报告、物资保障和预警发布。\n3 应急处置\n{WORDS}"
    said = states(FLOOD, page)
    assert (said["special.report"], said["special.warning"], said["special.resources"]) == ("missing",) * 3


def test_the_duties_of_a_group_are_no_chapter_of_what_it_does():
    page = f"1 总则\n{WORDS}\n2 组织体系\n2.1 物资保障组\n{WORDS}\n2.2 监测预警组职责\n{WORDS}\n3 应急处置\n{WORDS}"
    said = states(FLOOD, page)
    assert (said["special.resources"], said["special.warning"]) == ("missing", "missing")


def test_traditional_characters_are_understood():
    page = f"第一章 總則\n{WORDS}\n第二章 組織指揮體系\n{WORDS}\n第三章 監測預警\n{WORDS}\n第四章 應急保障\n{WORDS}"
    said = states(FLOOD, page)
    assert [said[f"special.{name}"] for name in ("command", "warning", "resources")] == ["found"] * 3


def test_a_text_without_any_heading_is_read_by_its_sentences():
    page = (
        "村东河沿和小学后坡为风险点，由王某负责巡查。村支部书记是第一责任人。接到预警后用大喇叭通知各户。"
        "低洼处的群众立即转移到村小学。村里的编织袋和铁锹等物资放在村委会仓库。"
    )
    said = states(VILLAGE, page)
    assert [name for name, state in said.items() if state == "missing"] == ["village.measures"]


def test_a_sentence_broken_by_the_page_is_one_sentence():
    page = f"1 总则\n{WORDS}\n2 职责\n{WORDS}\n3 措施\n组织受灾群众开展自救\n互救，尽快恢复。"
    said = one(FLOOD, "special.selfhelp", page)
    assert said.state == "found" and "自救互救" in said.sentence


def test_a_row_of_a_table_names_what_its_cells_say():
    table = "风险点位 | 责任人 | 转移路线\n村东河沿 | 王某 | 村小学"
    said = states(VILLAGE, f"一、总则\n{WORDS}\n二、预警\n{WORDS}\n三、处置措施\n{WORDS}\n{table}")
    assert said["village.points"] == "found"


def test_a_scan_and_an_empty_text_can_not_be_judged():
    assert set(states(FLOOD, "", "").values()) == {"unclear"} == set(states(FLOOD).values())


def test_what_may_stand_on_scanned_pages_can_not_be_judged():
    said = states(FLOOD, f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 信息报告\n{WORDS}", "")
    assert (said["special.report"], said["special.resources"]) == ("found", "unclear")


def test_an_annex_is_no_chapter_but_for_what_belongs_into_annexes():
    chapters = "".join(f"{at} {name}\n{WORDS}\n" for at, name in enumerate(("总则", "组织机构", "应急响应"), 1))
    annexes = f"附件1 应急物资装备清单\n铁锹二十把。\n附件2 监测预警流程图\n{WORDS}\n附件3 单位概况\n{WORDS}"
    said = states(FIRM, chapters + annexes)
    assert (said["gbt9.supplies"], said["annex.supplies"], said["gbt9.profile"]) == ("found",) * 3
    assert said["gbt6.warning"] == "missing"


def test_a_notice_whose_annex_is_the_plan_hides_nothing():
    notice = "关于印发预案的通知\n各乡镇人民政府：\n现印发给你们。\n附件：防汛抗旱应急预案\n"
    said = states(FLOOD, notice, f"附件\n1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n3 应急保障\n{WORDS}")
    assert (said["special.command"], said["special.resources"]) == ("found", "found")


def test_the_cover_of_a_firm_is_read_before_the_first_chapter():
    cover = "预案编号：LY-01\n版本号：A/0\n示例粮油有限公司\n生产安全事故综合应急预案\n颁布日期：2026年3月1日"
    said = states(FIRM, cover, f"1 总则\n{WORDS}\n2 组织机构\n{WORDS}\n3 应急响应\n{WORDS}")
    assert [said[f"cover.{name}"] for name in ("number", "version", "unit", "title", "day", "approval")] == [
        *["found"] * 5, "missing",
    ]  # fmt: skip


def types(*kinds, line=PlanLine.GOVERNMENT, **more):
    return types_of(Subject(line, frozenset(kinds), **more))


def test_which_lists_hold_follows_from_the_register():
    assert types(PlanKind.GENERAL) == ["law28", "general"]
    assert types(PlanKind.VILLAGE) == ["village"]
    both = types(PlanKind.SPECIAL, hazard="forest_fire", title="森林草原火灾应急预案")
    assert both == ["law28", "forest", "grass", "special"]
    assert types(PlanKind.SPECIAL, joint=True) == ["law28", "joint"]
    assert types(PlanKind.SPECIAL, title="通信保障应急预案") == ["law28", "support"]
    assert types(PlanKind.UNIT, covers=frozenset({Cover.FIRE_EVACUATION})) == ["unit", "fire"]
    assert types(PlanKind.SITE, line=PlanLine.ENTERPRISE) == ["site", "gbt8"]
    assert types(PlanKind.SPECIAL, part=Part.HANDBOOK) == ["handbook"]


def test_ids_are_unique_and_every_list_has_a_basis():
    ids = [element.id for one in book().values() for element in one.elements]
    assert len(ids) == len(set(ids)) and all(one.basis and one.grade in "ABC" for one in book().values())


MARKS = [
    "三　应急保障", "◆ 应急保障", "【应急保障】", "第六条　应急保障", "（三）、应急保障", "三）应急保障",
    "3) 应急保障", "问3：应急保障？", "关于应急保障的规定",
    "第六条　（一）应急保障：储备物资，落实经费。", "（一）应急保障　储备物资，落实经费。",
]  # fmt: skip


@pytest.mark.parametrize("heading", MARKS)
def test_a_heading_is_known_by_its_shape(heading):
    page = f"1 总则\n{WORDS}\n2 组织指挥体系\n{WORDS}\n{heading}\n{WORDS}"
    assert states(FLOOD, page)["special.resources"] == "found"


TITLES = [
    ("special.risk", "排风险、堵漏洞"), ("law.procedure", "响应步骤"),
    ("special.command", "成立指挥机构、压实部门责任"), ("special.command", "谁来牵头指挥"),
    ("special.report", "有情况往哪儿报"),
    ("special.resources", "备足物资和经费"), ("special.warning", "预警与信息报告工作"),
    ("special.scene", "管住现场、维护秩序"),
    ("special.risk", "查找风险、消除隐患"), ("law.recovery", "善后及重建事项"),
]  # fmt: skip


@pytest.mark.parametrize(("element", "title"), TITLES)
def test_a_title_names_by_its_stems_in_any_order(element, title):
    assert states(FLOOD, f"一、总则\n{WORDS}\n二、{title}\n{WORDS}\n三、附则\n{WORDS}")[element] == "found"


def test_a_title_that_says_nothing_is_known_by_its_text():
    text = "公安机关在外围设置警戒线和卡口，查验进出车辆，疏导交通，无关人员不得入内。"
    found = one(FLOOD, "special.scene", f"一、总则\n{WORDS}\n二、外围怎么守\n{text}\n三、附则\n{WORDS}")
    assert (found.state, found.title, found.sentence) == ("found", "二、外围怎么守", text)


def test_the_levels_of_response_are_no_procedure():
    said = states(FLOOD, f"一、总则\n{WORDS}\n二、分级响应规定\n{WORDS}\n三、附则\n{WORDS}")
    assert (said["law.levels"], said["law.procedure"]) == ("found", "missing")


def test_a_form_is_as_deep_as_where_it_came_first():
    page = f"1、总则\n{WORDS}\n2、应急保障\n（一）队伍\n{WORDS}\n3、善后\n（一）救助"
    said = states(FLOOD, page)
    assert (said["law.support"], said["law.recovery"]) == ("found", "title")


GUARDED = [
    "示例区重点水库安全保护应急预案",
    "示例区油气管道目标保护应急预案",
    "示例区重要通信枢纽防护应急预案",
    "示例区粮库保卫工作预案",
]


@pytest.mark.parametrize("title", GUARDED)
def test_a_plan_for_a_guarded_object_is_known_by_its_title(title):
    assert types(PlanKind.DEPARTMENT, title=title) == ["law28", "protection"]


@pytest.mark.parametrize(
    "title", ["供热中断事件应急预案", "水库溃坝事故应急预案", "环境保护应急预案", "抗震救灾应急预案"]
)
def test_a_plan_for_an_emergency_is_none_of_them(title):
    assert types(PlanKind.DEPARTMENT, title=title) == ["law28", "special"]
