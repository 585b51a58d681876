"""Optional speed: styles that are equal in every paper are worked out once and shared by all papers.

Only for WeasyPrint 70.0: this reaches into it. A paper is the same, byte for byte, with and without.
"""

from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css import AnonymousStyle, StyleFor

# What no selector of ours asks for and what differs from paper to paper.
PASSING = frozenset({"src", "alt"})
MOST = 5_000


class Shared:
    """Every kind of element met so far: its place in the tree, and its style with those of its pseudo-elements."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[Any, ...], int] = {}
        self.styles: list[dict[str | None, Any]] = []

    def place(self, key: tuple[Any, ...]) -> int | None:
        """The number of a kind of element, None for one not met yet."""
        return self.nodes.get(key)

    def keep(self, key: tuple[Any, ...], styles: dict[str | None, Any]) -> int:
        """Remember a kind of element."""
        number = self.nodes[key] = len(self.styles)
        for style in styles.values():
            style.quick = next_number()
        self.styles.append(styles)
        return number


_numbers = iter(range(1 << 62))
_shared: dict[tuple[Any, ...], Shared] = {}


def next_number() -> int:
    """A number that no style has yet."""
    return next(_numbers)


def forget_styles() -> None:
    """Start anew; what was remembered by the number of a style must be forgotten too."""
    _shared.clear()


def number_of(style: Any) -> int | None:
    """The number of a style that all papers share; None for one of this paper alone, or one that was changed."""
    number: int | None = style.__dict__.get("quick")
    if number is None and type(style) is AnonymousStyle:
        parent = style.parent_style
        # Only the one that the parent keeps for all its boxes; copies are somebody's own.
        if parent.__dict__.get("quick") is not None and parent.__dict__.get("anonymous_style") is style:
            number = style.quick = next_number()
    return number


class SharedStyles(StyleFor):  # type: ignore[misc]
    """The engine's own styles, taken from an earlier paper wherever the same element stood at the same place."""

    def __init__(self, html: Any, sheets: Any, hints: Any, font_config: Any, collector: Any) -> None:
        # The sheets themselves are the key, so they stay alive and no other can take their place.
        shared = _shared.setdefault((font_config, *(part for sheet in sheets for part in sheet)), Shared())
        self._computed_styles: dict[Any, Any] = {}
        known = _known(html.etree_element, shared)
        if known is None:
            super().__init__(html, sheets, hints, font_config, collector)
            known = _learnt(html.etree_element, shared, self._computed_styles)
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles = {
            (element, pseudo): style
            for element, number in known
            for pseudo, style in shared.styles[number].items()
        }  # fmt: skip
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config


def _known(root: Element, shared: Shared) -> list[tuple[Element, int]] | None:
    found: list[tuple[Element, int]] = []
    return found if _walk(root, -1, True, True, shared, None, found) else None


def _learnt(root: Element, shared: Shared, computed: dict[Any, Any]) -> list[tuple[Element, int]]:
    pseudo: dict[Element, dict[str | None, Any]] = {}
    for (element, name), style in computed.items():
        pseudo.setdefault(element, {})[name] = style
    if len(shared.styles) > MOST:
        shared.nodes.clear()
    found: list[tuple[Element, int]] = []
    _walk(root, -1, True, True, shared, pseudo, found)
    return found


def _walk(
    element: Element, parent: int, first: bool, last: bool, shared: Shared,
    learn: dict[Element, dict[str | None, Any]] | None, found: list[tuple[Element, int]],
) -> bool:  # fmt: skip
    """Find or learn the number of an element and all below it. False where one is not known and none may be learnt."""
    attributes = tuple(sorted(item for item in element.attrib.items() if item[0] not in PASSING))
    key = (parent, element.tag, attributes, first, last)
    number = shared.place(key)
    if number is None:
        if learn is None:
            return False
        number = shared.keep(key, learn[element])
    found.append((element, number))
    children = [child for child in element if isinstance(child.tag, str)]
    end = len(children) - 1
    return all(
        _walk(child, number, place == 0, place == end, shared, learn, found) for place, child in enumerate(children)
    )
