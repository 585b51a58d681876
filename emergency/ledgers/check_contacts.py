"""Contacts in a ledger against the register: new, another number, the same, or wrong and why (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from emergency.ledgers.cells import Cells, words_for
from emergency.ledgers.facts import Change, Checked, Status
from emergency.ledgers.names import Body
from emergency.ledgers.reading import key_of, plain
from emergency.units.lines import CONTACT_LABELS, ContactRole, masked

ROLE_WORDS = words_for(
    CONTACT_LABELS,
    {
        "主要负责人": ContactRole.HEAD, "法定代表人": ContactRole.HEAD, "联络员": ContactRole.LIAISON,
        "联系人": ContactRole.LIAISON, "经办人": ContactRole.LIAISON, "值班电话": ContactRole.DUTY,
        "值班": ContactRole.DUTY, "值班室": ContactRole.DUTY,
    },
)  # fmt: skip
PHONE = re.compile(r"[0-9+][0-9 \-()转,]{2,38}")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
AMBIGUOUS = "登记里这个人有 {} 个电话，这里写的都不是，分不清改的是哪一个。请在单位页面修改，或写登记的电话。"
# Unit, role, and the name or the number by which somebody is told.
Identity = tuple[int, ContactRole, str]


@dataclass(frozen=True)
class KnownContact:
    """A contact in use."""

    id: int
    unit_id: int
    role: ContactRole
    name: str
    post: str
    phone: str
    mail: str
    checked_on: date


@dataclass(frozen=True)
class ContactEntry:
    """What a row says of a contact; `known` is the one that it means, None a new one."""

    body: Body
    role: ContactRole
    name: str
    post: str
    phone: str
    mail: str
    checked_on: date
    known: KnownContact | None = None


class Contacts:
    """The contacts of the register by unit, role and name; `closed` are units whose numbers the viewer may not read.

    Somebody may stand twice, with two numbers: each is claimed by one row only.
    """

    def __init__(self, known: Iterable[KnownContact], closed: Iterable[int]) -> None:
        self.closed = frozenset(closed)
        self.by_name: dict[Identity, list[KnownContact]] = {}
        self.by_key: dict[str, KnownContact] = {}
        self.claimed: set[int] = set()
        for one in known:
            self.by_name.setdefault((one.unit_id, one.role, _who(one.role, one.name, one.phone)), []).append(one)
            self.by_key[f"contact:{one.id}"] = one

    def free(self, identity: Identity, phone: str | None = None) -> list[KnownContact]:
        """Those of that unit, role and name that no row has claimed; with a number, those that have it."""
        named = (one for one in self.by_name.get(identity, ()) if one.id not in self.claimed)
        return [one for one in named if phone is None or one.phone == phone]

    def claim(self, entry: ContactEntry, found: Sequence[KnownContact]) -> ContactEntry:
        """The row's entry with the first of these as the one that it means."""
        self.claimed |= {one.id for one in found[:1]}
        return replace(entry, known=found[0] if found else None)


def check_contacts(rows: Iterable[tuple[Checked, Cells, Body | None]], contacts: Contacts, today: date) -> None:
    """Fill in what each row would do; the units were looked up before."""
    read = [(row, cells, _entry(row, cells, body, contacts, today)) for row, cells, body in rows]
    others: dict[Identity, list[tuple[Checked, Cells, ContactEntry]]] = {}
    for row, cells, entry in read:
        if entry is None:
            continue
        identity = _identity(entry)
        # A sheet that we issued names the contact itself: its number may be another now.
        keyed = contacts.by_key.get(cells.text("key", 40))
        known = [keyed] if keyed else contacts.free(identity, entry.phone)
        if known:
            row.entry = contacts.claim(entry, known)
        else:
            others.setdefault(identity, []).append((row, cells, entry))
    for identity, left in others.items():
        _match(identity, left, contacts)
    for row, _cells, entry in read:
        if entry is not None and not row.wrongs:
            _compare(row, row.entry)


