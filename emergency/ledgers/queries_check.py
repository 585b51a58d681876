"""The check of a whole file against the register: what each row would do. Reads only."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from emergency.accounts.queries_places import parts_of
from emergency.accounts.scopes import check_scope
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.base.heap import unsearched
from emergency.base.sheet_cells import MOST_ROWS, TOO_LONG
from emergency.ledgers.cells import Cells
from emergency.ledgers.check_contacts import check_contacts
from emergency.ledgers.check_drills import check_drills
from emergency.ledgers.check_people import check_people
from emergency.ledgers.check_plans import check_plans, named_body
from emergency.ledgers.check_units import check_units
from emergency.ledgers.facts import KIND_WORDS, Checked, Kind, Sheet, SheetMap, Status
from emergency.ledgers.headings import body_of
from emergency.ledgers.names import Bodies, Places
from emergency.ledgers.permits import kinds_for
from emergency.ledgers.queries_people import load_people
from emergency.ledgers.queries_world import load_bodies, load_contacts, load_drills, load_places, load_plans
from emergency.ledgers.reading import code_text
from emergency.ledgers.taking import WRITTEN, Taking, taking_of

NO_LEDGER = "没有找到台账的表头。请在第一页选择每张表是哪种台账，并把列对应好；也可以下载模板填写。"
FORBIDDEN = "您的角色不能导入{}，请去掉这张表或交由有权限的人员导入。"
Pairs = list[tuple[Checked, Cells]]


@dataclass
class Report:
    """Every row of a file after the check, and the names for which there are proposals."""

    rows: list[Checked] = field(default_factory=list)
    bodies: Bodies = field(default_factory=Bodies)

    def counts(self) -> dict[Status, int]:
        """How many rows of each kind of outcome."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in Status}

    def counts_by_kind(self) -> dict[str, dict[str, int]]:
        """The same ledger by ledger, as it is kept."""
        found = Counter((row.kind, row.status) for row in self.rows)
        kinds = [kind for kind in Kind if any(row.kind is kind for row in self.rows)]
        return {kind.value: {status.value: found[kind, status] for status in Status} for kind in kinds}

    def taking(self) -> Taking:
        """What is left of it for the writing."""
        return taking_of(self.rows, self.counts_by_kind())

    def marks(self) -> list[str]:
        """A short mark of each row that would be written and of what is said of it: equal marks, equal rows."""
        told = ((row.kind, row.sheet, row.number, row.status, row.name, row.told) for row in self.rows)
        return [sha256(repr(one).encode()).hexdigest()[:12] for one in told if one[3] in WRITTEN]

    @property
    def proposals(self) -> list[tuple[str, str, list[tuple[int, str]]]]:
        """(key, name as written, units that may be meant) of the names that were not found."""
        found = self.bodies.proposed.items()
        known = [(key, name, [(body.id, body.name) for body in like if body.id > 0]) for key, (name, like) in found]
        return [one for one in known if one[2]]


def check_file(scope: Scope, sheets: Sequence[Sheet], maps: Sequence[SheetMap], agreed: Mapping[str, int]) -> Report:
    """What taking the file in would do, row by row. Raises Refusal where no sheet is a ledger, or there is too much."""
    pairs = _pairs(sheets, maps)
    if not any(mapped.kind for mapped in maps):
        raise Refusal(NO_LEDGER)
    if sum(len(rows) for rows in pairs.values()) > MOST_ROWS:
        raise Refusal(TOO_LONG)
    forbidden = [kind for kind in pairs if kind not in kinds_for(scope)]
    if forbidden:
        raise Refusal(FORBIDDEN.format("、".join(KIND_WORDS[kind] for kind in forbidden)))
    with unsearched():
        places, bodies = load_places(scope), load_bodies(scope, agreed)
        for kind in Kind:
            if kind in pairs:
                CHECKS[kind](scope, pairs[kind], places, bodies)
    return Report([row for rows in pairs.values() for row, _cells in rows], bodies)


def _pairs(sheets: Sequence[Sheet], maps: Sequence[SheetMap]) -> dict[Kind, Pairs]:
    found: dict[Kind, Pairs] = {}
    for place, (sheet, mapped) in enumerate(zip(sheets, maps, strict=True)):
        if mapped.kind is None:
            continue
        rows = found.setdefault(mapped.kind, [])
        for number, texts in body_of(sheet, mapped):
            row = Checked(mapped.kind, place, number)
            cells = Cells(mapped, texts, row, since_1904=sheet.since_1904)
            if number in sheet.secret:
                cells.refuse_mark()
            if number in sheet.refused:
                cells.refuse(*sheet.refused[number])
            rows.append((row, cells))
    return found


def _units(_scope: Scope, pairs: Pairs, places: Places, bodies: Bodies) -> None:
    check_units(pairs, places, bodies, clock.today())


def _plans(scope: Scope, pairs: Pairs, places: Places, bodies: Bodies) -> None:
    named = [(row, cells, None if row.wrongs else named_body(cells, places, bodies)) for row, cells in pairs]
    units = {body.id for _row, _cells, body in named if body is not None and body.id > 0}
    check_plans(named, load_plans(scope, units, _codes(pairs)), bodies, clock.today())


def _codes(pairs: Pairs) -> Iterable[str]:
    found = {code_text(cells.text("code", 20)).upper() for row, cells in pairs if not row.wrongs}
    return found - {""}


def _contacts(scope: Scope, pairs: Pairs, places: Places, bodies: Bodies) -> None:
    named = [(row, cells, None if row.wrongs else named_body(cells, places, bodies)) for row, cells in pairs]
    units = {body.id for _row, _cells, body in named if body is not None and body.id > 0}
    check_contacts(named, load_contacts(scope, units), clock.today())


def _drills(scope: Scope, pairs: Pairs, places: Places, bodies: Bodies) -> None:
    named = [(row, cells, None if row.wrongs else named_body(cells, places, bodies)) for row, cells in pairs]
    units = {body.id for _row, _cells, body in named if body is not None and body.id > 0}
    check_drills(named, load_drills(scope, units), clock.today())


def _people(scope: Scope, pairs: Pairs, _places: Places, _bodies: Bodies) -> None:
    check_people(pairs, load_people(scope), parts_of, check_scope)


CHECKS: Mapping[Kind, Callable[[Scope, Pairs, Places, Bodies], None]] = {
    Kind.UNIT: _units, Kind.CONTACT: _contacts, Kind.PLAN: _plans, Kind.DRILL: _drills,
    Kind.PERSON: _people,
}  # fmt: skip
