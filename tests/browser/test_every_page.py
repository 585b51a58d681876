"""Every page that a role can reach by links: accessible, within its window, quiet towards the outside."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Error, Page
from watching import SCOPES, grave_faults, overflow_of, path_of
from werkzeug.exceptions import HTTPException

DOWNLOADS = re.compile(r"/(export|download|file|ics|pdf|xlsx)\b|\.(ics|pdf|xlsx|docx)(\?|$)")


def door_of(app: Flask, path: str) -> str:
    """The route of an address, so that of a thousand units one is looked at."""
    try:
        return app.url_map.bind("127.0.0.1").match(path.split("?")[0])[0]
    except HTTPException:
        return path


def links_of(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.getAttribute('href'))")
    return [link.split("#")[0] for link in found if link.startswith("/") and not DOWNLOADS.search(link)]


def walk(app: Flask, page: Page) -> list[str]:
    """Open each kind of page once; gives what was wrong."""
    waiting, seen, wrong = ["/"], set(), []
    while waiting:
        path = waiting.pop(0)
        if door_of(app, path) in seen:
            continue
        seen.add(door_of(app, path))
        try:
            answer = page.goto(path)
        except Error as error:
            if "Download is starting" in error.message:
                continue
            raise
        if answer is None or answer.status != 200:
            wrong.append(f"{path} linked, but answers {answer.status if answer else 'nothing'}")
            continue
        seen.add(door_of(app, path_of(page)))
        wrong += grave_faults(page)
        wrong += [f"{path} is {wide} pixels too wide"] if (wide := overflow_of(page)) > 0 else []
        waiting += links_of(page)
    return wrong


@pytest.mark.parametrize("role", sorted(SCOPES))
def test_every_page_of_a_role_is_accessible(tab, served_app: Flask, role: str):
    found = walk(served_app, tab(role))
    assert not found, "\n".join(found)


def test_the_error_page_is_accessible(tab):
    page = tab("city")
    page.goto("/nothing-here")
    assert page.locator("h1").inner_text() == "没有找到"
    assert grave_faults(page) == []


def test_pages_hold_together_at_twice_the_size(tab):
    page = tab("city")
    page.set_viewport_size({"width": 640, "height": 400})
    for path in ("/", "/help"):
        page.goto(path)
        assert overflow_of(page) <= 0


def test_the_skip_link_is_first_and_leads_to_the_content(tab):
    page = tab("city")
    page.goto("/help")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
