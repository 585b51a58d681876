"""Drills in a ledger against the register: planned, held, the same, or wrong and why (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from emergency.base.clock import SHANGHAI
from emergency.drills.facts import Span
from emergency.drills.rules import OPEN, bad_held_day, bad_span
from emergency.drills.rules_days import impossible_day
from emergency.drills.words import (
    CONTENT_WORDS,
    EVENT_CLASS_WORDS,
    FORM_WORDS,
    PURPOSE_WORDS,
    STATE_WORDS,
    Content,
    Form,
    Purpose,
    State,
)
from emergency.ledgers.cells import Cells, words_for
from emergency.ledgers.facts import Change, Checked, Status
from emergency.ledgers.names import Body
from emergency.ledgers.reading import key_of, plain
from emergency.plans.words import EventClass

# The words by which each of the three kinds of YJ/T 9007 is told from the others, wherever they stand.
CONTENTS = {"综合": Content.COMPREHENSIVE, "单项": Content.SINGLE}
FORMS = {"实战": Form.LIVE, "实兵": Form.LIVE, "实操": Form.LIVE, "桌面": Form.TABLETOP, "推演": Form.TABLETOP}
PURPOSES = {"检验": Purpose.TESTING, "示范": Purpose.DEMONSTRATION, "研究": Purpose.RESEARCH}
EVENTS = words_for(
    {EventClass(key): word for key, word in EVENT_CLASS_WORDS.items()},
    {"公共卫生": EventClass.HEALTH, "社会安全": EventClass.SECURITY},
)
HELD = frozenset({"已举行", "已完成", "完成", "已开展", "已演练", "是", "已办"})
PLANNED = frozenset(
    {"未举行", "未完成", "未开展", "计划", "待开展", "否", "草稿", "已发布", "已确定", "已推迟", "已取消"}
)
OPEN_DAY = "待定"
SAMPLE = "【示例】"
CLOCKS = re.compile(r"(\d{1,2}):(\d{2})(?:\s*[—\-~至到]+\s*(\d{1,2}):(\d{2}))?")
LASTS = timedelta(hours=1)
KINDS_MISSING = "没有写{}。可在“类型”列写全（如“综合、实战、检验性”），或在核对列名页统一填写。"
NOT_YET = "举行日期在今天之后。还没有举行的请把状态写成“未举行”；日期写错的请改正。"
GONE_BY = "日期已经过去，状态写的是未举行。已举行的请把状态写成“已举行”；改期的请写新的日期。"
SAME_NAME = "登记里还有一次同名演练（{}），表里没有它：是改期的，请到那次演练的页面改期，这一行就不必导入"
UNKNOWN_PAST = "日期已经过去，请在“状态”列写明“已举行”或“未举行”。"


@dataclass(frozen=True)
class Known:
    """A drill of the register, as far as a ledger may speak of it."""

    id: int
    unit_id: int
    title: str
    day: date
    state: State
    place: str
    participants: int | None


@dataclass(frozen=True)
class DrillEntry:
    """What a row says of a drill; `known` is the one that it means, None a new one."""

    body: Body
    title: str
    span: Span
    day: date
    content: Content
    form: Form
    purpose: Purpose
    event_class: EventClass | None
    place: str
    participants: int | None
    summary: str
    held: bool
    known: Known | None = None


class Drills:
    """The drills of the register by unit and title."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_title: dict[tuple[int, str], list[Known]] = {}
        for one in known:
            self.by_title.setdefault((one.unit_id, key_of(one.title)), []).append(one)

    def find(self, unit_id: int, title: str, day: date | None) -> list[Known]:
        """The drills of that name on that day, or those without a day where none is told."""
        fits = self.by_title.get((unit_id, key_of(title)), [])
        if day is None:
            return [one for one in fits if one.state is State.POSTPONED]
        return [one for one in fits if one.day == day and one.state is not State.POSTPONED]


def check_drills(rows: Iterable[tuple[Checked, Cells, Body | None]], drills: Drills, today: date) -> None:
    """Fill in what each row would do; the units were looked up before."""
    seen: dict[tuple[int, str, date | None], int] = {}
    used: set[int] = set()
    new: list[tuple[Checked, tuple[int, str, date | None]]] = []
    for row, cells, body in rows:
        title = cells.text("title", 100).removeprefix(SAMPLE)
        row.name = row.name or title
        if row.wrongs:
            continue
        day = None if cells.text("day") == OPEN_DAY else cells.day("day")
        _check_named(cells, body, title, day)
        if row.wrongs or body is None:
            continue
        identity = (body.id, key_of(title), day)
        # A school may have held two of one name on one day: as many rows may stand for them.
        left = [one for one in drills.find(body.id, title, day) if one.id not in used]
        if identity in seen and not left:
            cells.fault("", f"与第 {seen[identity]} 行是同一次演练，只能留一行。")
            continue
        seen.setdefault(identity, row.number)
        known = max(left, key=lambda one: _likeness(cells, one), default=None)
        used |= {known.id} if known else set()
        _judge(row, cells, body, title, day, known, today)
        if row.status is Status.NEW and row.entry is not None:
            new.append((row, identity))
    for row, (unit_id, key, _day) in new:
        other = [one for one in drills.by_title.get((unit_id, key), ()) if one.state in OPEN and one.id not in used]
        if other:
            row.notes.append(SAME_NAME.format(other[0].day))


def _likeness(cells: Cells, one: Known) -> tuple[bool, bool, bool]:
    """By what two drills of one name and day are told apart."""
    held, number = cells.text("state").split("，")[0] in HELD, cells.text("participants")
    return held == (one.state is State.HELD), cells.text("place") == one.place, number == str(one.participants or "")


