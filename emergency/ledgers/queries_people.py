"""The accounts as plain values, for a ledger of people."""

from sqlalchemy import select

from emergency.accounts.models import Person
from emergency.accounts.queries_places import places_of
from emergency.accounts.scopes import Part
from emergency.base.access import Role, Scope
from emergency.base.database import db
from emergency.ledgers.check_people import KnownPerson


def load_people(_scope: Scope) -> dict[str, KnownPerson]:
    """Every account by its login, for the system administrator; ended ones too, for a login is used once."""
    people = list(db.session.scalars(select(Person)))
    words = places_of(part for person in people for part in person.parts)
    return {
        person.login.casefold(): KnownPerson(
            person.id, person.login, person.name, Role(person.role),
            frozenset(Part(part.region_code, part.unit_id, part.line) for part in person.parts),
            "、".join(words[part.id] for part in person.parts), person.ended_on is not None,
        )
        for person in people
    }  # fmt: skip
