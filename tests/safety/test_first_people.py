"""The first accounts: one 示例 account a role that keeps its password, or one administrator who must change it."""

import stat

from flask import Flask

from emergency.accounts.actions import matches
from emergency.accounts.queries import person_by_login
from emergency.base.access import Role
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.first_people import KEPT, demo_accounts, first_administrator


def test_there_is_one_sample_account_for_each_role(app: Flask, settings: Settings) -> None:
    accounts = demo_accounts(settings)
    people = [person_by_login(account.login) for account in accounts]
    assert [person.role for person in people if person] == [role.value for role in Role]
    assert all(person.sample and not person.must_change_password for person in people if person)


def test_sample_passwords_are_random_and_work(app: Flask, settings: Settings) -> None:
    accounts = demo_accounts(settings)
    assert len({account.password for account in accounts}) == len(accounts)
    person = person_by_login(accounts[0].login)
    assert person is not None
    assert matches(person.password_hash, accounts[0].password)


def test_the_next_start_shows_the_same_accounts(app: Flask, settings: Settings) -> None:
    first = demo_accounts(settings)
    assert demo_accounts(settings) == first
    assert stat.S_IMODE((settings.instance / KEPT).stat().st_mode) == 0o600


def test_a_lost_file_gives_new_passwords_to_the_same_people(app: Flask, settings: Settings) -> None:
    first = demo_accounts(settings)
    (settings.instance / KEPT).unlink()
    second = demo_accounts(settings)
    assert [account.login for account in second] == [account.login for account in first]
    assert not {account.password for account in second} & {account.password for account in first}


def test_the_administrator_is_made_once_and_must_change_the_password(app: Flask, settings: Settings) -> None:
    account = first_administrator()
    assert account is not None
    person = person_by_login(account.login)
    assert person is not None
    assert person.must_change_password
    db.session.rollback()
    assert first_administrator() is None
