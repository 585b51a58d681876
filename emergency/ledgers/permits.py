"""Which permission taking each ledger in asks for."""

from collections.abc import Mapping

from emergency.base.access import Permission, Scope
from emergency.ledgers.facts import Kind

NEEDED: Mapping[Kind, Permission] = {
    Kind.UNIT: Permission.UNIT_EDIT, Kind.CONTACT: Permission.CONTACT_EDIT, Kind.PLAN: Permission.PLAN_EDIT,
    Kind.DRILL: Permission.DRILL_EDIT, Kind.PERSON: Permission.PEOPLE_EDIT,
}  # fmt: skip


def kinds_for(scope: Scope) -> list[Kind]:
    """The ledgers that this person may take in."""
    return [kind for kind in Kind if scope.may(NEEDED[kind])]
