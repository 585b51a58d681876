"""Hands on the keyboard only: go to what is named by Tab, type, press."""

import re
from datetime import date

from playwright.sync_api import Page, expect

FURTHEST = 400
NAMED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) { return ""; }
  const labels = it.labels ? Array.from(it.labels).map(label => label.innerText) : [];
  const group = it.closest("fieldset");
  const legend = group && it.type === "radio" ? group.querySelector("legend").innerText + " " : "";
  return legend + (it.getAttribute("aria-label") || labels.join(" ") || it.innerText || it.name || "");
}"""


def tab_to(page: Page, words: str) -> str:
    """Press Tab until the name of what has the focus begins with these words; gives its whole name."""
    met: list[str] = []
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        name = " ".join(str(page.evaluate(NAMED)).split())
        if name.startswith(words):
            return name
        met.append(name[:30])
    raise AssertionError(f"no {words!r} on the way of the keyboard: {met[:60]}")


def go(page: Page, words: str) -> None:
    """Follow the link or press the button of this name, and wait for the page it leads to."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    """Type into the field of this label."""
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def tick(page: Page, label: str) -> None:
    """Choose the box or the round button of this label."""
    tab_to(page, label)
    page.keyboard.press("Space")


def choose(page: Page, label: str, option: str) -> None:
    """Go down the list of this label to the option of this name."""
    tab_to(page, label)
    for _ in range(FURTHEST):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.selectedOptions[0].text") == option:
            return
    raise AssertionError(f"no {option!r} in the list {label}")


def fill_day(page: Page, label: str, day: date) -> None:
    """Type a day; browsers ask for its parts in the order of their own language."""
    tab_to(page, label)
    for parts in (f"{day:%Y}→{day:%m%d}", f"{day:%m%d%Y}"):
        for key in parts:
            page.keyboard.press("ArrowRight" if key == "→" else key)
        if page.evaluate("document.activeElement.value") == day.isoformat():
            return
        for _ in range(3):
            page.keyboard.press("Backspace")
            page.keyboard.press("ArrowLeft")
    raise AssertionError(f"{day} can't be typed into {label}")


def choose_file(page: Page, label: str, file: dict[str, object]) -> None:
    """Open the chooser of this label by keyboard and choose the file.

    The chooser is answered by a listener that stands before the key is pressed; a key that a busy machine lost is
    pressed again.
    """
    page.once("filechooser", lambda chooser: chooser.set_files(file))
    tab_to(page, label)
    for patience in (15_000, 15_000, 60_000):
        page.keyboard.press("Space")
        try:
            expect(page.locator(":focus")).to_have_value(re.compile("fakepath"), timeout=patience)
        except AssertionError:
            if patience == 60_000:
                raise
        else:
            return
