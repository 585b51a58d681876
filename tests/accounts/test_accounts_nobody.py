"""An unknown account takes as long as a known one."""

from flask import Flask

from emergency.accounts.actions import hasher, matches
from emergency.accounts.queries import NOBODY


def test_the_hash_of_nobody_costs_what_every_hash_costs():
    assert not hasher.check_needs_rehash(NOBODY)


def test_no_password_fits_nobody(app: Flask):
    assert not matches(NOBODY, "")
