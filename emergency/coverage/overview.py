"""The overview of a region: groups beside each other, children or kinds below, and what stands under every figure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, or_, select

from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import FAR_DAY, db
from emergency.coverage.queries import Sum, View, roll_up, roll_up_units, total
from emergency.coverage.rules import GROUPS, NONE, Figures
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.obligations.counting import counting_on, sentences
from emergency.obligations.queries import law_since, load_counting, load_rules, rules_in_use
from emergency.obligations.rules import GROUP_LABELS, Group
from emergency.plans.models import Plan
from emergency.plans.queries import visible_plans
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.models import Unit, UnitVersion
from emergency.units.models_regions import Region
from emergency.units.queries import unit_names_on
from emergency.units.queries_details import seen_names
from emergency.units.queries_regions import children_on, get_region, paths_of, region_names_on
from emergency.units.within import holds_on, known_at, lies_in, unit_in_scope

HEADS = ("应办", "已办", "逾期已办", "即将到期", "逾期", "待补录", "未定期限")
BY_WORDS: Mapping[str, str] = {"region": "地区", "kind": "单位类别", "unit": "单位"}


@dataclass(frozen=True)
class Line:
    """One child region, kind of unit or unit, with its figures by group; `open_region` leads further down."""

    key: str
    name: str
    groups: Mapping[str, Figures]
    open_region: str = ""
    unit_id: int | None = None
    leads_on: bool = False

    @property
    def all_groups(self) -> Figures:
        """Every group together: for the sum of a row, never as one percentage."""
        return sum(self.groups.values(), NONE)


@dataclass(frozen=True)
class Overview:
    """What the page, the workbook and the command print."""

    view: View
    by: str
    name: str
    path: str
    groups: Mapping[str, Figures]
    lines: tuple[Line, ...]
    units: Mapping[str, int]
    other_groups: Mapping[str, Figures]
    rules_in_use: int
    rules_known: int
    counting: tuple[str, ...]
    has_samples: bool
    law_since: datetime | None = None

    @property
    def block_word(self) -> str:
        """计入口径 or 另列."""
        return {True: "计入口径", False: "另列", None: "计入口径和另列"}[self.view.counted]

    @property
    def other_word(self) -> str:
        """The block beside the one that is shown; none where both are shown as one."""
        return {True: "另列", False: "计入口径", None: ""}[self.view.counted]

    @property
    def other_owes(self) -> bool:
        """Whether anything is owed, or asked without a number, in the other block."""
        return any(figures.owed or figures.undated for figures in self.other_groups.values())

    @property
    def rules_word(self) -> str:
        """已启用规则 n/N."""
        return f"{self.rules_in_use}/{self.rules_known}"

    @property
    def law_word(self) -> str:
        """已启用规则 n/N; before any rule was in the register that, and whence figures come all the same."""
        if self.rules_known:
            return f"已启用规则 {self.rules_word}"
        if self.law_since is None:
            return "系统还没有收入规则"
        since = f"那时系统还没有收入规则，规则自 {self.law_since.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 起收入"
        told = self.has_samples and any(one.owed or one.undated for one in self.groups.values())
        return f"{since}；所列数字来自示例数据，按后来收入的规则推算" if told else since


def overview(scope: Scope, view: View, by: str = "region") -> Overview:
    """The overview of a region that the viewer may open. Raises NotFound. A fixed number of queries."""
    region = get_region(scope, view.region)
    sums = roll_up(scope, view)
    in_use, known = rules_in_use(load_rules(view.known_at), view.on)
    return Overview(
        view, by, region_names_on([region.code], view.on, view.known_at).get(region.code, region.name),
        paths_of([region.code], on=view.on, moment=view.known_at)[region.code], by_group(sums),
        _lines(scope, view, by, sums), units_on(scope, view), _other_block(scope, view), in_use, known,
        sentences(counting_on(load_counting(view.known_at), view.on)), holds_samples(scope, view.region),
        None if known else law_since(),
    )  # fmt: skip


def _lines(scope: Scope, view: View, by: str, sums: list[Sum]) -> tuple[Line, ...]:
    if by == "unit":
        return lines_by_unit(scope, view)
    return lines_by_kind(sums) if by == "kind" else lines_by_child(view, sums)


def _other_block(scope: Scope, view: View) -> Mapping[str, Figures]:
    """The figures of 另列 beside 计入口径, or the other way round."""
    if view.counted is None:
        return {}
    return by_group(roll_up(scope, replace(view, counted=not view.counted)))


def by_group(sums: list[Sum]) -> dict[str, Figures]:
    """The figures of each group, in the order of the groups."""
    return {group: total([one for one in sums if one.group == group]) for group in GROUPS}


def lines_by_child(view: View, sums: list[Sum]) -> tuple[Line, ...]:
    """One line a child region, and one for the region's own bodies; a child without any duty of the block is left out
    unless it counts for itself."""
    codes = {one.child for one in sums} | children_on(view.region, view.on, view.known_at, view.counted)
    names = child_names(codes, view)
    return tuple(_child(code, names, view, [one for one in sums if one.child == code]) for code in sorted(codes))


def child_names(codes: set[str], view: View) -> dict[str, str]:
    """What child regions were called on the view's day, the region's own bodies 本级; every code has a name."""
    named = {**_names_now(codes), **region_names_on(codes, view.on, view.known_at)}
    return {code: "本级" if code == view.region else named.get(code, code) for code in codes}


def _names_now(codes: set[str]) -> dict[str, str]:
    """What regions are called now, for a day or a moment that has no name of theirs: villages of a merged township keep
    its code, and 示例 duties are told for days before the regions were seeded."""
    query = select(Region.code, Region.name, Region.valid_to).where(Region.code.in_(codes))
    return {code: name if ends == FAR_DAY else f"{name}（已撤并）" for code, name, ends in db.session.execute(query)}


def _child(code: str, names: Mapping[str, str], view: View, sums: list[Sum]) -> Line:
    return Line(code, names[code], by_group(sums), "" if code == view.region else code)


def lines_by_unit(scope: Scope, view: View) -> tuple[Line, ...]:
    """One line a unit that owes something; a unit that moved away since keeps its line and leads nowhere."""
    sums: dict[int, list[Sum]] = {}
    for one in roll_up_units(scope, view):
        sums.setdefault(int(one.child), []).append(one)
    names, seen = unit_names_on(sums, view.on, view.known_at), seen_names(scope, list(sums))
    return tuple(
        Line(str(unit_id), names.get(unit_id, f"单位 {unit_id}"), by_group(own), "", unit_id, unit_id in seen)
        for unit_id, own in sorted(sums.items())
    )


def lines_by_kind(sums: list[Sum]) -> tuple[Line, ...]:
    """One line a kind of unit."""
    kinds = {one.kind for one in sums}
    return tuple(
        Line(kind.value, UNIT_KIND_LABELS[kind], by_group([one for one in sums if one.kind == kind.value]))
        for kind in UnitKind
        if kind.value in kinds
    )


def units_on(scope: Scope, view: View) -> dict[str, int]:
    """How many units of each kind stood in the block on the day."""
    query = select(UnitVersion.kind, func.count()).join(Unit, Unit.id == UnitVersion.unit_id)
    query = query.where(
        lies_in(UnitVersion.region_code, view.region), unit_in_scope(scope), holds_on(UnitVersion, view.on)
    )
    query = query.where(known_at(UnitVersion, view.known_at))
    if view.counted is not None:
        query = query.where(UnitVersion.counted.is_(view.counted))
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(UnitVersion.kind))}
    return {kind.value: found.get(kind.value, 0) for kind in UnitKind}


def holds_samples(scope: Scope, region: str, unit_id: int | None = None) -> bool:
    """Whether 示例 units, plans or drills stand behind the figures of a region or of one unit; one query."""
    units = select(Unit.id).where(Unit.sample.is_(True), lies_in(Unit.region_code, region), unit_in_scope(scope))
    plans = visible_plans(scope).where(Plan.sample.is_(True), lies_in(Plan.region_code, region))
    drills = visible_drills(scope).where(Drill.sample.is_(True), lies_in(Drill.region_code, region))
    if unit_id is not None:
        units, plans = units.where(Unit.id == unit_id), plans.where(Plan.unit_id == unit_id)
        drills = drills.where(Drill.organiser_id == unit_id)
    return bool(db.session.scalar(select(or_(units.exists(), plans.exists(), drills.exists()))))


def overview_rows(shown: Overview) -> tuple[list[str], list[list[str | int]]]:
    """The headings and rows of the table on screen: seven figures a group."""
    heads = [BY_WORDS[shown.by]]
    heads += [f"{GROUP_LABELS[Group(group)]}·{head}" for group in GROUPS for head in HEADS]
    lines = [*shown.lines, Line("", "合计", shown.groups)]
    if shown.other_word:
        lines.append(Line("", f"{shown.other_word}合计", shown.other_groups))
    return heads, [[line.name, *(cell for group in GROUPS for cell in cells(line.groups[group]))] for line in lines]


def cells(figures: Figures) -> tuple[int, ...]:
    """The seven figures in the order of HEADS."""
    marks = (figures.late, figures.soon, figures.overdue, figures.backfill, figures.undated)
    return (figures.owed, figures.met, *marks)


def json_of(shown: Overview) -> dict[str, object]:
    """The contract's JSON (design §5): counted units by kind, figures by group and by child."""
    whole = total_of(shown.groups)
    kinds = ("city", "county", "township", "village", "department", "school", "hospital", "enterprise")
    named = {kind: shown.units[kind] for kind in kinds}
    return {
        "region": shown.view.region,
        "name": shown.name,
        "on": shown.view.on.isoformat(),
        "units": {**named, "other": sum(shown.units.values()) - sum(named.values())},
        **_counts(whole),
        "undated": whole.undated,
        "by_group": _groups(shown.groups),
        "children": [
            {"region": line.key, "name": line.name, **_counts(line.all_groups), "by_group": _groups(line.groups)}
            for line in shown.lines
        ],
    }


def total_of(groups: Mapping[str, Figures]) -> Figures:
    """Every group together."""
    return sum(groups.values(), NONE)


def _counts(figures: Figures) -> dict[str, int]:
    return {"owed": figures.owed, "met": figures.met, "pending": figures.pending, "overdue": figures.overdue}


def _groups(groups: Mapping[str, Figures]) -> list[dict[str, object]]:
    return [{"group": group, **_counts(figures)} for group, figures in groups.items()]
