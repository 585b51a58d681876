"""The officer of the city who brings ledgers, signed in on a day of their tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import time_machine
from flask import Flask
from large_cast import account
from places import CITY
from visitors import Visitor


@pytest.fixture
def city(heihe: Flask, visit: Callable[..., Visitor]) -> Iterator[Visitor]:
    """The city's officer with an account of the register, for the worker looks it up; a file may want another one."""
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        account()
        yield visit(replace(CITY, address="10.0.0.8"))