def _entry(
    row: Checked, cells: Cells, body: Body | None, contacts: Contacts, today: date
) -> ContactEntry | None:  # fmt: skip
    name = cells.text("name", 40)
    row.name = row.name or f"{cells.text('unit', 100)} {name}".strip()
    role = cells.choice("role", ROLE_WORDS, "角色")
    phone, mail, checked = plain(cells.text("phone", 40)), cells.text("mail", 100), cells.day("checked_on")
    if row.wrongs:
        return None
    _check(cells, body, role, phone, mail, checked, today)
    if row.wrongs or body is None or role is None or checked is None:
        return None
    if body.id in contacts.closed:
        cells.fault("unit", "您不能查看这个单位的电话，请由它的管理机构导入。")
        return None
    return ContactEntry(body, role, name, cells.text("post", 60), phone, mail, checked)


def _match(
    identity: Identity, rows: Sequence[tuple[Checked, Cells, ContactEntry]], contacts: Contacts
) -> None:  # fmt: skip
    """Rows whose number the register does not have: a new number of the one who is left, or somebody new."""
    seen: dict[str, int] = {one.phone: 0 for one in contacts.by_name.get(identity, ())}
    free = contacts.free(identity)
    for row, cells, entry in rows:
        if seen.get(entry.phone):
            cells.fault("", f"与第 {seen[entry.phone]} 行是同一联系人，只能留一行。")
        elif entry.phone in seen:
            cells.fault("", "前面已有一行是同一联系人、同一电话，只能留一行。")
        elif free and (len(free) > 1 or len(rows) > 1):
            cells.fault("phone", AMBIGUOUS.format(len(contacts.by_name[identity])))
        else:
            row.entry = contacts.claim(entry, free)
        seen[entry.phone] = seen.get(entry.phone) or row.number


def _identity(entry: ContactEntry) -> Identity:
    return entry.body.id, entry.role, _who(entry.role, entry.name, entry.phone)


def _who(role: ContactRole, name: str, phone: str) -> str:
    return phone if role is ContactRole.DUTY and not name else key_of(name)


def _check(
    cells: Cells, body: Body | None, role: ContactRole | None, phone: str, mail: str, checked: date | None, today: date
) -> None:  # fmt: skip
    if body is None:
        cells.fault("unit", "没有写单位。")
    if role is None:
        cells.fault("role", "没有写角色（负责人、应急联络员、24小时值班电话）。")
    if not PHONE.fullmatch(phone):
        cells.fault("phone", "电话只写数字，可带区号、短横线和“转”分机。" if phone else "没有写电话。")
    if mail and not MAIL.fullmatch(mail):
        cells.fault("mail", "邮箱应如 name@example.gov.cn。")
    if checked is None:
        cells.fault("checked_on", "没有写核对日期：最近一次打通或向本人核实的日期。")
    elif checked > today:
        cells.fault_day("checked_on", f"核对日期不能晚于今天（{today}）。请写最近一次真正核实的那一天。")


def _compare(row: Checked, entry: ContactEntry) -> None:
    known = entry.known
    if known is None:
        row.status = Status.NEW
        row.notes.append(f"{entry.role.label}，电话 {masked(entry.phone)}，核对日期 {entry.checked_on}")
        return
    later = max(entry.checked_on, known.checked_on)
    pairs = (
        ("电话", known.phone, entry.phone), ("职务", known.post, entry.post), ("邮箱", known.mail, entry.mail),
        ("核对日期", str(known.checked_on), str(later)),
    )  # fmt: skip
    differ = [(word, before, after) for word, before, after in pairs if after and before != after]
    row.changes = [
        Change(word, masked(before), masked(after)) if word == "电话" else Change(word, before, after)
        for word, before, after in differ
    ]
    row.status = Status.CHANGED if row.changes else Status.UNCHANGED
