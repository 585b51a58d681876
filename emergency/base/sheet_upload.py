"""An Excel file that is read and not kept: staged, looked into by the child, gone after the request."""

from typing import Any

from emergency.base import child
from emergency.base.child import Failure, Limits
from emergency.base.errors import Refusal
from emergency.base.sheet_rows import A_YEAR, read_rows
from emergency.base.storage import Readable, TooLarge, store

LARGEST = 5 << 20
READING = Limits(wall_seconds=30)
TOO_LARGE = "文件超过 5 MB，不像{what}。请用下载的模板填写后重新选择。"


def uploaded_rows(stream: Readable, field: str, **shape: Any) -> list[tuple[int, list[str]]]:
    """The rows of an .xlsx with their numbers; `shape` as read_rows takes it. Raises Refusal with reason and remedy."""
    try:
        with store().staged(stream, LARGEST) as staged:
            outcome = child.run(read_rows, {"path": str(staged.path), **shape}, READING)
    except TooLarge as error:
        raise Refusal(TOO_LARGE.format(what=shape.get("what", A_YEAR)), field) from error
    if isinstance(outcome, Failure):
        raise Refusal(outcome.sentence, field)
    if "refused" in outcome.value:
        raise Refusal(outcome.value["refused"], field)
    return [(int(number), [str(cell) for cell in cells]) for number, cells in outcome.value["rows"]]