def _check_named(cells: Cells, body: Body | None, title: str, day: date | None) -> None:
    if cells.row.wrongs:
        return
    if body is None:
        cells.fault("unit", "没有写组织单位。")
    if not title:
        cells.fault("title", "没有写演练名称。")
    if day is None and cells.text("day") != OPEN_DAY:
        cells.fault("day", "没有写演练日期。")


def _judge(
    row: Checked, cells: Cells, body: Body, title: str, day: date | None, known: Known | None, today: date
) -> None:  # fmt: skip
    held = _is_held(cells, known, day, today)
    if day is None:
        row.status = Status.UNCHANGED
        if known is None:
            cells.fault("day", "日期写的是“待定”，登记里没有这次推迟的演练。请写演练日期。")
        return
    kinds = _kinds(cells, needed=known is None)
    place, number = cells.text("place"), cells.count("participants")
    event, summary = _event(cells), cells.text("summary", 1000)
    span = _span(cells, day)
    if row.wrongs or held is None or kinds is None or span is None:
        return
    row.entry = DrillEntry(body, title, span, day, *kinds, event, place, number, summary, held, known)
    if known is not None:
        _compare(row, cells, row.entry, known)
        return
    wrong = _bad_day(day, span, held=held, today=today)
    if wrong:
        cells.fault_day("day", wrong)
    else:
        row.status = Status.NEW
        row.notes.append(f"{body.name}，{day}")
        row.notes.append("登记为已举行，待核；计入哪项应演在演练页面勾选" if held else "列入演练计划")


def _bad_day(day: date, span: Span, *, held: bool, today: date) -> str | None:
    """The sentence for a day that can't be with the state beside it; a ledger's remedy is another than a page's."""
    if held:
        return NOT_YET if day > today else bad_held_day(day, today)
    return GONE_BY if day < today else impossible_day(day, today) or bad_span(span.starts_at, span.ends_at)


def _is_held(cells: Cells, known: Known | None, day: date | None, today: date) -> bool | None:
    """Whether the row says that it was held; None where that is unknown."""
    word = cells.text("state").split("，")[0]
    if word in HELD:
        return True
    if word in PLANNED or (not word and (known is not None or (day is not None and day >= today))):
        return False
    if word:
        cells.fault("state", f"状态“{word}”不认识，请写“已举行”或“未举行”。")
    else:
        cells.fault("state", UNKNOWN_PAST)
    return None


def _kinds(cells: Cells, *, needed: bool) -> tuple[Content, Form, Purpose] | None:
    told = " ".join(cells.text(item) for item in ("type", "content", "form", "purpose"))
    content = next((kind for word, kind in CONTENTS.items() if word in told), None)
    form = next((kind for word, kind in FORMS.items() if word in told), None)
    purpose = next((kind for word, kind in PURPOSES.items() if word in told), None)
    missing = [
        word for word, kind in (("综合或单项", content), ("实战或桌面", form), ("检验性、示范性或研究性", purpose))
        if kind is None
    ]  # fmt: skip
    if missing and needed:
        cells.fault("type", KINDS_MISSING.format("；".join(missing)))
        return None
    return content or Content.COMPREHENSIVE, form or Form.LIVE, purpose or Purpose.TESTING


def _event(cells: Cells) -> EventClass | None:
    """The class of event; our own list writes the hazard behind it."""
    text = cells.text("event_class").split("·")[0]
    if not text:
        return None
    found = EVENTS.get(key_of(text))
    if found is None:
        words = "、".join(EVENT_CLASS_WORDS.values())
        cells.fault("event_class", f"突发事件类别“{text}”不认识，请从这些里选：{words}。")
    return found


def _span(cells: Cells, day: date) -> Span | None:
    text = plain(cells.text("time"))
    midnight = datetime.combine(day, time(), SHANGHAI)
    if text in ("", "全天"):
        return Span(midnight, midnight + timedelta(days=1), True)
    found = CLOCKS.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[3] or 0) > 23 or int(found[2]) > 59 or int(found[4] or 0) > 59:
        cells.fault("time", f"时间“{text}”不认识，请写成 09:00—10:30 的样式，或留空表示全天。")
        return None
    starts = midnight + timedelta(hours=int(found[1]), minutes=int(found[2]))
    ends = midnight + timedelta(hours=int(found[3]), minutes=int(found[4])) if found[3] else starts + LASTS
    if ends <= starts:
        cells.fault("time", "结束时间应晚于开始时间，请核对。")
        return None
    return Span(starts, ends)


def _compare(row: Checked, cells: Cells, entry: DrillEntry, known: Known) -> None:
    """Of a drill that is known a ledger may say that it was held; all else is changed on its page, with its reasons."""
    row.status = Status.UNCHANGED
    if entry.held and known.state in OPEN:
        row.status = Status.CHANGED
        row.changes = [Change("状态", STATE_WORDS[known.state], STATE_WORDS[State.HELD])]
        return
    if entry.held and known.state is not State.HELD:
        cells.fault("state", f"这次演练登记为“{STATE_WORDS[known.state]}”，请先在演练页面恢复，再登记举行情况。")
    for item, word, before, after in (
        ("place", "地点", known.place, entry.place),
        ("participants", "参加人数", known.participants, entry.participants),
    ):
        if after and after != before:
            cells.fault(item, f"登记的{word}是“{before or '（空）'}”，与这里不同。请在演练页面修改，或改成一致。")


KIND_LABELS = (tuple(CONTENT_WORDS.values()), tuple(FORM_WORDS.values()), tuple(PURPOSE_WORDS.values()))
