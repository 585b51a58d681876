"""What is recorded of a unit: facts with their days and source, superiors, contacts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.slots import facts_changed
from emergency.units.actions_checks import settle
from emergency.units.actions_derived import insert_fact, insert_superior
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.fact_text import fact_label, value_text
from emergency.units.fact_values import clean, fault_in
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole, SuperiorKind, masked, masked_mail
from emergency.units.models import Contact, Unit, UnitFact
from emergency.units.queries_details import open_superior
from emergency.units.telling import tell_bodies, tell_fact
from emergency.units.timeline import Stretch
from emergency.units.versions import known_facts, lay_over

# Who it is stands on the unit's page, not in the records of its plans.
HEAD_CHANGED = "“{}”的负责人变更。"


@dataclass(frozen=True)
class ContactDetails:
    """What the form says of a contact."""

    role: ContactRole
    name: str
    post: str
    phone: str
    checked_on: date
    mail: str = ""


def record_fact(scope: Scope, unit: Unit, name: str, value: object, days: Stretch, source: str) -> None:
    """Record a fact for some days; what was known of these days is closed, never overwritten. Raises Refusal."""
    _check_fact(unit, name, value)
    _check_days(days)
    known = known_facts(unit.id, name)
    before = [_fact_state(row) for row in known]
    tell_fact(scope, unit, name, known, clean(name, value), days.start)
    lay_over(known, days, clock.now())
    kept = clean(name, value)
    insert_fact(scope, unit.id, name, list(kept) if isinstance(kept, tuple) else kept, days, source)
    facts_changed.send([unit.id])
    until = "" if days.end == FAR_DAY else f"至{days.end}（不含）"
    sentence = (
        f"登记“{unit.name}”的{fact_label(name)}：{value_text(name, value)}，自{days.start}起{until}，依据：{source}"
    )
    trail.record(scope, Tag.UNIT_FACT, "unit", unit.id, sentence, before, {"name": name, "value": kept})


def end_fact(scope: Scope, unit: Unit, name: str, day: date, source: str) -> None:
    """Say that a fact holds no longer from a day on. Raises Refusal when it does not hold on that day."""
    known = known_facts(unit.id, name)
    ended = [row for row in known if row.valid_from <= day < row.valid_to]
    if not ended:
        raise Refusal(f"{day}没有登记“{fact_label(name)}”，不必终止。", "since")
    if day > clock.today():
        raise Refusal("终止日期不能晚于今天；到那一天再登记即可。", "since")
    before = [_fact_state(row) for row in known]
    tell_fact(scope, unit, name, known, None, day)
    lay_over(known, Stretch(day, FAR_DAY), clock.now())
    facts_changed.send([unit.id])
    sentence = f"“{unit.name}”的{fact_label(name)}自{day}起不再适用，依据：{source}"
    trail.record(scope, Tag.UNIT_FACT, "unit", unit.id, sentence, before)


def set_superior(
    scope: Scope, unit: Unit, kind: SuperiorKind, superior: Unit | None, name: str, since: date, source: str
) -> None:
    """Say to whom the unit answers from a day on; the one before ends that day. Raises Refusal."""
    if superior is not None and superior.id == unit.id:
        raise Refusal("上级不能是本单位自己，请重新选择。", "superior")
    told = superior.name if superior else name
    if not told:
        raise Refusal("请选择上级单位，或写明它的名称。", "superior")
    before = open_superior(unit.id, kind)
    if before is not None:
        if since <= before.valid_from:
            raise Refusal(f"现有的{kind.label}自{before.valid_from}起，新的应晚于那一天。", "since")
        before.valid_to = since
    insert_superior(scope, unit, kind, superior or name, since, source)
    facts_changed.send([unit.id])
    sentence = f"“{unit.name}”的{kind.label}自{since}起为“{told}”"
    trail.record(scope, Tag.UNIT_SUPERIOR, "unit", unit.id, sentence, before.superior_name if before else None, told)
    if before is not None and before.superior_name != told:
        tell_bodies(scope, unit, since, f"{sentence}，原为“{before.superior_name}”。", f"superior-{kind.value}")


def add_contact(scope: Scope, unit: Unit, details: ContactDetails) -> Contact:
    """Add a contact; the trail keeps the number masked."""
    contact = Contact(unit_id=unit.id)
    _fill(contact, details)
    former = _former_head(unit) if details.role is ContactRole.HEAD else None
    db.session.add(contact)
    db.session.flush()
    if former is not None and former != details.name:
        tell_bodies(scope, unit, details.checked_on, HEAD_CHANGED.format(unit.name), "head")
    sentence = f"登记“{unit.name}”的{details.role.label}"
    trail.record(scope, Tag.CONTACT_EDIT, "unit", unit.id, sentence, after=_contact_state(contact))
    settle(scope, unit, details.checked_on)
    return contact


def edit_contact(scope: Scope, unit: Unit, contact: Contact, details: ContactDetails, seen: int | None = None) -> None:
    """Change a contact, or only the day on which it was checked. Raises Conflict."""
    if seen is not None and contact.version != seen:
        raise Conflict("这条联系方式刚刚被别人修改过，请刷新页面核对后重新提交。")
    before = _contact_state(contact)
    _fill(contact, details)
    if before["role"] == contact.role == ContactRole.HEAD and before["name"] != contact.name:
        tell_bodies(scope, unit, details.checked_on, HEAD_CHANGED.format(unit.name), "head")
    sentence = f"修改“{unit.name}”的{details.role.label}"
    trail.record(scope, Tag.CONTACT_EDIT, "unit", unit.id, sentence, before, _contact_state(contact))
    db.session.flush()
    settle(scope, unit, details.checked_on)


def end_contact(scope: Scope, unit: Unit, contact: Contact) -> None:
    """Take a contact out of use from today on."""
    contact.ended_on = clock.today()
    sentence = f"停用“{unit.name}”的{ContactRole(contact.role).label}"
    trail.record(scope, Tag.CONTACT_EDIT, "unit", unit.id, sentence, _contact_state(contact))
    db.session.flush()
    settle(scope, unit, clock.today())


def _former_head(unit: Unit) -> str | None:
    """The name of the head recorded last, in office or not; None where none was recorded."""
    query = select(Contact.name).where(Contact.unit_id == unit.id, Contact.role == ContactRole.HEAD.value)
    return db.session.scalar(query.order_by(Contact.id.desc()).limit(1))


def _fill(contact: Contact, details: ContactDetails) -> None:
    if details.checked_on > clock.today():
        raise Refusal("核对日期不能晚于今天。", "checked_on")
    contact.role = details.role.value
    contact.name, contact.post, contact.phone = details.name, details.post, details.phone
    contact.checked_on, contact.mail = details.checked_on, details.mail or None


def _check_fact(unit: Unit, name: str, value: object) -> None:
    wrong = fault_in(name, value)
    if wrong:
        raise Refusal(wrong, "value")
    if UnitKind(unit.kind) not in CATALOGUE[name].kinds:
        raise Refusal(f"“{fact_label(name)}”不适用于这一类单位。", "value")


def _check_days(days: Stretch) -> None:
    if days.start > clock.today():
        raise Refusal("起始日期不能晚于今天；到那一天再登记即可。", "since")
    if days.is_empty:
        raise Refusal("截止日期应晚于起始日期。", "until")


def _fact_state(row: UnitFact) -> dict[str, object]:
    return {
        "name": row.name,
        "value": row.value,
        "source": row.source,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat(),
    }


def _contact_state(contact: Contact) -> dict[str, object]:
    return {
        "role": contact.role,
        "name": contact.name,
        "phone": masked(contact.phone),
        "checked_on": contact.checked_on.isoformat(),
        **({"mail": masked_mail(contact.mail)} if contact.mail else {}),
    }
