"""Comparing a paper with the data inside it and with the register; nothing is asked of any network."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from emergency.assessment.papers import site
from emergency.assessment.printed import html_of, pdf_of, sealed, spaced
from emergency.assessment.queries_prints import prints_of
from emergency.assessment.reading_print import read_print, texts
from emergency.assessment.snapshot import Document
from emergency.base import child
from emergency.base.errors import Refusal

LARGEST = 50_000_000
STRANGE = "所附数据不在打印登记中：不是本系统打印的，或数据被改动过。"
SOUND = "核对无误：打印内容、所附数据、登记三者一致。"


def check_print(path: Path) -> tuple[list[str], list[str]]:
    """What a PDF was recognised by, and everything that does not fit; no fault means that all three agree.

    Raises Refusal for what is no PDF of ours to begin with.
    """
    content = _content(path)
    said = child.run(read_print, str(path.resolve()))
    if isinstance(said, child.Failure):
        raise Refusal(f"{path.name} 无法读取：{said.sentence}")
    if said.value["bound"]:
        return _check_bound(said.value, content)
    made = _document(said.value["data"])
    if made is None:
        return [], [_unreadable(said.value), _not_registered(content)]
    seal = sealed(made)
    about = [
        f"名称：{made['template']['title']}", f"单位：{made['body']['name']}", f"版本：{made['template']['version']}",
        f"基准日：{made['as_of']}", f"核验码：{spaced(seal.code)}", f"正文校验值：{seal.digest}",
    ]  # fmt: skip
    faults = _registered(seal.code, content)
    # Only data that the register vouches for are drawn again: others may be anything.
    if not prints_of(seal.code):
        return about, faults
    return about, [*faults, *_same_text([made], said.value["pages"])]


def _check_bound(said: dict[str, Any], content: bytes) -> tuple[list[str], list[str]]:
    """Papers bound into one file: each of them as if it were alone, and the file as a whole."""
    found = [(code, _document(data)) for code, data in said["bound"]]
    whole = [made for _, made in found if made is not None]
    about = [f"合订本：{len(found)} 份", *(f"  {made['body']['name']}　{spaced(sealed(made).code)}" for made in whole)]
    bad = [code for code, made in found if made is None or sealed(made).code != code]
    faults = [f"核验码 {spaced(code)} 的数据不能识别或被改动，内容不可信。" for code in bad]
    strange = [made for made in whole if not prints_of(sealed(made).code)]
    faults += [f"{made['body']['name']}：{STRANGE}" for made in strange]
    if faults:
        return about, faults
    papers = [{row.paper for row in prints_of(code)} for code, _ in found]
    if not all(sha256(content).hexdigest() in known for known in papers):
        faults.append("文件与打印登记不符：打印以后有字节被改动，或不是由“合订本”打印的。")
    return about, [*faults, *_same_text(whole, said["pages"])]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path.name} 超过 50 MB，不是本系统打印的自查表。")
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"无法读取 {path.name}：{error.strerror}。") from error
    if not content.startswith(b"%PDF-"):
        raise Refusal(f"{path.name} 不是 PDF 文件，请选择本系统打印的考核自查表。")
    return content


def _document(data: str) -> Document | None:
    try:
        made = json.loads(base64.b64decode(data))
        html_of(made)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, TemplateError):
        # Whatever the attachment holds is a stranger's: it is our document only if it fills our page.
        return None
    return made if isinstance(made, dict) else None


def _unreadable(said: dict[str, Any]) -> str:
    if said["fault"]:
        return "文件结构已损坏，不能完整读出，内容不可信。"
    return "文件里没有可识别的自查表数据（checklist.json 缺失或被改动），内容不可信。"


def _not_registered(content: bytes) -> str:
    return f"文件校验值 {sha256(content).hexdigest()}，无从与打印登记核对。"


def _registered(code: str, content: bytes) -> list[str]:
    rows = prints_of(code)
    if not rows:
        return [STRANGE]
    if sha256(content).hexdigest() not in {row.paper for row in rows}:
        return ["文件与打印登记不符：打印以后有字节被改动。"]
    return []


def _same_text(made: list[Document], pages: list[str]) -> list[str]:
    """The text on the pages against fresh prints of the attached data, in whatever order they are bound."""
    fresh = [texts(pdf_of(one, site())) for one in made]
    count = sum(map(len, fresh))
    if count != len(pages):
        return [f"页数不符：按所附数据应为 {count} 页，文件为 {len(pages)} 页。"]
    wrong, place = [], 0
    while fresh:
        mine = max(fresh, key=lambda one: sum(map(str.__eq__, one, pages[place:])))
        wrong += [str(place + number) for number, page in enumerate(mine, 1) if page != pages[place + number - 1]]
        place += len(mine)
        fresh.remove(mine)
    return [f"第 {'、'.join(wrong)} 页打印的内容与所附数据不符。"] if wrong else []
