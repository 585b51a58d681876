"""Signing in and out, adding, changing and ending people."""

import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select, update

from emergency.accounts.models import Person, ScopePart, SignIn, SignInTry
from emergency.accounts.queries import NOBODY, hashed, living_sign_in, person_by_login, scope_of
from emergency.accounts.rules import (
    LOCK_WINDOW,
    SEEN_AT_MOST_EVERY,
    locked_until,
    login_fault,
    minutes_left,
    new_password,
    password_fault,
)
from emergency.accounts.scopes import Part, check_scope
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import ROLE_NAMES, Role, Scope
from emergency.base.database import apart, db, end_reading, note_if_free
from emergency.base.errors import Conflict, NotFound, Refusal, TooMany

hasher = PasswordHasher()
# Each hash takes 64 MiB; so many at once and no more.
HASHED_AT_ONCE = 4
hashing = BoundedSemaphore(HASHED_AT_ONCE)
WRONG = "账号或密码不正确。连续 5 次不正确后，该账号 15 分钟内不能登录。"


@dataclass(frozen=True)
class FirstPassword:
    """A password that we made, in clear for showing it once, and its hash."""

    clear: str
    hash: str


# Nobody knows it: a person who came by a list can sign in once a first password was given.
NO_PASSWORD = FirstPassword("", NOBODY)


def hash_password(password: str) -> str:
    """The argon2id hash of a password; done outside any transaction, which it ends."""
    end_reading()
    return _hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether a password is the one of this hash; takes the same time for nobody's hash. Ends the reading."""
    end_reading()
    with hashing:
        try:
            return hasher.verify(password_hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def check_password(login: str, password: str, address: str) -> Person:
    """The person of a login and password. Raises TooMany when locked, Refusal when wrong.

    Failures alone count. What a guess was worth is told only while fewer than five failures stand, judged and noted
    in one commit: guesses sent all at once learn no more than those sent in turn, and many right ones never lock.
    """
    _refuse_locked(_locked_until(db.session.connection(), login))
    person = person_by_login(login)
    known = person is not None and person.ended_on is None
    right = matches(person.password_hash if person and known else NOBODY, password)
    with apart() as connection:
        connection.execute(delete(SignInTry).where(SignInTry.at < clock.now() - LOCK_WINDOW))
        locked = _locked_until(connection, login)
        if locked is None and not (known and right):
            connection.execute(insert(SignInTry).values(login=login, address=address, at=clock.now()))
    _refuse_locked(locked)
    if not (person and known and right):
        raise Refusal(WRONG)
    return person


def check_old_password(person: Person, password: str, address: str) -> None:
    """As check_password, for changing it: who found an open session may not try passwords without end."""
    try:
        check_password(person.login, password, address)
    except Refusal as refusal:
        raise Refusal("现密码不正确。", "old") from refusal


def _locked_until(connection: Connection, login: str) -> datetime | None:
    failures = list(connection.scalars(select(SignInTry.at).where(SignInTry.login == login)))
    return locked_until(failures, clock.now())


def _refuse_locked(until: datetime | None) -> None:
    if until is not None:
        minutes = minutes_left(until, clock.now())
        raise TooMany(f"该账号登录失败次数过多，请 {minutes} 分钟后再试，或联系系统管理员。")


def sign_in(person: Person, address: str, agent: str) -> str:
    """Begin a sign-in and give its token; the token is new each time, so none can be planted."""
    token, now = secrets.token_urlsafe(32), clock.now()
    row = SignIn(token_hash=hashed(token), person_id=person.id, began_at=now, seen_at=now, address=address[:60])
    row.agent = agent[:200]
    db.session.add(row)
    db.session.flush()
    scope = scope_of(person, sign_in_id=row.id, address=address)
    trail.record(scope, Tag.SIGN_IN, "person", person.id, f"{person.name}登录。")
    return token


def touch(row: SignIn) -> None:
    """Note that a sign-in is in use, at most once a minute; beside somebody's long commit a later page notes it."""
    now, sign_in_id = clock.now(), row.id
    if now - row.seen_at >= SEEN_AT_MOST_EVERY:
        note_if_free(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now), "sign-in", sign_in=sign_in_id)


def identify(token: str, address: str) -> Scope | None:
    """The scope of whoever holds a living sign-in's token."""
    found = living_sign_in(token)
    if found is None:
        return None
    row, person = found
    scope = scope_of(person, sign_in_id=row.id, address=address)
    touch(row)
    return scope


def sign_out(scope: Scope) -> None:
    """End the sign-in that asks."""
    db.session.execute(update(SignIn).where(SignIn.id == scope.signin_id).values(ended_at=clock.now()))
    trail.record(scope, Tag.SIGN_OUT, "person", scope.person_id, f"{scope.name}退出。")


def end_sign_in(scope: Scope, sign_in_id: int, *, own: bool) -> None:
    """End another sign-in: one's own, or anybody's for the system administrator. Raises NotFound."""
    row = db.session.get(SignIn, sign_in_id)
    if row is None or (own and row.person_id != scope.person_id):
        raise NotFound
    row.ended_at = clock.now()
    trail.record(scope, Tag.SESSION_END, "person", row.person_id, f"{scope.name}结束了一个登录（来自 {row.address}）。")


