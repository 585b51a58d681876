"""The four jobs, done by keyboard alone."""

from datetime import date
from pathlib import Path

from keyboard import fill, fill_day, go, tab_to, tick
from playwright.sync_api import expect


def test_a_drill_is_planned_and_the_calendar_is_taken(tab):
    page = tab("city")
    page.goto("/")
    go(page, "演练")
    go(page, "台账")
    go(page, "安排演练")
    go(page, "为黑河市人民政府安排演练")
    fill(page, "演练名称", "森林草原火灾扑救演练")
    fill_day(page, "演练日期", date(2026, 12, 11))
    tick(page, "按内容")
    tick(page, "按形式")
    go(page, "安排")
    expect(page.locator("h1")).to_contain_text("森林草原火灾扑救演练")
    page.goto("/drills?year=2026")
    tab_to(page, "导出日历")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "森林草原火灾扑救演练" in content.replace(b"\r\n ", b"").decode()
