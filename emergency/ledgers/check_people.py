"""People in a ledger against the accounts: new, changed, the same, or wrong and why (pure)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from emergency.accounts.rules import login_fault
from emergency.accounts.scopes import Part
from emergency.base.access import ROLE_NAMES, Role
from emergency.base.errors import Refusal
from emergency.ledgers.cells import Cells, words_for
from emergency.ledgers.facts import Change, Checked, Status
from emergency.ledgers.reading import code_text

ROLE_WORDS = words_for(
    ROLE_NAMES,
    {
        "市级": Role.CITY, "县级": Role.COUNTY, "乡镇": Role.TOWNSHIP, "街道": Role.TOWNSHIP, "行业": Role.LINE,
        "联络员": Role.UNIT, "审计员": Role.AUDITOR, "管理员": Role.SYSTEM,
    },
)  # fmt: skip
ENDED = "这个账号已经停用，不能经导入启用。请换一个账号。"


@dataclass(frozen=True)
class KnownPerson:
    """An account; `places` are the words of its scope as our list writes them."""

    id: int
    login: str
    name: str
    role: Role
    parts: frozenset[Part]
    places: str
    ended: bool


@dataclass(frozen=True)
class PersonEntry:
    """What a row says of a person; `known` is the account that it means, None a new one."""

    login: str
    name: str
    role: Role
    parts: tuple[Part, ...]
    known: KnownPerson | None


def check_people(
    rows: Iterable[tuple[Checked, Cells]], known: Mapping[str, KnownPerson],
    parts_of: Callable[[Role, str], Sequence[Part]], check_scope: Callable[[Role, Sequence[Part]], None],
) -> None:  # fmt: skip
    """Fill in what each row would do; `parts_of` finds the places that a cell names, `check_scope` judges them."""
    seen: dict[str, int] = {}
    for row, cells in rows:
        login = code_text(cells.text("login", 60))
        row.name = row.name or f"{cells.text('name', 40)} {login}".strip()
        name, role = cells.text("name", 40), cells.choice("role", ROLE_WORDS, "角色")
        if row.wrongs:
            continue
        person = known.get(login.casefold())
        role = role or (person.role if person else None)
        _check(cells, login, name, role, person, seen)
        seen.setdefault(login.casefold(), row.number)
        if row.wrongs or role is None:
            continue
        try:
            parts = tuple(parts_of(role, cells.text("places", 1000))) or tuple(person.parts if person else ())
            check_scope(role, parts)
        except Refusal as refusal:
            cells.fault("places", refusal.sentence)
            continue
        row.entry = PersonEntry(login, name, role, parts, person)
        _compare(row, cells, row.entry)


def _check(
    cells: Cells, login: str, name: str, role: Role | None, person: KnownPerson | None, seen: Mapping[str, int]
) -> None:  # fmt: skip
    if wrong := login_fault(login):
        cells.fault("login", wrong)
    if login.casefold() in seen:
        cells.fault("login", f"与第 {seen[login.casefold()]} 行是同一账号，只能留一行。")
    if not name:
        cells.fault("name", "没有写姓名。")
    if role is None:
        cells.fault("role", f"没有写角色，请从这些里选：{'、'.join(ROLE_NAMES.values())}。")
    if person is not None and person.ended:
        cells.fault("login", ENDED)


def _compare(row: Checked, cells: Cells, entry: PersonEntry) -> None:
    known = entry.known
    if known is None:
        row.status = Status.NEW
        where = cells.text("places", 1000)
        row.notes.append("，".join(filter(None, (ROLE_NAMES[entry.role], where))))
        row.notes.append("导入后在“人员”页发首次密码")
        return
    places = cells.text("places", 1000) if frozenset(entry.parts) != known.parts else known.places
    pairs = (
        ("姓名", known.name, entry.name), ("角色", ROLE_NAMES[known.role], ROLE_NAMES[entry.role]),
        ("管辖范围", known.places, places),
    )  # fmt: skip
    row.changes = [Change(word, before, after) for word, before, after in pairs if before != after]
    row.status = Status.CHANGED if row.changes else Status.UNCHANGED
