"""Every fact of the catalogue is judged once: a mark of danger, a trait of the body, or no reason to revise a plan."""

from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.telling import BODY_FACTS, QUIET_FACTS, RISK_FACTS


def test_every_fact_is_judged():
    unjudged = set(CATALOGUE) - RISK_FACTS - BODY_FACTS - QUIET_FACTS
    assert not unjudged, f"say in units/telling.py what a change of these means for plans: {sorted(unjudged)}"


def test_no_fact_is_judged_twice_or_unknown():
    judged = [*RISK_FACTS, *BODY_FACTS, *QUIET_FACTS]
    assert sorted(judged) == sorted(set(judged)) and set(judged) <= set(CATALOGUE)
