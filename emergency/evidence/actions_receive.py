"""Taking a file in, before any transaction: cleaned name, bytes hashed and kept, content looked into apart."""

import re
from collections.abc import Sequence, Set
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from emergency.base import child
from emergency.base.access import Scope
from emergency.base.child import Answer, Failure, Limits
from emergency.base.database import end_reading
from emergency.base.errors import Refusal
from emergency.base.log import log
from emergency.base.storage import Readable, Staged, TooLarge, store
from emergency.evidence import openings, pictures, sniffing
from emergency.evidence.facts import Received
from emergency.evidence.kinds import LARGEST_FILE, PICTURES, Kind, extension_kind, names_of
from emergency.evidence.marks import REFUSED, has_mark, name_has_mark
from emergency.evidence.names import clean_name

EMPTY = "文件是空的（0 字节）。请核对文件后重新选择。"
TOO_LARGE = "文件超过 200 MB。请压缩扫描件（建议 200 dpi、灰度）或分册后重新上传。"
MOST_JOINED = 200
LOOKING = Limits(wall_seconds=90)
JOINING = Limits(cpu_seconds=120, wall_seconds=180, written=LARGEST_FILE)


class Upload(Protocol):
    """A file as the web brings it: its name and its bytes."""

    filename: str | None
    stream: Any


def receive(scope: Scope, name: str | None, stream: Readable, accept: Set[Kind]) -> Received:
    """Take one file in and keep its bytes. Raises Refusal with reason and remedy, NoSpace when the disk is full.

    The bytes stay even if nothing comes of them: the sweep takes what no paper names.
    """
    end_reading()
    cleaned = _checked_name(scope, name, accept)
    with ExitStack() as files:
        staged = _staged(files, cleaned, stream)
        found = _looked_into(scope, staged, cleaned, accept)
        staged.keep()
        return found


def receive_joined(scope: Scope, uploads: Sequence[Upload]) -> Received:
    """Take several pictures in as one PDF, in the natural order of their names. Raises Refusal."""
    end_reading()
    ordered = sorted(uploads, key=lambda upload: natural_order(clean_name(upload.filename)))
    if len(ordered) > MOST_JOINED:
        raise Refusal(f"一次最多合成 {MOST_JOINED} 张图片，请分批上传。")
    names = [_checked_name(scope, upload.filename, PICTURES) for upload in ordered]
    with ExitStack() as files:
        parts = [_staged(files, name, upload.stream) for name, upload in zip(names, ordered, strict=True)]
        found = [_looked_into(scope, part, name, PICTURES) for part, name in zip(parts, names, strict=True)]
        joined = files.enter_context(store().scratch())
        argument = {"paths": [str(part.path) for part in parts], "output": str(joined)}
        _answered(child.run(pictures.join_pictures, argument, JOINING), "这些图片")
        name = f"{names[0].rpartition('.')[0]} 等{len(names)}张.pdf"
        whole = _staged(files, name, files.enter_context(joined.open("rb")))
        whole.keep()
        days = [one.made_on for one in found if one.made_on]
        return Received(
            whole.sha256, name, whole.size, Kind.PDF, pages=len(names), made_on=min(days, default=None),
            joined=len(names), inner=tuple((one.name, f"{one.made_on or ''}") for one in found),
        )  # fmt: skip


def keep_made(name: str, content: Readable, kind: Kind, pages: int | None = None) -> Received:
    """Keep a file that we made ourselves and need not look into, such as the text of a 示例 plan."""
    with store().staged(content, LARGEST_FILE) as staged:
        staged.keep()
        return Received(staged.sha256, clean_name(name), staged.size, kind, pages, readable=True)


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """A key by which 页2 comes before 页10."""
    parts = re.split(r"(\d+)", name)
    return [(1, int(part), "") if part.isascii() and part.isdigit() else (0, 0, part) for part in parts]


def _checked_name(scope: Scope, raw: str | None, accept: Set[Kind]) -> str:
    name = clean_name(raw)
    if name_has_mark(name):
        _note_marked(scope)
        raise Refusal(REFUSED)
    if extension_kind(name) not in accept:
        raise Refusal(f"《{name}》不是可以上传的类型。可以上传：{names_of(accept)}，请转换后再上传。")
    return name


def _staged(files: ExitStack, name: str, stream: Readable) -> Staged:
    try:
        staged = files.enter_context(store().staged(stream, LARGEST_FILE))
    except TooLarge as error:
        raise Refusal(f"《{name}》：{TOO_LARGE}") from error
    if staged.size == 0:
        raise Refusal(f"《{name}》：{EMPTY}")
    return staged


def _looked_into(scope: Scope, staged: Staged, name: str, accept: Set[Kind]) -> Received:
    argument: dict[str, Any] = {"path": str(staged.path), "name": name, "accept": sorted(accept)}
    said = _answered(child.run(sniffing.sniff, argument, LOOKING), f"《{name}》")
    received = Received(
        staged.sha256, name, staged.size, Kind(said["kind"]), said["pages"], said["title"],
        day_told(said["made_on"]), day_told(said["changed_on"]),
    )  # fmt: skip
    if has_mark(received.title):
        _note_marked(scope)
        raise Refusal(REFUSED)
    return received if received.kind in PICTURES or received.kind is Kind.MP4 else _read(scope, staged, received)


def _read(scope: Scope, staged: Staged, received: Received) -> Received:
    """Look for marks on the first page; a paper whose text can't be read is taken, as a scan is."""
    outcome = child.run(openings.look_for_marks, {"path": str(staged.path), "kind": received.kind}, LOOKING)
    if isinstance(outcome, Failure):
        return received
    if "refused" in outcome.value:
        _note_marked(scope)
        raise Refusal(str(outcome.value["refused"]))
    return replace(received, readable=bool(outcome.value["read"]))


def _answered(outcome: Answer | Failure, what: str) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        log("file refused", trouble=outcome.trouble, detail=outcome.detail)
        raise Refusal(f"{what}：{outcome.sentence}")
    if "refused" in outcome.value:
        raise Refusal(f"{what}：{outcome.value['refused']}")
    said: dict[str, Any] = outcome.value
    return said


def _note_marked(scope: Scope) -> None:
    """Log that somebody tried, and neither the name nor the text: they may be what is secret."""
    log("file with a secrecy mark refused", person=scope.person_id)


def day_told(text: str | None) -> date | None:
    """A day as the child told it."""
    return date.fromisoformat(text) if text else None
