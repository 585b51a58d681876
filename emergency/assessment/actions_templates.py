"""Taking a template's file in: read in the child, checked, and kept as the next version of its name."""

from dataclasses import dataclass, field
from typing import Any

from emergency.assessment import queries
from emergency.assessment.actions import add_version
from emergency.assessment.template import TemplateFault, read_template
from emergency.assessment.template_faults import Fault
from emergency.assessment.template_sheet import HEADS, Reading, read_sheet
from emergency.assessment.template_words import Unreadable
from emergency.assessment.template_yaml import LARGEST, read_yaml
from emergency.base import child
from emergency.base.access import Scope
from emergency.base.child import Failure, Limits
from emergency.base.errors import Refusal
from emergency.base.sheet_upload import uploaded_rows
from emergency.base.storage import Readable, TooLarge, store

WHAT = "考核模板"
CHANGED = "核对页的内容不完整或已变动，没有保存。请重新选择文件。"
ENDINGS = "请选择 .xlsx 或 .yaml 文件。"
TOO_LARGE = "文件超过 1 MB，不像考核模板。请用下载的模板填写后重新选择。"


@dataclass
class Looked:
    """What a file says: the data, and every fault with its row (0 where it is about no row)."""

    data: dict[str, Any]
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    table: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def reasons(self) -> dict[int, str]:
        """What is wrong, by row."""
        found: dict[int, list[str]] = {}
        for row, fault in self.faults:
            found.setdefault(row, []).append(fault.sentence)
        return {row: "；".join(sentences) for row, sentences in found.items()}


def read_file(name: str, stream: Readable) -> Looked:
    """Read a file that was chosen, by its ending. Raises Refusal at the field `file`."""
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        return _from_sheet(stream)
    if ending in ("yaml", "yml"):
        return _checked(_from_yaml(stream), None)
    raise Refusal(ENDINGS, "file")


def keep_template(scope: Scope, data: dict[str, Any], reason: str) -> str:
    """Keep the data as the next version of its name; gives the name. Raises Refusal with every fault."""
    try:
        template = read_template(data)
    except TemplateFault as fault:
        raise Refusal(str(fault)) from fault
    newest = queries.newest_template(template.id)
    if newest is not None and newest.content == data:
        raise Refusal(f"与现行第{newest.number}版完全相同，没有保存。", "reason")
    add_version(scope, template.id, data, reason)
    return template.id


def _from_yaml(stream: Readable) -> dict[str, Any]:
    try:
        with store().staged(stream, LARGEST) as staged:
            outcome = child.run(read_yaml, {"path": str(staged.path)}, Limits(wall_seconds=30))
    except TooLarge as error:
        raise Refusal(TOO_LARGE, "file") from error
    if isinstance(outcome, Failure):
        raise Refusal(outcome.sentence, "file")
    if "refused" in outcome.value:
        raise Refusal(outcome.value["refused"], "file")
    data: dict[str, Any] = outcome.value["data"]
    return data


def _from_sheet(stream: Readable) -> Looked:
    rows = uploaded_rows(stream, "file", columns=len(HEADS), longest=2000, what=WHAT, unmerged=True)
    if not rows:
        raise Refusal("表里没有内容。请用下载的模板填写后重新选择。", "file")
    try:
        reading = read_sheet(rows)
    except Unreadable as fault:
        raise Refusal(str(fault), "file") from fault
    looked = _checked(reading.data, reading)
    looked.table = reading.table
    first = min((number for number, _ in reading.table), default=0)
    looked.lines = [cells[0] for number, cells in rows[1:] if number < first and cells[0] != HEADS[0]]
    return looked


def _checked(data: dict[str, Any], reading: Reading | None) -> Looked:
    """Everything at once; where rows could not be read, nothing is said of the whole, in which they are lacking."""
    unread = list(reading.faults) if reading else []
    try:
        read_template(data)
    except TemplateFault as fault:
        found = [one for one in fault.faults if one.item or not unread]
        rows = [(row, one) for one in found for row in (reading.rows_of(one.item) if reading else [0])]
        return Looked(data, sorted([*unread, *rows], key=lambda pair: pair[0]))
    return Looked(data, unread)
