"""Optional speed: a cell of a table that was laid out before, in any paper, is set in place instead of laid out again.

Only for WeasyPrint 70.0: this reaches into it. A paper is the same, byte for byte, with and without.
"""

from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_container_layout

from emergency.base.quick_styles import number_of

MOST = 3_000  # a kept cell costs some ten kilobytes, and a worker has two hundred megabytes
_cells: dict[tuple[Any, ...], Any] = {}


def forget_cells() -> None:
    """Let everything go."""
    _cells.clear()


def box_layout(context: Any, cell: Any, bottom_space: float, skip_stack: Any, *others: Any, **more: Any) -> Any:
    """The engine's layout of a box; a cell of plain text that fits whole on the page comes from earlier papers."""
    whole = type(cell) is boxes.TableCellBox and skip_stack is None and not others and not context.excluded_shapes
    content = _content(cell) if whole else None
    if content is None:
        return block_container_layout(context, cell, bottom_space, skip_stack, *others, **more)
    key = (cell.width, number_of(cell.style), content)
    model = _cells.get(key)
    if model is None:
        if len(_cells) > MOST:
            _cells.clear()
        model = _cells[key] = _model(context, cell, more)
    if model is False or context.overflows_page(bottom_space, cell.position_y + model.border_height()):
        return block_container_layout(context, cell, bottom_space, skip_stack, **more)
    placed = cell.copy_with_children([_moved(child, cell.position_x, cell.position_y) for child in model.children])
    placed.height = model.height
    return placed, None, {"break": "any", "page": model.page_values()[1]}, [], False, None


def _model(context: Any, cell: Any, more: dict[str, Any]) -> Any:
    """The cell laid out at the corner of nowhere, with all the room it wants; False where it is not whole."""
    alone = cell.copy()
    alone.position_x = alone.position_y = 0
    made, resume_at, *_ = block_container_layout(
        context, alone, -inf, None, **{**more, "page_is_empty": True, "absolute_boxes": [], "fixed_boxes": []}
    )
    return made if made is not None and resume_at is None else False


def _content(box: Any) -> tuple[Any, ...] | None:
    """The words of a cell with their styles; None where there is more than lines of text in it."""
    if type(box) is boxes.TextBox:
        number = number_of(box.style)
        return None if number is None else (number, box.text, box.leading_collapsible_space)
    if type(box) not in (boxes.TableCellBox, boxes.LineBox, boxes.InlineBox) or box.style["position"] != "static":
        return None
    number = number_of(box.style)
    parts = [_content(child) for child in box.children]
    return None if number is None or None in parts else (type(box).__name__, number, *parts)


def _moved(box: Any, right: float, down: float) -> Any:
    moved = box.copy()
    moved.position_x += right
    moved.position_y += down
    if box.children:
        moved.children = [_moved(child, right, down) for child in box.children]
    return moved
