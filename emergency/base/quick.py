"""The optional accelerator of the printer: on where it fits the engine exactly, off by PRINT_QUICK=0.

It changes how fast a paper is made and not one byte of it; a test holds it to that.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
from cssselect2 import ElementWrapper
from defusedxml import ElementTree
from weasyprint import css, draw
from weasyprint.layout import background, block, inline, table

from emergency.base import quick_boxes
from emergency.base.quick_cells import box_layout, forget_cells
from emergency.base.quick_styles import SharedStyles, forget_styles
from emergency.base.quick_text import break_line, draw_text, forget_text

ENGINE = "70.0"
PLACES: tuple[tuple[Any, str, Any], ...] = (
    (css, "StyleFor", SharedStyles),
    (inline, "split_first_line", break_line),
    (draw, "draw_text", draw_text),
    (block, "block_container_layout", box_layout),
    (block, "resolve_percentages", quick_boxes.resolve_percentages),
    (inline, "resolve_percentages", quick_boxes.resolve_percentages),
    (table, "resolve_percentages", quick_boxes.resolve_percentages),
    (background, "layout_box_backgrounds", quick_boxes.layout_box_backgrounds),
    (draw, "draw_border", quick_boxes.draw_border),
)


def wanted() -> bool:
    """Whether papers are made with it: not switched off, and the very engine for which it was written."""
    return os.environ.get("PRINT_QUICK", "1") != "0" and weasyprint.__version__ == ENGINE


class QuickHTML(weasyprint.HTML):  # type: ignore[misc]
    """A page of our own templates: well-formed, so that no browser's guessing is needed to read it."""

    def __init__(self, string: str, url_fetcher: Any) -> None:
        root = ElementTree.fromstring(string.partition("<!doctype html>\n")[2].encode())
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


@contextmanager
def quickly() -> Iterator[None]:
    """Put the quick parts in for the papers that are drawn within; one thread at a time."""
    before = [getattr(place, name) for place, name, _part in PLACES]
    try:
        for place, name, part in PLACES:
            setattr(place, name, part)
        yield
    finally:
        for (place, name, _part), part in zip(PLACES, before, strict=True):
            setattr(place, name, part)


def forget() -> None:
    """Let everything go that was learnt from earlier papers."""
    forget_styles()
    forget_text()
    forget_cells()
    quick_boxes.forget_boxes()
