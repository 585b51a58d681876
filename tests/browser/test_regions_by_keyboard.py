"""The tree of regions and the field that names a region, by keyboard alone."""

from datetime import date

from keyboard import fill, fill_day, go, tab_to
from playwright.sync_api import expect
from watching import grave_faults, overflow_of


def test_the_tree_opens_level_by_level(tab):
    page = tab("city")
    page.goto("/regions")
    expect(page.get_by_text("逊克县")).to_be_visible()
    tab_to(page, "展开爱辉区")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("幸福乡", exact=True)).to_be_visible()
    assert grave_faults(page) == [] and overflow_of(page) <= 0
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.innerText") == "爱辉区"
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("幸福乡", exact=True)).to_be_hidden()


def test_a_school_is_added_with_its_region_chosen_from_the_suggestions(tab):
    page = tab("city")
    page.goto("/units/new")
    fill(page, "单位名称", "键盘小学")
    fill(page, "所在地区", "长江村")
    expect(page.locator(".pick-list li")).to_have_count(2)
    assert "黑河市 › 嫩江市 › 长江乡" in page.locator(".pick-list").inner_text()
    assert grave_faults(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".pick-echo")).to_have_text("已选：黑河市 › 嫩江市 › 长江乡 › 长江村委会")
    fill_day(page, "成立日期", date(2010, 9, 1))
    fill(page, "登记依据", "办学许可证")
    go(page, "保存")
    expect(page.locator("h1")).to_contain_text("键盘小学")
    assert "长江乡" in page.locator("main").inner_text()


def test_a_field_without_an_answer_says_so(tab):
    page = tab("county")
    page.goto("/units/new")
    fill(page, "所在地区", "没有这个地方")
    expect(page.locator(".pick-list")).to_contain_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator(".pick-list")).to_be_hidden()
