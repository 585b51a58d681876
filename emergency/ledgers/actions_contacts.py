"""Writing the contacts of a checked file."""

from collections.abc import Iterable, Mapping

from emergency.base.access import Scope
from emergency.ledgers.check_contacts import ContactEntry
from emergency.ledgers.taking import naming
from emergency.units.actions_facts import ContactDetails, add_contact, edit_contact
from emergency.units.queries import get_unit
from emergency.units.queries_details import get_contact


def apply_contacts(
    scope: Scope, rows: Iterable[tuple[str, ContactEntry]], stand_ins: Mapping[int, int]
) -> None:  # fmt: skip
    """Add new contacts and change those that are known; the trail keeps numbers masked. Raises Refusal."""
    for row, entry in rows:
        with naming(row):
            unit = get_unit(scope, stand_ins.get(entry.body.id, entry.body.id))
            known = entry.known
            if known is None:
                add_contact(scope, unit, _details(entry))
            else:
                edit_contact(scope, unit, get_contact(scope, unit.id, known.id), _details(entry))


def _details(entry: ContactEntry) -> ContactDetails:
    """What the row says, and what it does not say as it stands; a check does not go back to an earlier day."""
    known = entry.known
    post = entry.post or (known.post if known else "")
    mail = entry.mail or (known.mail if known else "")
    day = max(entry.checked_on, known.checked_on) if known else entry.checked_on
    return ContactDetails(entry.role, entry.name, post, entry.phone, day, mail)
