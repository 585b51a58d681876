"""Which version of a plan a row speaks of: the registered one, the next, or one that can't be entered (pure)."""

import re
from datetime import date

from emergency.ledgers.cells import Cells
from emergency.ledgers.facts import Checked
from emergency.ledgers.plan_rows import Picture
from emergency.ledgers.reading import TENS, code_text, key_of, number_in
from emergency.plans.dates import started_on
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import RevisionState

NUMBERED = re.compile(rf"第?(?:(\d{{1,3}})|{TENS})版?")
OTHER_VERSION = (
    "登记在册的是第{latest}版，这里写的是第{version}版。旧版请在预案页面办理；是新版的请写印发（公布、签署）日期，"
    "版本写第{next}版或留空。"
)
OLDER = "日期早于登记在册的第{}版（{}）。旧版不能补录；日期有误请在预案页面更正。"
SAME_NUMBER = "日期与登记的 {} 不同而文号相同。是新版请写新文号或版本，登记有误请在预案页面更正。"
UNDER_WAY = "第{}版还没有办结，不能登记新版。请先核对或修改这一版，再导入。"
OWN_COUNT = "表里写第{}版；系统的版本从首次登记数起，登记为第{}版"
SAME_VERSION = "表里写第{}版，日期与登记的第{}版相同，按同一版处理"


def version_of(cells: Cells) -> int | None:
    """The version that the cell numbers; a year or a word such as 修订版 numbers none."""
    text = cells.text("version", 20)
    found = NUMBERED.fullmatch(code_text(text)) if text else None
    if found is None:
        return None
    return int(found[1]) if found[1] else number_in(found[2])


def is_new_version(
    row: Checked, cells: Cells, version: int | None, told: RevisionDetails, picture: Picture | None
) -> bool:  # fmt: skip
    """A later day of issue under another number is a new version, and so is a version that is one more.

    Whatever number it bears, a version of the registered day is the registered one: the same file changes nothing.
    """
    if picture is None:
        if version is not None and version > 1:
            row.notes.append(OWN_COUNT.format(version, 1))
        return False
    before, after = started_on(picture.dates), started_on(told.dates)
    if after == before:
        if version not in (None, picture.latest):
            row.notes.append(SAME_VERSION.format(version, picture.latest))
        return False
    following = picture.latest + 1
    if version is not None and (version < picture.latest or (version > following and after is None)):
        cells.fault("version", OTHER_VERSION.format(latest=picture.latest, version=version, next=following))
        return False
    if version is not None and version > following:
        row.notes.append(OWN_COUNT.format(version, following))
        version = None
    if before is None or version == picture.latest or (after is None and version is None):
        return False
    return _is_next(cells, version, told, picture, before, after)


def _is_next(
    cells: Cells, version: int | None, told: RevisionDetails, picture: Picture, before: date, after: date | None
) -> bool:  # fmt: skip
    if after is not None and after < before:
        cells.fault_day("issued", OLDER.format(picture.latest, before))
        return False
    if version is None and key_of(told.document_number) in ("", key_of(picture.number)):
        cells.fault_day("issued", SAME_NUMBER.format(before))
        return False
    if picture.state != RevisionState.PASSED:
        cells.fault("version" if version is not None else "issued", UNDER_WAY.format(picture.latest))
        return False
    return True
