"""The trail chains its acts, and the database refuses to change them."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from emergency.audit import trail
from emergency.audit.models import AuditEvent
from emergency.audit.rules import GENESIS, Tag, row_digest
from emergency.base.access import system_scope
from emergency.base.database import committed, db


def act(sentence: str) -> None:
    with committed():
        trail.record(system_scope(), Tag.SEED, "test", 1, sentence)


def test_each_act_names_the_hash_of_the_act_before_it(app: Flask) -> None:
    act("第一件。")
    act("第二件。")
    first, second = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    assert first.previous == GENESIS
    assert second.previous == first.hash


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET sentence = ''", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_an_act(app: Flask, statement: str) -> None:
    act("一件。")
    with pytest.raises(IntegrityError, match="append-only"):
        db.session.execute(text(statement))


def test_an_empty_new_column_changes_no_digest() -> None:
    assert row_digest({"id": 1}) == row_digest({"id": 1, "added": None})


def test_a_number_and_its_text_have_different_digests() -> None:
    assert row_digest({"id": 1}) != row_digest({"id": "1"})
