"""Contacts in a ledger against the register: new, another number, the same, or wrong and why (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
    """The contacts of the register by unit, role and name; `closed` are units whose numbers the viewer may not read."""

    def __init__(self, known: Iterable[KnownContact], closed: Iterable[int]) -> None:
        self.closed = frozenset(closed)
        self.by_name = {(one.unit_id, one.role, _who(one.role, one.name, one.phone)): one for one in known}

        self.by_key = {f"contact:{one.id}": one for one in self.by_name.values()}

    def find(self, unit_id: int, role: ContactRole, name: str, phone: str) -> KnownContact | None:
        """The contact of that role and name; a 值班电话 is told by its number."""
        return self.by_name.get((unit_id, role, _who(role, name, phone)))


def check_contacts(rows: Iterable[tuple[Checked, Cells, Body | None]], contacts: Contacts, today: date) -> None:
    """Fill in what each row would do; the units were looked up before."""
    seen: dict[object, int] = {}
    for row, cells, body in rows:
        name = cells.text("name", 40)
        row.name = row.name or f"{cells.text('unit', 100)} {name}".strip()
        role = cells.choice("role", ROLE_WORDS, "角色")
        phone, mail, checked = plain(cells.text("phone", 40)), cells.text("mail", 100), cells.day("checked_on")
        if row.wrongs:
            continue
        _check(cells, body, role, phone, mail, checked, today)
        if row.wrongs or body is None or role is None or checked is None:
            continue
        identity = (body.id, role, _who(role, name, phone))
        if identity in seen:
            cells.fault("", f"与第 {seen[identity]} 行是同一联系人，只能留一行。")
            continue
        seen[identity] = row.number
        # A sheet that we issued names the contact itself: its number may be another now.
        known = contacts.by_key.get(cells.text("key", 40)) or contacts.find(body.id, role, name, phone)
        if body.id in contacts.closed:
            cells.fault("unit", "您不能查看这个单位的电话，请由它的管理机构导入。")
            continue
        row.entry = ContactEntry(body, role, name, cells.text("post", 60), phone, mail, checked, known)
        _compare(row, row.entry)


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
