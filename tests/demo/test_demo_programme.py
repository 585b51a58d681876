"""The 示例 register shows a programme of this year and the next, and takes them away with the rest."""

from flask import Flask

from emergency.base import clock
from emergency.base.database import db
from emergency.demo import remove_demo
from emergency.programme.models import Programme, ProgrammeCrew, ProgrammeLine


def test_a_newcomer_sees_two_years_placed(told: Flask):
    years = db.session.scalars(db.select(Programme.year).order_by(Programme.year)).all()
    assert years == [clock.today().year, clock.today().year + 1]
    placed = db.select(ProgrammeLine.id).where(ProgrammeLine.day.is_not(None))
    assert len(db.session.scalars(placed).all()) > 300


def test_they_go_with_the_sample_data(told: Flask):
    remove_demo()
    for model in (Programme, ProgrammeLine, ProgrammeCrew):
        assert db.session.scalar(db.select(db.func.count()).select_from(model)) == 0
