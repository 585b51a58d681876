"""Who is there, who asks, and which sign-ins are alive."""

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, or_, select

from emergency.accounts.models import Person, ScopePart, SignIn
from emergency.accounts.rules import ABSOLUTE, IDLE, is_alive
from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.access import Role, Scope, scope_for
from emergency.base.database import db
from emergency.base.errors import NotFound

# The hash of a password that was thrown away; made once here, for hashing one at each start costs a sixth of a second.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$xOW+9ZGumf5MCBGDfvbH+Q$uum2PUvBq3+mZK8udHLqLLmkyYPskVKxsrk+NWkPdsg"


def hashed(token: str) -> str:
    """What is kept of a sign-in's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def scope_of(person: Person, *, sign_in_id: int | None = None, address: str = "") -> Scope:
    """The scope that a person's parts add up to."""
    return scope_of_rows(person, person.parts, sign_in_id=sign_in_id, address=address)


def scope_of_rows(person: Any, parts: Iterable[Any], *, sign_in_id: int | None = None, address: str = "") -> Scope:
    """The same from bare rows of the two tables, as a statement without objects reads them."""
    parts = list(parts)
    return scope_for(
        Role(person.role),
        person_id=person.id,
        name=person.name,
        regions=tuple(part.region_code for part in parts if part.region_code),
        lines=frozenset(part.line for part in parts if part.line),
        unit_ids=tuple(part.unit_id for part in parts if part.unit_id),
        signin_id=sign_in_id,
        must_change_password=person.must_change_password,
        address=address,
    )


def living_sign_in(token: str) -> tuple[SignIn, Person] | None:
    """The sign-in of a token with its person, or None when it is unknown, ended or too old."""
    query = select(SignIn, Person).join(Person, Person.id == SignIn.person_id)
    row = db.session.execute(query.where(SignIn.token_hash == hashed(token))).one_or_none()
    if row is None or row.Person.ended_on is not None:
        return None
    found: SignIn = row.SignIn
    alive = is_alive(clock.now(), began=found.began_at, seen=found.seen_at, ended=found.ended_at)
    return (found, row.Person) if alive else None


def person_by_login(login: str) -> Person | None:
    """The person of a login, ended ones too."""
    return db.session.scalar(select(Person).where(Person.login == login))


def people(_scope: Scope, *, text: str = "", role: str = "", ended: bool = False) -> Select[Any]:
    """The people that fit, for the system administrator."""
    query = select(Person).order_by(Person.ended_on.isnot(None), Person.role, Person.login)
    if text:
        found = (Person.name.contains(text, autoescape=True), Person.login.contains(text, autoescape=True))
        query = query.where(or_(*found))
    if role:
        query = query.where(Person.role == role)
    return query if ended else query.where(Person.ended_on.is_(None))


def without_password(scope: Scope) -> list[Person]:
    """The living people who came by a list and were given no first password yet."""
    return list(db.session.scalars(people(scope).where(Person.password_hash == NOBODY)))


def get_person(_scope: Scope, person_id: int) -> Person:
    """One person, for the system administrator. Raises NotFound."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def sign_ins(*, person_id: int | None = None) -> list[tuple[SignIn, Person]]:
    """The living sign-ins, of one person or of all, newest first."""
    now = clock.now()
    query = select(SignIn, Person).join(Person, Person.id == SignIn.person_id)
    query = query.where(SignIn.ended_at.is_(None), SignIn.seen_at > now - IDLE, SignIn.began_at > now - ABSOLUTE)
    if person_id is not None:
        query = query.where(SignIn.person_id == person_id)
    return [(row.SignIn, row.Person) for row in db.session.execute(query.order_by(SignIn.began_at.desc()))]


def has_city_officer() -> bool:
    """Whether somebody of the city's emergency office has an account."""
    query = select(func.count()).where(Person.role == Role.CITY.value, Person.ended_on.is_(None))
    return bool(db.session.scalar(query))


def others_who_cover(region_code: str, role: Role, *, without: int | None) -> list[Person]:
    """Other living people of a role whose scope has this very region; to say who else could check a plan."""
    query = select(Person).join(ScopePart, ScopePart.person_id == Person.id)
    query = query.where(Person.role == role.value, Person.ended_on.is_(None), ScopePart.region_code == region_code)
    return [person for person in db.session.scalars(query).unique() if person.id != without]


def acts_by(person_id: int, limit: int = 100) -> list[AuditEvent]:
    """The newest acts of one person, for the handover."""
    query = select(AuditEvent).where(AuditEvent.person_id == person_id).order_by(AuditEvent.id.desc())
    return list(db.session.scalars(query.limit(limit)))
