"""A unit uploads its plan and the county passes it, by keyboard alone; each page on the way is accessible."""

from datetime import date
from io import BytesIO

from keyboard import choose_file, fill, fill_day, go, tab_to, tick
from playwright.sync_api import Page, expect
from pypdf import PdfWriter
from watching import grave_faults, overflow_of


def scan() -> dict[str, object]:
    """A scan of one blank page, as a file chooser gives it."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    content = BytesIO()
    writer.write(content)
    return {"name": "幸福乡预案.pdf", "mimeType": "application/pdf", "buffer": content.getvalue()}


def choose(page: Page, label: str) -> None:
    """Open the chooser of this label by keyboard and choose the scan."""
    choose_file(page, label, scan())


def sound(page: Page) -> None:
    """The page has no grave fault and fits its window."""
    assert grave_faults(page) == []
    assert overflow_of(page) <= 0


def test_a_plan_is_uploaded_and_passed(tab):
    page = tab("township")
    page.goto("/units?text=幸福乡人民政府")
    go(page, "幸福乡人民政府")
    go(page, "登记预案")
    sound(page)
    tick(page, "公开属性* 公开")
    fill(page, "预案名称", "幸福乡突发事件应急预案")
    fill(page, "文号或预案编号", "幸政发(2026)3号")
    fill_day(page, "印发日期", date(2026, 3, 2))
    choose(page, "正式印发文本")
    tab_to(page, "保存后立即提交")
    tab_to(page, "保存")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("幸福乡突发事件应急预案")
    expect(page.locator("main")).to_contain_text("幸政发〔2026〕3号")
    expect(page.locator("main")).to_contain_text("幸福乡预案.pdf")
    sound(page)
    county = tab("county")
    county.goto("/plans/waiting")
    go(county, "核对 ：幸福乡突发事件应急预案")
    sound(county)
    go(county, "核对通过")
    expect(county.locator(".note-success")).to_contain_text("核对通过：幸福乡突发事件应急预案第1版")


def test_the_villages_of_a_township_fit_on_one_page(tab):
    page = tab("township")
    page.goto("/regions/231102200000/village-plans")
    sound(page)
    tick(page, "公开属性* 公开")
    fill_day(page, "共同的印发日期", date(2026, 5, 6))
    choose(page, "共用的扫描件")
    tick(page, "之路村村民委员会：登记")
    tab_to(page, "收存勾选的预案")
    page.keyboard.press("Enter")
    expect(page.locator(".note-success")).to_contain_text("已收存 1 个村（社区）的预案")
