"""People who subscribe to calendars, and what their programs get."""

from dataclasses import replace

from flask import Flask
from werkzeug.test import TestResponse

from emergency.accounts.actions import FirstPassword, add_person
from emergency.accounts.scopes import Part
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed
from emergency.drills.actions_feed import make_feed
from emergency.drills.feed_places import FeedPlace, Kind


def subscriber(scope: Scope, login: str = "subscriber") -> Scope:
    """The same scope, held by a person with an account."""
    parts = [
        *(Part(region_code=code) for code in scope.regions),
        *(Part(unit_id=number) for number in scope.unit_ids),
        *(Part(line=line) for line in sorted(scope.lines)),
    ]
    with committed():
        person = add_person(system_scope(), login, scope.name, scope.role, parts, FirstPassword("", "none"))
    return replace(scope, person_id=person.id)


def address_of(scope: Scope, kind: Kind = Kind.OWN, name: str = "") -> str:
    """A fresh subscription address of this person."""
    with committed():
        _, token = make_feed(scope, FeedPlace(kind, name))
    return f"/calendar/{token}.ics"


def fetched(app: Flask, address: str, status: int = 200, **headers: str) -> TestResponse:
    """What a calendar program without any sign-in gets."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = app.test_client().get(address, headers=sent)
    assert response.status_code == status
    return response
