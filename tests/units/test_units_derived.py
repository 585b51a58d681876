"""What follows from a unit's kind, place and first day goes with them when they change."""

from datetime import date

import pytest
from places import AIHUI, CITY, NENJIANG, XINGFU

from emergency.audit.models import AuditEvent
from emergency.base.database import FAR_DAY, committed, db
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.actions_facts import record_fact, set_superior
from emergency.units.facts import UnitKind
from emergency.units.lines import SuperiorKind
from emergency.units.queries import representing_unit
from emergency.units.queries_details import superiors_of
from emergency.units.queries_histories import histories
from emergency.units.timeline import Stretch

FIRST, EARLIER, CHANGED = date(2015, 3, 1), date(2010, 1, 1), date(2026, 6, 1)
BUREAU = UnitDetails(UnitKind.DEPARTMENT, "爱辉区示例局", AIHUI)


@pytest.fixture
def bureau(heihe):
    with committed():
        return add_unit(CITY, BUREAU, Entry(FIRST, "三定方案"))


def edited(unit, kind=UnitKind.DEPARTMENT, region=AIHUI, since=CHANGED, begins=None):
    with committed():
        edit_unit(CITY, unit, UnitDetails(kind, unit.name, region), since, "更正", active_from=begins)
    return histories([unit.id])[unit.id]


def test_an_earlier_first_day_takes_along_what_the_kind_says(bureau):
    history = edited(bureau, begins=EARLIER)
    (span,) = history.facts["organ_kind"]
    assert (span.value, span.valid_from, span.valid_to) == ("organ", EARLIER, FAR_DAY)
    assert superiors_of(CITY, bureau.id)[0].valid_from == EARLIER


def test_a_first_day_corrected_later_and_then_earlier_leaves_no_gap(bureau):
    edited(bureau, begins=date(2018, 1, 1))
    history = edited(bureau, begins=EARLIER)
    assert [span.valid_from for span in history.facts["organ_kind"]] == [EARLIER]


def test_what_a_person_recorded_keeps_its_own_days(bureau):
    with committed():
        record_fact(CITY, bureau, "safety_duty", True, Stretch(FIRST, FAR_DAY), "三定方案")
    assert edited(bureau, begins=EARLIER).facts["safety_duty"][0].valid_from == FIRST


def test_a_new_kind_ends_what_only_the_old_one_could_have(bureau):
    with committed():
        record_fact(CITY, bureau, "safety_duty", True, Stretch(FIRST, FAR_DAY), "三定方案")
    history = edited(bureau, UnitKind.ENTERPRISE)
    assert {name: spans[-1].valid_to for name, spans in history.facts.items()} == {
        "organ_kind": CHANGED,
        "safety_duty": CHANGED,
    }
    told = db.session.scalars(db.select(AuditEvent.sentence).order_by(AuditEvent.id.desc())).first()
    assert "自2026-06-01起终止" in told


def test_a_new_kind_brings_what_follows_from_it(bureau):
    edited(bureau, UnitKind.ENTERPRISE)
    history = edited(bureau, UnitKind.DEPARTMENT, since=date(2026, 8, 1))
    assert history.fact_on("organ_kind", date(2026, 7, 1)) is None
    assert history.fact_on("organ_kind", date(2026, 8, 1)) == "organ"


def test_a_move_changes_the_superior_that_follows_from_the_place(bureau):
    edited(bureau, region=NENJIANG)
    new, old = superiors_of(CITY, bureau.id)
    assert (new.superior_id, new.valid_from) == (representing_unit(CITY, NENJIANG).id, CHANGED)
    assert (old.superior_id, old.valid_to) == (representing_unit(CITY, AIHUI).id, CHANGED)


def test_a_superior_that_a_person_named_stays(bureau):
    with committed():
        set_superior(
            CITY, bureau, SuperiorKind.TERRITORY, representing_unit(CITY, XINGFU), "", date(2020, 1, 1), "约定"
        )
    edited(bureau, region=NENJIANG)
    assert superiors_of(CITY, bureau.id)[0].superior_id == representing_unit(CITY, XINGFU).id


def test_a_place_corrected_from_the_first_day_on_leaves_one_superior(bureau):
    edited(bureau, region=NENJIANG, since=FIRST)
    (only,) = superiors_of(CITY, bureau.id)
    assert only.superior_id == representing_unit(CITY, NENJIANG).id
