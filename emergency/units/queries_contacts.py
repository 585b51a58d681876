"""The contacts of all visible units in one list, with numbers as far as the viewer may read them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.paging import Page, paginate
from emergency.units.lines import ContactRole, masked
from emergency.units.models import Contact, Unit
from emergency.units.queries_details import reads_numbers
from emergency.units.within import lies_in, unit_in_scope


@dataclass(frozen=True)
class ContactFilter:
    """Which contacts are asked for; empty means all."""

    region: str = ""
    text: str = ""
    role: str = ""


@dataclass(frozen=True)
class ContactRow:
    """A contact in the list, its number masked for whoever has no business calling."""

    unit: Unit
    contact: Contact
    phone: str
    mail: str

    @property
    def role(self) -> str:
        """What the contact is, in Chinese."""
        return ContactRole(self.contact.role).label


def contacts_by(scope: Scope, wanted: ContactFilter) -> Any:
    """(Unit, Contact) of contacts in use of visible units that exist; for `paginate(…, scalars=False)`."""
    query = select(Unit, Contact).join(Contact, Contact.unit_id == Unit.id)
    query = query.where(unit_in_scope(scope), Contact.ended_on.is_(None), Unit.active_to > clock.today())
    if wanted.region:
        query = query.where(lies_in(Unit.region_code, wanted.region))
    if wanted.role:
        query = query.where(Contact.role == wanted.role)
    if wanted.text:
        told = Unit.name.contains(wanted.text, autoescape=True) | Contact.name.contains(wanted.text, autoescape=True)
        query = query.where(told)
    return query.order_by(Unit.region_code, Unit.id, Contact.role, Contact.id)


def list_contacts(scope: Scope, wanted: ContactFilter, page: int) -> Page[ContactRow]:
    """One page of them."""
    found = paginate(contacts_by(scope, wanted), page, scalars=False)
    return Page([shown_row(scope, *row) for row in found.items], found.number, found.size, found.total)


def shown_row(scope: Scope, unit: Unit, contact: Contact) -> ContactRow:
    """A contact as this viewer may see it."""
    if reads_numbers(scope, unit):
        return ContactRow(unit, contact, contact.phone, contact.mail or "")
    return ContactRow(unit, contact, masked(contact.phone), "")
