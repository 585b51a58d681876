"""How many statements each list page asks of the database, and whether that stays the same when the register grows.

Run: .venv/bin/python -m benchmarks.page_statements [MORE_UNITS] [SEED]
The register is a temporary one: Heihe's divisions, law and the 示例 data, then MORE_UNITS enterprises besides.
Pages are fetched as the city office, those of accounts and of the trail as who keeps them, signed in as people are.
"""

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, select

from emergency import create_app
from emergency.accounts import actions as accounts
from emergency.base import clock
from emergency.base.access import Role, system_scope
from emergency.base.config import read_settings
from emergency.base.database import committed, db
from emergency.coverage.actions import recompute_in_pieces
from emergency.demo import load_demo
from emergency.seeding import seed_reference
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.facts import UnitKind
from emergency.units.models_regions import Region
from emergency.units.queries_histories import all_unit_ids

CITY = "231100000000"
HOME_BAR = 12
PAGES = (
    "/", "/coverage", "/coverage?by=kind", "/coverage/duties", "/coverage/duties?light=owed&page=3", "/plans",
    "/plans/waiting", "/drills", "/drills/month", "/drills/waiting", "/papers", "/regions", "/regions?q=村", "/units",
    "/coverage?region=231102202000&by=unit", "/coverage?counted=0&on=2027-06-01", "/workdays", "/counting-rules",
    "/units?page=4", "/checklists", "/rules", "/search?q=村", f"/regions/{CITY}", f"/checklists/regions/{CITY}",
)  # fmt: skip
PAGES_OF = {Role.CITY: PAGES, Role.SYSTEM: ("/people", "/sign-ins"), Role.AUDITOR: ("/trail", "/trail?page=2")}


def main(more: int = 500, seed: int = 7) -> int:
    """Print the statements of each page before and after; 1 when a number grew or home asks too much."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(replace(read_settings(Path(folder)), testing=True))
        with app.app_context():
            upgrade()
            seed_reference()
            load_demo()
            clients = {role: signed_in(app, role) for role in PAGES_OF}
            before = counts(app, clients)
            grow(more, random.Random(seed))
            after = counts(app, clients)
    grown = [page for page in before if after[page] != before[page]]
    for page in before:
        print(f"{page:40} {before[page]:3} statements, with {more} more units {after[page]:3}")
    print(f"seed {seed}; home {after['/']} (bar {HOME_BAR}); pages that changed: {grown or 'none'}")
    return 1 if grown or after["/"] > HOME_BAR else 0


def signed_in(app: Flask, role: Role = Role.CITY) -> FlaskClient:
    """A client with the cookie of somebody of a role."""
    first = accounts.first_password()
    with committed():
        parts = [accounts.Part(region_code=CITY)]
        officer = accounts.add_person(system_scope(), f"bench-{role}", "测量", role, parts, first, sample=True)
        token = accounts.sign_in(officer, "127.0.0.1", "benchmark")
    client = app.test_client()
    client.set_cookie("sign-in", token)
    return client


def counts(app: Flask, clients: Mapping[Role, FlaskClient]) -> dict[str, int]:
    """The statements of each page, the second time that it is fetched."""
    found = {}
    for role, page in ((role, page) for role, pages in PAGES_OF.items() for page in pages):
        client = clients[role]
        for _ in range(2):
            db.session.remove()
            with statements() as asked, app.app_context():
                answer = client.get(page, buffered=True)
        assert answer.status_code == 200, (page, answer.status_code)
        found[page] = len(asked)
    return found


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements asked while the block runs."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split(maxsplit=1)[0].upper() not in ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def grow(more: int, chance: random.Random) -> None:
    """Add enterprises to townships drawn by chance, with their duties."""
    towns = db.session.scalars(select(Region.code).where(Region.level == "township", Region.counts.is_(True))).all()
    scope, entry = system_scope(), Entry(clock.today(), "测量", sample=True)
    with committed():
        for number in range(more):
            add_unit(scope, UnitDetails(UnitKind.ENTERPRISE, f"测量厂{number}", chance.choice(towns)), entry)
    recompute_in_pieces(all_unit_ids())


if __name__ == "__main__":
    raise SystemExit(main(*(int(word) for word in sys.argv[1:])))
