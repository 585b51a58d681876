"""What a sheet issued to one unit asks: its rows, which cells stay locked, which are to be filled in (pure)."""

from collections.abc import Iterable, Mapping
from datetime import date

from emergency.drills.rules import OPEN
from emergency.evidence.facts import SECRECY_LABELS, Secrecy
from emergency.ledgers.check_contacts import KnownContact
from emergency.ledgers.check_drills import Known
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.facts import Field, Kind
from emergency.ledgers.names import Body
from emergency.ledgers.plan_rows import DATED, Picture
from emergency.plans import rules
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind

# By ledger, by the key of a row, by item: what the sheet says.
Told = Mapping[str, Mapping[str, Mapping[str, str]]]
SERIAL, KEY, HINT = "表单编号", "系统行号", "系统提示"
# What a person wrote stands still in these; only the office changes them, on its own pages.
LOCKED: Mapping[Kind, tuple[str, ...]] = {
    Kind.UNIT: ("name", "kind", "region", "line"),
    Kind.CONTACT: ("role", "name"),
    Kind.PLAN: ("code", "title", "kinds", "secrecy"),
    Kind.DRILL: ("title", "day"),
}
FILLED: Mapping[Kind, tuple[str, ...]] = {
    Kind.UNIT: ("uscc", "address"),
    Kind.CONTACT: ("post", "phone", "mail", "checked_on"),
    Kind.PLAN: (
        "number", "version", "issued", "published", "signed", "reviewed", "effective", "expires", "issuing_name",
        "signed_by", "target", "filed", "received", "receipt",
    ),
    Kind.DRILL: ("state", "participants", "summary"),
}  # fmt: skip
# Asked of a new row only; of one that is known they are changed on its page.
NEW_ONLY: Mapping[Kind, tuple[str, ...]] = {Kind.DRILL: ("content", "form", "purpose", "place")}
BLANKS: Mapping[Kind, int] = {Kind.UNIT: 0, Kind.CONTACT: 4, Kind.PLAN: 4, Kind.DRILL: 6}


def fields_of(kind: Kind) -> list[Field]:
    """The columns of an issued sheet in their order; KEY stands before them, HINT behind."""
    known = {field.name: field for field in COLUMNS[kind]}
    return [known[name] for name in (*LOCKED[kind], *FILLED[kind], *NEW_ONLY.get(kind, ()))]


def told_of(
    body: Body, way: str, plans: Iterable[Picture], contacts: Iterable[KnownContact], drills: Iterable[Known],
    kinds: Iterable[Kind],
) -> dict[str, dict[str, dict[str, str]]]:  # fmt: skip
    """What the register says of a unit, as its sheet shows it: equal values are equal words, now and later."""
    rows = {
        Kind.UNIT: {f"unit:{body.id}": _unit(body, way)},
        Kind.CONTACT: {f"contact:{one.id}": _contact(one) for one in contacts},
        Kind.PLAN: {f"plan:{one.id}": _plan(one) for one in plans if not one.abolished},
        Kind.DRILL: {f"drill:{one.id}": _drill(one) for one in drills if one.state in OPEN},
    }
    return {kind.value: rows[kind] for kind in rows if kind in set(kinds)}


def _unit(body: Body, way: str) -> dict[str, str]:
    return {
        "name": body.name, "kind": UNIT_KIND_LABELS[UnitKind(body.kind)], "region": way, "line": body.line,
        "uscc": body.uscc, "address": body.address,
    }  # fmt: skip


def _contact(one: KnownContact) -> dict[str, str]:
    return {
        "role": one.role.label, "name": one.name, "post": one.post, "phone": one.phone, "mail": one.mail,
        "checked_on": str(one.checked_on),
    }  # fmt: skip


def _plan(one: Picture) -> dict[str, str]:
    # Of a plan that is registered by code and dates only, nothing more goes out either.
    secret = rules.is_secret(Secrecy(one.secrecy))
    told = {
        "code": one.code, "title": one.shown, "kinds": rules.kind_names(one.kinds),
        "secrecy": SECRECY_LABELS[Secrecy(one.secrecy)], "number": "" if secret else one.number,
        "version": f"第{one.latest}版", "issuing_name": "" if secret else one.issuing_name,
        "signed_by": "" if secret else one.signed_by, "target": "" if secret else one.filing_target,
        "filed": str(max(one.filed)) if one.filed else "",
    }  # fmt: skip
    days: dict[str, date | None] = {item: one.dates.get(act) for item, act in DATED.items()}
    return told | {item: str(day) if day else "" for item, day in days.items()}


def _drill(one: Known) -> dict[str, str]:
    return {
        "title": one.title, "day": str(one.day), "place": one.place, "participants": str(one.participants or ""),
    }  # fmt: skip
