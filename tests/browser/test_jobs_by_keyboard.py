"""The four jobs, done by keyboard alone."""

from datetime import date
from io import BytesIO
from pathlib import Path

from keyboard import choose, choose_file, fill, fill_day, go, tab_to, tick
from pikepdf import Pdf
from playwright.sync_api import Page, expect


def test_a_drill_is_planned_and_the_calendar_is_taken(tab):
    page = tab("city")
    page.goto("/")
    go(page, "演练")
    go(page, "台账")
    go(page, "安排演练")
    go(page, "为黑河市人民政府安排演练")
    fill(page, "演练名称", "森林草原火灾扑救演练")
    fill_day(page, "演练日期", date(2026, 12, 11))
    choose(page, "突发事件类别", "自然灾害")
    tick(page, "按内容")
    tick(page, "按形式")
    go(page, "安排")
    expect(page.locator("h1")).to_contain_text("森林草原火灾扑救演练")
    page.goto("/drills?year=2026")
    content = taken(page, "下载日历（.ics）")
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "森林草原火灾扑救演练" in content.replace(b"\r\n ", b"").decode()


def a_text() -> bytes:
    """A one-page PDF, such as an office scans."""
    document, content = Pdf.new(), BytesIO()
    document.add_blank_page()
    document.save(content)
    return content.getvalue()


def test_a_plan_is_uploaded(tab):
    page = tab("city")
    page.goto("/units/1")
    go(page, "登记预案")
    tick(page, "公开属性")
    fill(page, "预案名称", "黑河市突发事件总体应急预案")
    fill_day(page, "印发日期", date(2026, 11, 2))
    text = {"name": "总体预案.pdf", "mimeType": "application/pdf", "buffer": a_text()}
    choose_file(page, "正式印发文本", text)
    tab_to(page, "保存")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("黑河市突发事件总体应急预案", timeout=60_000)
    expect(page.locator("main")).to_contain_text("总体预案.pdf")


def test_coverage_is_seen_and_taken_as_excel(tab):
    page = tab("city")
    page.goto("/")
    go(page, "覆盖率")
    go(page, "爱辉区")
    expect(page.locator("h1")).to_contain_text("爱辉区")
    assert taken(page, "导出 Excel").startswith(b"PK")


def test_a_checklist_is_printed(tab):
    page = tab("city")
    page.goto("/")
    go(page, "考核自查表")
    go(page, "黑河市的自查表")
    assert taken(page, "下载 PDF").startswith(b"%PDF-1.")


def taken(page: Page, words: str) -> bytes:
    """The file behind a link."""
    tab_to(page, words)
    with page.expect_download(timeout=60_000) as download:
        page.keyboard.press("Enter")
    return Path(download.value.path()).read_bytes()
