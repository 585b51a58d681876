"""The first accounts of an installation: one 示例 account a role to try it with, or the one administrator."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from emergency.accounts import actions
from emergency.accounts.models import Person
from emergency.accounts.queries import person_by_login
from emergency.accounts.scopes import Part
from emergency.base.access import ROLE_NAMES, Role, system_scope
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.units.models import Unit
from emergency.units.models_regions import Region

# Lines of login, password and role; the file is shown as it is when a start finds nothing to prepare.
KEPT = "demo-accounts.txt"
CITY, COUNTY = "231100000000", "231102000000"
ADMINISTRATOR = "admin"


@dataclass(frozen=True)
class Account:
    """One account with its password in clear, for showing."""

    login: str
    password: str
    role: str

    def __str__(self) -> str:
        return f"{self.login}\t{self.password}\t{self.role}"


def demo_accounts(settings: Settings) -> list[Account]:
    """One 示例 account for each role, with random passwords; the same ones as long as their file is kept."""
    path = settings.instance / KEPT
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    kept = {account.login: account for account in (Account(*line.split("\t")) for line in lines)}
    wanted = [_kept_or_new(role, kept.get(_login(role))) for role in Role]
    if wanted != list(kept.values()):
        _keep(path, wanted)
    return wanted


def forget_demo_accounts(settings: Settings) -> None:
    """Throw the shown passwords away, with the 示例 data that they opened."""
    (settings.instance / KEPT).unlink(missing_ok=True)


def first_administrator() -> Account | None:
    """The one administrator of an installation that has nobody yet; nothing where somebody is."""
    if db.session.scalar(select(Person.id).where(Person.role == Role.SYSTEM.value, Person.sample.is_(False)).limit(1)):
        return None
    first = actions.first_password()
    with committed():
        actions.add_person(system_scope(), ADMINISTRATOR, "系统管理员", Role.SYSTEM, [], first)
    return Account(ADMINISTRATOR, first.clear, ROLE_NAMES[Role.SYSTEM])


def _login(role: Role) -> str:
    return f"demo-{role.value}"


def _kept_or_new(role: Role, kept: Account | None) -> Account:
    person = person_by_login(_login(role))
    if kept is not None and person is not None:
        return kept
    first = actions.first_password()
    with committed():
        if person is None:
            name = f"示例{ROLE_NAMES[role]}"
            actions.add_person(system_scope(), _login(role), name, role, _parts(role), first, sample=True)
        else:
            actions.reset_password(system_scope(), person, first)
            person.must_change_password = False
    return Account(_login(role), first.clear, ROLE_NAMES[role])


def _parts(role: Role) -> list[Part]:
    """The scope of a 示例 account, on what the register holds."""
    if role is Role.UNIT:
        return [Part(unit_id=_some_unit())]
    if role is Role.LINE:
        return [Part(region_code=CITY), Part(line="教育")]
    regions = {Role.CITY: CITY, Role.COUNTY: COUNTY, Role.TOWNSHIP: _some_township()}
    return [Part(region_code=regions[role])] if role in regions else []


def _some_township() -> str:
    """The township of the first county with the most 示例 units, or its first counted one."""
    query = select(Unit.region_code).where(Unit.sample.is_(True), Unit.region_code.startswith(COUNTY[:6]))
    towns = Counter(f"{code[:9]}000" for code in db.session.scalars(query) if code[6:9] != "000")
    if towns:
        return towns.most_common(1)[0][0]
    counted = select(Region.code).where(
        Region.level == "township", Region.parent_code == COUNTY, Region.counts.is_(True)
    )
    return str(db.session.scalar(counted.order_by(Region.code).limit(1)) or COUNTY)


def _some_unit() -> int | None:
    """A 示例 unit of that township where there is one, else the township's own body."""
    query = select(Unit.id).where(Unit.region_code.startswith(_some_township()[:9]))
    return db.session.scalar(
        query.order_by(Unit.sample.desc(), (Unit.kind == "school").desc(), Unit.region_code, Unit.id).limit(1)
    )


def _keep(path: Path, accounts: list[Account]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{account}\n" for account in accounts)
