"""Writing the accounts of a checked file; first passwords are given afterwards, on the page of people."""

from collections.abc import Iterable

from emergency.accounts.actions import NO_PASSWORD, add_person, edit_person
from emergency.accounts.queries import get_person
from emergency.base.access import Scope
from emergency.ledgers.check_people import PersonEntry
from emergency.ledgers.taking import naming


def apply_people(scope: Scope, rows: Iterable[tuple[str, PersonEntry]]) -> None:
    """Add new accounts and change those that are known. Raises Refusal."""
    for row, entry in rows:
        with naming(row):
            if entry.known is None:
                add_person(scope, entry.login, entry.name, entry.role, entry.parts, NO_PASSWORD)
            else:
                edit_person(scope, get_person(scope, entry.known.id), entry.name, entry.role, entry.parts)
