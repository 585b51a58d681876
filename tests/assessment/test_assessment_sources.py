"""Every measure with a source answers from the register, and its rows add up; the others say why they can't."""

from datetime import date

import pytest
from places import CITY, HEIHE

from emergency.assessment import queries
from emergency.assessment.behind import Shown, total
from emergency.assessment.catalogue import CATALOGUE, LIST
from emergency.assessment.facts import Measure
from emergency.assessment.queries_figures import answer, ground_of
from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.facts import UnitKind

SOURCED = [known.name for known in LIST if known.has_source]


def asked(name, on=date(2026, 11, 21)):
    ground = ground_of(CITY, queries.region_subject(CITY, HEIHE), on)
    return answer(ground, Measure(name, "", "", CATALOGUE[name].rules))


def test_names_are_unique_and_told():
    assert len(CATALOGUE) == len(LIST) and all(known.title and known.done and known.owed for known in LIST)


def test_the_rows_of_every_measure_add_up_to_its_figure(whole):
    for name in SOURCED:
        figure, rows = asked(name)
        assert (total(rows, Shown.DONE), total(rows, Shown.OWED)) == (figure.done, figure.owed), name
        assert len({row.name for row in rows}) == len(rows), name


def test_a_register_with_everything_answers_most_measures(whole):
    owing = {name for name in SOURCED if asked(name)[0].owed}
    assert {"covered-townships", "findings-mended", "entered-in-time", "trained"} <= owing


@pytest.mark.parametrize("name", [known.name for known in LIST if not known.has_source])
def test_a_measure_without_record_says_why(heihe, name):
    figure, rows = asked(name)
    assert figure.absent.startswith("台账") and rows == []


def test_an_empty_register_owes_nothing_and_scores_nothing(heihe):
    assert asked("special-drills-yearly")[0].owed == 0 and asked("findings-mended")[0].owed == 0


def test_departments_that_nobody_confirmed_are_told_and_not_counted(heihe):
    before, _ = asked("contact-named")
    with committed():
        details = UnitDetails(UnitKind.DEPARTMENT, "黑河市某局", HEIHE, line="水务")
        add_unit(system_scope(), details, Entry(date(2026, 1, 1), "待确认", counted=False, confirmed=False))
    figure, _ = asked("contact-named")
    assert (figure.unchecked - before.unchecked, figure.owed) == (1, before.owed)
