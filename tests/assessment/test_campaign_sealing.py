"""A campaign is sealed once and for ever."""

import hashlib
from datetime import date

import pytest
from campaign_cast import document, frozen, item, names, opened, say
from places import COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import passed, town_plan

from emergency.assessment.actions_freeze import freeze_job, start_freeze
from emergency.assessment.models_campaigns import CampaignSnapshot
from emergency.assessment.rules_campaigns import Side
from emergency.assessment.snapshot import digest, text_of
from emergency.audit.queries import acts_on
from emergency.audit.verification import row_findings
from emergency.base.database import committed, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.base.snapshot import opened as database_at


def test_sealing_keeps_one_document_a_body_with_its_hash_on_the_trail(room):
    campaign_id = frozen(opened())
    rows = db.session.scalars(db.select(CampaignSnapshot)).all()
    assert len(rows) == len(names(campaign_id))
    for row in rows:
        assert row.sha256 == digest(row.content) == hashlib.sha256(text_of(row.content).encode()).hexdigest()
        assert row.sha256 in acts_on("campaign_body", str(row.body_id))[0].sentence


def test_later_changes_never_touch_what_was_sealed(room):
    campaign_id = frozen(opened())
    before = document(campaign_id, XINGFU)
    passed(town_plan())
    assert document(campaign_id, XINGFU) == before and item(before, "2.2")["figure"]["done"] == 0


def test_a_sealed_row_changed_behind_the_trail_is_found(room, folder):
    frozen(opened())
    db.session.remove()
    with database_at(folder / "emergency.db") as raw:
        raw.execute("BEGIN")
        assert list(row_findings(raw, "campaign_snapshot")) == []
        raw.execute("UPDATE campaign_snapshot SET content = replace(content, '幸福乡', '别的乡')")
        found = list(row_findings(raw, "campaign_snapshot"))
        raw.execute("ROLLBACK")
    assert found and all(finding.place.startswith("campaign_snapshot ") for finding in found)


def test_a_campaign_is_sealed_once(room):
    campaign_id = frozen(opened())
    with pytest.raises(Refusal, match="已经封存，不能再次封存"), committed():
        start_freeze(COUNTY, campaign_id)
    for side, number in ((Side.OWN, "3.2"), (Side.REVIEW, "3.2"), (Side.OVERRIDE, "2.2")):
        with pytest.raises(Refusal, match="已封存，内容不能再改"):
            say(COUNTY, campaign_id, XINGFU, number, side, "1")


def test_a_campaign_is_not_sealed_before_its_day(room):
    campaign_id = opened(as_of=date(2026, 12, 31))
    with pytest.raises(Refusal, match="还没有到"), committed():
        start_freeze(COUNTY, campaign_id)
    assert "按 2026-11-21 的台账计算" in document(campaign_id, XINGFU)["notes"][0]


def test_a_stopped_sealing_goes_on_where_it_stopped(room):
    campaign_id = opened()
    with committed():
        start_freeze(COUNTY, campaign_id)
    freeze_job({"campaign_id": campaign_id})
    first = [row.sha256 for row in db.session.scalars(db.select(CampaignSnapshot))]
    freeze_job({"campaign_id": campaign_id})
    assert [row.sha256 for row in db.session.scalars(db.select(CampaignSnapshot))] == first


def test_a_stranger_or_a_township_does_not_seal(room):
    campaign_id = opened()
    with pytest.raises(Forbidden), committed():
        start_freeze(TOWNSHIP, campaign_id)
    with pytest.raises(NotFound), committed():
        start_freeze(NEIGHBOUR, campaign_id)
