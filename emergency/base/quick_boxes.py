"""Optional speed: what a shared style says of every box of its kind (widths, background, border) is asked of it once.

Only for WeasyPrint 70.0: this reaches into it. A paper is the same, byte for byte, with and without.
"""

from typing import Any

from weasyprint.draw.border import draw_border as full_border
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent

from emergency.base.quick_styles import number_of

SIDES = ("top", "right", "bottom", "left")
CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
SHARES = ("margin_{}", "padding_{}")
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
USED = (*(name.format(side) for side in SIDES for name in (*SHARES, "border_{}_width")), *SIZES)
ASKED = (*(name.format(side) for side in SIDES for name in SHARES), *SIZES)

_sizes: dict[tuple[int, bool], dict[str, Any] | None] = {}
_bare: dict[int, bool] = {}
_lines: dict[int, Any] = {}


def forget_boxes() -> None:
    """Let everything go."""
    _sizes.clear()
    _bare.clear()
    _lines.clear()


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """The engine's `resolve_percentages`; where a style names no share of anything, the same for all its boxes."""
    number = number_of(box.style)
    if number is None:
        percent.resolve_percentages(box, containing_block)
        return
    height = containing_block.height if isinstance(containing_block, boxes.Box) else containing_block[1]
    key = (number, height == "auto")
    found = _sizes.get(key)
    if found is None:
        percent.resolve_percentages(box, containing_block)
        if key not in _sizes:
            known = box.style["border_collapse"] != "collapse" and all(_fixed(box.style[name]) for name in ASKED)
            _sizes[key] = {name: getattr(box, name) for name in USED} if known else None
        return
    box.__dict__.update(found)


def _fixed(value: Any) -> bool:
    return value == "auto" or getattr(value, "unit", None) == "px"


def layout_box_backgrounds(page: Any, box: Any, images: Any, layout_children: bool = True, style: Any = None) -> None:
    """The engine's `layout_box_backgrounds`; a box whose style has nothing behind its text needs no asking."""
    number = number_of(box.style) if style is None and layout_children else None
    if number is None or not _is_bare(number, box.style):
        _full_background(page, box, images, layout_children, style)
        return
    for corner in CORNERS:
        setattr(box, corner, (0, 0))
    for child in box.all_children():
        layout_box_backgrounds(page, child, images)
    box.background = None


_full_background = background.layout_box_backgrounds


def _is_bare(number: int, style: Any) -> bool:
    known = _bare.get(number)
    if known is None:
        square = all((0, "px") in style[corner] for corner in CORNERS)
        plain = style["border_image_source"][0] == "none" and style["mask_border_source"][0] == "none"
        empty = all(kind == "none" for kind, _value in style["background_image"]) and not style["box_shadow"]
        color = style["background_color"]
        clear = color != "currentcolor" and color.alpha == 0 and style["visibility"] != "hidden"
        known = _bare[number] = square and plain and empty and clear
    return known


def draw_border(stream: Any, box: Any) -> None:
    """The engine's `draw_border`; one plain line around a box is two rectangles."""
    number = number_of(box.style)
    color = _line(number, box.style) if number is not None else None
    top, right, bottom, left = (getattr(box, f"border_{side}_width") for side in SIDES)
    if not color or 0 in (top, right, bottom, left) or isinstance(box, boxes.TableBox):
        full_border(stream, box)
        return
    x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    stream.push_state()
    stream.set_color(color)
    stream.rectangle(x + left, y + top, width - left - right, height - top - bottom)
    stream.rectangle(x, y, width, height)
    stream.fill(even_odd=True)
    stream.pop_state()


def _line(number: int, style: Any) -> Any:
    """The colour of the one solid line on all sides; False for anything else."""
    known = _lines.get(number)
    if known is None:
        solid = all(style[f"border_{side}_style"] == "solid" for side in SIDES)
        colors = {style[f"border_{side}_color"] for side in SIDES}
        color = colors.pop() if len(colors) == 1 else None
        color = style["color"] if color == "currentcolor" else color
        plain = style["visibility"] == "visible" and style["border_image_source"][0] == "none"
        columns = style["column_width"] == "auto" and style["column_count"] == "auto"
        square = all((0, "px") in style[corner] for corner in CORNERS)
        known = _lines[number] = color if solid and color and color.alpha and plain and columns and square else False
    return known
