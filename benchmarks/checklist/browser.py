"""Warm headless Chromium printing the product's own pages with the product's own faces, beside the product."""

import os
import shutil
from collections.abc import Callable
from typing import Any

from playwright.sync_api import sync_playwright

from emergency.base import fonts, printing


def page_for_browsers(html: str) -> str:
    """The paper's page with its style inside, as a browser takes it."""
    style = (printing.FOLDER / "sheet.css").read_text("utf-8")
    return html.replace("</head>", f"<style>{style}</style></head>")


def opened() -> Callable[[str], bytes]:
    """A browser with one page; gives what prints a page of HTML."""
    fonts.use()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    engine = sync_playwright().start()
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    tab: Any = engine.chromium.launch(executable_path=path, args=flags).new_page()

    def draw(html: str) -> bytes:
        tab.set_content(page_for_browsers(html))
        paper: bytes = tab.pdf(prefer_css_page_size=True)
        return paper

    return draw
