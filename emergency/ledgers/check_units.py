"""Units in a ledger against the register: new, changed, the same, or wrong and why (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emergency.ledgers.cells import Cells, words_for
from emergency.ledgers.facts import Change, Checked, Status
from emergency.ledgers.names import Bodies, Body, Place, Places
from emergency.ledgers.reading import Unclear, key_of
from emergency.units.credit import complaint, tidy
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.lines import LINES

UNTOLD = date(1949, 10, 1)
BY_LEDGER = (
    UnitKind.DEPARTMENT, UnitKind.SCHOOL, UnitKind.HOSPITAL, UnitKind.ENTERPRISE, UnitKind.ZONE, UnitKind.OTHER,
)  # fmt: skip
KIND_WORDS = words_for(
    UNIT_KIND_LABELS,
    {
        "机关": UnitKind.DEPARTMENT, "部门": UnitKind.DEPARTMENT, "党政机关": UnitKind.DEPARTMENT,
        "医院": UnitKind.HOSPITAL, "卫生院": UnitKind.HOSPITAL, "公司": UnitKind.ENTERPRISE,
        "生产经营单位": UnitKind.ENTERPRISE, "企业单位": UnitKind.ENTERPRISE, "开发区": UnitKind.ZONE,
        "风景区": UnitKind.ZONE, "中小学": UnitKind.SCHOOL, "事业单位": UnitKind.OTHER, "其他": UnitKind.OTHER,
    },
)  # fmt: skip
LINE_WORDS = {key_of(line): line for line in LINES}
NOT_YET = "成立日期在今天之后。还没有成立的单位请成立以后再登记；年份写错的请改正，不清楚的留空。"
# What our own list writes behind a name.
SAMPLE_MARKS = ("（示例·待确认）", "（示例）")


@dataclass(frozen=True)
class UnitEntry:
    """What a row says of a unit; None and empty say nothing. `body` is the one that it means, None a new one."""

    name: str
    body: Body | None
    kind: UnitKind | None
    region: str
    line: str
    uscc: str
    address: str
    active_from: date | None
    source: str
    stand_in: int = 0


def check_units(rows: Iterable[tuple[Checked, Cells]], places: Places, bodies: Bodies, today: date) -> None:
    """Fill in what each row would do; new ones can be found by later rows."""
    seen: dict[object, Checked] = {}
    for row, cells in rows:
        if row.wrongs:
            continue
        entry = _entry(cells, places, bodies)
        row.name, row.entry = entry.name, entry
        start, known = entry.active_from, entry.body.active_from if entry.body else None
        if start is not None and today < start != known:
            cells.fault_day("active_from", NOT_YET)
        if not row.wrongs:
            _judge(row, cells, entry, bodies, seen)
        if row.status is Status.NEW and entry.kind is not None:
            row.notes.insert(0, f"{UNIT_KIND_LABELS[entry.kind]}，{places.by_code[entry.region].way}")
        if row.wrongs:
            bodies.faulty[key_of(entry.name)] = row.number


def plain_name(name: str) -> str:
    """A name without what our own sheets write behind it."""
    for mark in SAMPLE_MARKS:
        name = name.removesuffix(mark)
    return name


def region_of(cells: Cells, places: Places) -> Place | None:
    """The region that the row names; None where it names none or a wrong one."""
    text = cells.text("region")
    if not text:
        return None
    try:
        return places.find(text)
    except Unclear as unclear:
        cells.fault("region", str(unclear))
        return None


def _entry(cells: Cells, places: Places, bodies: Bodies) -> UnitEntry:
    name = plain_name(cells.text("name", 100))
    uscc = tidy(cells.text("uscc", 30))
    place = region_of(cells, places)
    if uscc and (wrong := complaint(uscc)):
        cells.fault("uscc", wrong)
    if not name and not cells.row.wrongs:
        cells.fault("name", "没有写单位名称。")
    return UnitEntry(
        name, _meant(cells, name, uscc, place, bodies), cells.choice("kind", KIND_WORDS, "单位类别"),
        place.code if place else "", cells.choice("line", LINE_WORDS, "行业") or "", uscc, cells.text("address"),
        cells.day("active_from"), cells.text("source"),
    )  # fmt: skip


def _meant(cells: Cells, name: str, uscc: str, place: Place | None, bodies: Bodies) -> Body | None:
    by_code = bodies.by_uscc.get(uscc) if uscc else None
    if by_code is not None:
        if key_of(by_code.name) != key_of(name):
            cells.fault("name", f"信用代码与已登记的“{by_code.name}”相同，名称不同。更名请在单位页面办理，或核对代码。")
        return by_code
    found = bodies.named(name, place)
    if len(found) > 1:
        cells.fault("name", f"有 {len(found)} 个单位叫“{name}”，请写明所在地区或信用代码。")
    if len(found) == 1 and (place is None or found[0].region_code == place.code or uscc in ("", found[0].uscc)):
        return found[0]
    agreed = bodies.agreed.get(key_of(name))
    return bodies.known.get(agreed) if agreed is not None else None


def _judge(row: Checked, cells: Cells, entry: UnitEntry, bodies: Bodies, seen: dict[object, Checked]) -> None:
    identity = entry.body.id if entry.body else (key_of(entry.name), entry.region, entry.kind)
    if identity in seen:
        cells.fault("", f"与第 {seen[identity].number} 行是同一单位，只能留一行。")
        return
    seen[identity] = row
    if entry.body is not None and entry.body.id > 0:
        _compare(row, cells, entry, entry.body)
    else:
        _check_new(row, cells, entry, bodies)
        # The next row of this name finds it as a unit that is known.
        seen[_stand_in(row)] = row


def _check_new(row: Checked, cells: Cells, entry: UnitEntry, bodies: Bodies) -> None:
    if entry.kind is None:
        cells.fault("kind", "新登记的单位要写单位类别（学校、幼儿园，医疗机构，企业，政府部门等）。")
    elif entry.kind not in BY_LEDGER:
        cells.fault("kind", f"{UNIT_KIND_LABELS[entry.kind]}由行政区域得出，不能新增；请核对名称是否与登记的一致。")
    if not entry.region:
        cells.fault("region", "新登记的单位要写所在地区。")
    if row.wrongs or entry.kind is None:
        return
    like = [body.name for body in bodies.alike(key_of(entry.name), entry.name) if body.region_code == entry.region]
    if like:
        row.notes.append(f"本地区已有相近名称“{'、'.join(like)}”，如是同一家请采纳或改成登记的名称")
    stand_in = _stand_in(row)
    row.status, row.entry = Status.NEW, UnitEntry(**{**entry.__dict__, "stand_in": stand_in})
    active = entry.active_from or UNTOLD
    bodies.add(
        Body(stand_in, entry.name, entry.region, entry.kind.value, entry.line, entry.uscc, active_from=active)
    )  # fmt: skip


def _stand_in(row: Checked) -> int:
    return -row.number - 1_000_000 * row.sheet


def _compare(row: Checked, cells: Cells, entry: UnitEntry, body: Body) -> None:
    kind = entry.kind.value if entry.kind else body.kind
    if body.represents and (kind != body.kind or entry.region not in ("", body.region_code)):
        cells.fault("kind", "这是行政区域的责任单位，类别和所在地区随行政区域走，不能经导入修改。")
        return
    if kind != body.kind and UnitKind(kind) not in BY_LEDGER:
        cells.fault("kind", f"不能改为“{UNIT_KIND_LABELS[UnitKind(kind)]}”，那一类单位由行政区域得出。")
        return
    labels = UNIT_KIND_LABELS
    told = (
        ("单位类别", labels[UnitKind(body.kind)], labels[UnitKind(kind)]),
        ("所在地区", body.region_code, entry.region), ("行业", body.line, entry.line),
        ("统一社会信用代码", body.uscc, entry.uscc), ("地址", body.address, entry.address),
        ("成立日期", str(body.active_from), str(entry.active_from or body.active_from)),
    )  # fmt: skip
    row.changes = [Change(word, before, after) for word, before, after in told if after and after != before]
    row.status = Status.CHANGED if row.changes else Status.UNCHANGED
