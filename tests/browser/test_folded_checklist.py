"""The checklist folds its long lists on screen, opens one for its link, and all of them for paper."""

from playwright.sync_api import expect

SHEET = "/checklists/regions/231102000000"


def test_a_link_of_the_contents_opens_its_list(tab):
    page = tab("city")
    page.goto(SHEET)
    expect(page.locator("#gaps table")).to_be_hidden()
    page.get_by_role("link", name="缺项清单", exact=True).click()
    expect(page.locator("#gaps table")).to_be_visible()


def test_paper_shows_every_list_and_the_screen_folds_them_again(tab):
    page = tab("city")
    page.goto(SHEET)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.annex:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.annex[open]").count() == 0