def first_password() -> FirstPassword:
    """A new first password with its hash; made before any transaction."""
    password = new_password()
    return FirstPassword(password, hash_password(password))


def first_passwords(number: int) -> list[FirstPassword]:
    """Several at once, as many of them at a time as the machine may make; before any transaction."""
    end_reading()
    clear = [new_password() for _ in range(number)]
    with ThreadPoolExecutor(HASHED_AT_ONCE) as pool:
        return [FirstPassword(*pair) for pair in zip(clear, pool.map(_hash, clear), strict=True)]


def _hash(password: str) -> str:
    with hashing:
        return hasher.hash(password)


def check_new_person(login: str, role: Role, parts: Sequence[Part]) -> None:
    """Raises Refusal for a login that cannot be used and for a scope that does not fit the role."""
    if wrong := login_fault(login):
        raise Refusal(wrong, "login")
    check_scope(role, parts)


def add_person(
    scope: Scope,
    login: str,
    name: str,
    role: Role,
    parts: Iterable[Part],
    first: FirstPassword,
    *,
    sample: bool = False,
) -> Person:
    """Add a person whose first password is shown once and changed at the first sign-in. Raises Refusal.

    示例 accounts keep their password, for they last as long as the 示例 data.
    """
    if person_by_login(login) is not None:
        raise Refusal("这个账号名已有人使用，请换一个。", "login")
    person = Person(
        login=login, name=name, role=role.value, password_hash=first.hash, must_change_password=not sample,
        created_at=clock.now(), sample=sample,
    )  # fmt: skip
    person.parts = _rows(parts)
    db.session.add(person)
    db.session.flush()
    sentence = f"新增人员{name}（{login}），角色：{ROLE_NAMES[role]}。"
    trail.record(scope, Tag.PERSON_ADD, "person", person.id, sentence, after=facts_of(person))
    return person


def edit_person(
    scope: Scope, person: Person, name: str, role: Role, parts: Iterable[Part], seen: int | None = None
) -> None:
    """Change a person's name, role and scope; the change holds from the next request. Raises Conflict."""
    if seen is not None and person.version != seen:
        raise Conflict("这个账号刚刚被别人修改过，您的修改没有保存。请刷新页面核对后重新提交。")
    if person.id == scope.person_id and role.value != person.role:
        raise Refusal("不能修改自己的角色，请由另一名系统管理员办理。", "role")
    before = facts_of(person)
    person.name, person.role = name, role.value
    person.parts = _rows(parts)
    db.session.flush()
    sentence = f"修改人员{name}（{person.login}）的角色或管辖范围。"
    trail.record(scope, Tag.PERSON_EDIT, "person", person.id, sentence, before, facts_of(person))


def reset_password(scope: Scope, person: Person, first: FirstPassword) -> None:
    """Take a new first password for a person; every sign-in of the person ends."""
    person.password_hash, person.must_change_password = first.hash, True
    _end_all(person)
    trail.record(scope, Tag.PASSWORD_RESET, "person", person.id, f"重置{person.name}（{person.login}）的密码。")


def change_password(scope: Scope, person: Person, password_hash: str) -> None:
    """Take the new password; other sign-ins of the person end."""
    person.password_hash, person.must_change_password = password_hash, False
    _end_all(person, but=scope.signin_id)
    trail.record(scope, Tag.PASSWORD_CHANGE, "person", person.id, f"{person.name}修改了密码。")


def check_new_password(login: str, password: str) -> str:
    """The hash of a new password. Raises Refusal with what is wrong; before any transaction."""
    fault = password_fault(password, login)
    if fault:
        raise Refusal(fault, "password")
    return hash_password(password)


def end_person(scope: Scope, person: Person, successor: Person | None) -> None:
    """停用并移交: the account and its sign-ins end, duties stay with the unit; the successor is named."""
    if person.id == scope.person_id:
        raise Refusal("不能停用自己的账号，请由另一名系统管理员办理。")
    if person.ended_on is not None:
        raise Refusal("该账号已经停用。")
    person.ended_on, person.successor_id = clock.today(), successor.id if successor else None
    _end_all(person)
    to_whom = f"，工作移交给{successor.name}" if successor else ""
    sentence = f"停用{person.name}（{person.login}）的账号{to_whom}。"
    after = {"ended_on": person.ended_on.isoformat(), "successor_id": person.successor_id}
    trail.record(scope, Tag.PERSON_END, "person", person.id, sentence, {"ended_on": None, "successor_id": None}, after)


def _end_all(person: Person, but: int | None = None) -> None:
    query = update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    if but is not None:
        query = query.where(SignIn.id != but)
    db.session.execute(query.values(ended_at=clock.now()))


def _rows(parts: Iterable[Part]) -> list[ScopePart]:
    return [ScopePart(region_code=part.region_code, unit_id=part.unit_id, line=part.line) for part in parts]


def facts_of(person: Person) -> dict[str, object]:
    """What the trail keeps of a person; never the password."""
    parts = [[part.region_code or "", part.unit_id or "", part.line or ""] for part in person.parts]
    return {"login": person.login, "name": person.name, "role": person.role, "parts": parts}
