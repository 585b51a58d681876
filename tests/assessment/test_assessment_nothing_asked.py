"""A unit of whom the template asks nothing is told so: on screen, in the document, on paper."""

from io import BytesIO

import pytest
import yaml
from checklist_cases import TOP
from places import CITY, XINGFU_VILLAGE
from plan_cast import unit_at
from pypdf import PdfReader
from visitors import text_of

from emergency.assessment import queries
from emergency.assessment.actions import seed_template
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed

SAID = "现行模板没有适用于它的条目"


@pytest.fixture
def asked_of_towns(covered):
    """A template in force that asks townships only."""
    data = yaml.safe_load((TOP / "seeds/reference/checklists/example-hechi.yaml").read_text("utf-8"))
    data["template"]["id"] = "speech"
    with committed():
        seed_template(system_scope("系统载入"), data)
    return covered


def test_the_page_says_that_nothing_is_asked(asked_of_towns, visit):
    assert SAID in text_of(visit(CITY).get(f"/checklists/units/{unit_at(XINGFU_VILLAGE).id}"))


def test_the_document_has_no_groups_no_score_and_says_why(asked_of_towns):
    made = snapshot_of(CITY, queries.unit_subject(CITY, unit_at(XINGFU_VILLAGE).id), clock.today())
    assert made["groups"] == [] and made["totals"]["scaled"] is None and SAID in made["notes"][0]


def test_the_paper_is_printed_all_the_same(asked_of_towns, visit):
    found = visit(CITY).fetch(f"/checklists/units/{unit_at(XINGFU_VILLAGE).id}/paper")
    assert SAID in "".join(page.extract_text() for page in PdfReader(BytesIO(found.data)).pages).replace("\n", "")
