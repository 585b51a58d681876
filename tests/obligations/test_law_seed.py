"""Loading the law: as often as one likes, and never over what the office decided."""

import law_cast
from places import CITY

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.obligations import queries
from emergency.obligations.models import CountingRule, RuleOverride, RuleVersion, WorkdayYear
from emergency.seeding import law_rows


def count(model):
    return db.session.query(model).count()


def test_all_rules_years_and_counting_rules_are_loaded(app):
    law_cast.load()
    assert (count(RuleVersion), count(WorkdayYear), count(CountingRule)) == (94, 19, 5)
    assert len(queries.load_rules().rules) == 94
    assert sorted(queries.load_workdays().years) == list(range(2008, 2027))


def test_loading_twice_changes_nothing(app):
    law_cast.load()
    acts = count(AuditEvent)
    assert law_cast.load() == 0
    assert count(RuleVersion) == 94 and count(AuditEvent) == acts


def test_a_corrected_rule_closes_the_row_it_corrects(app):
    law_cast.load()
    rows = law_rows()
    rows[0] = {**rows[0], "note": "改正"}
    assert law_cast.load(rows) == 1
    assert count(RuleVersion) == 95
    assert queries.load_rules().in_force("YB-01", law_cast.LATER).note == "改正"


def test_loading_leaves_switches_and_counting_rules_alone(app):
    law_cast.load()
    law_cast.switch(CITY, "YB-12", enabled=False)
    law_cast.count(CITY, "soon_days", 45)
    law_cast.load()
    assert not queries.load_rules().enabled("YB-12", law_cast.LATER)
    assert count(RuleOverride) == 1
    assert queries.load_counting()[-1].counting.soon_days == 45
