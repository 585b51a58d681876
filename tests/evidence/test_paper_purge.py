"""A city officer takes wrongly uploaded bytes away for good; the rows and the trail stay."""

import io

import corpus
import pytest
from papers_cast import attach_pdf, papers
from places import CITY, COUNTY, XINGFU_VILLAGE
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.audit.rules import Tag
from emergency.base.database import db
from emergency.base.storage import LocalStore, store
from emergency.evidence.queries import kept_hashes, purged_hashes

REASON = {"ground": "secret", "noticed": "核对时发现"}
SCAN = corpus.pdf("误传的文件")


@pytest.fixture
def paper_id(heihe):
    return attach_pdf(content=SCAN, name="误传.pdf")


def test_the_bytes_go_and_the_row_stays(visit, paper_id):
    visit(CITY).post(f"/papers/{paper_id}/purge", REASON)
    (paper,) = papers()
    assert not store().has(paper.sha256)
    assert (paper.purged_by, paper.purge_ground) == ("市应急办甲", "secret")
    assert (kept_hashes(), purged_hashes()) == (set(), {paper.sha256})


def test_the_trail_tells_it(visit, paper_id):
    visit(CITY).post(f"/papers/{paper_id}/purge", REASON)
    told = db.session.scalars(select(AuditEvent).where(AuditEvent.tag == Tag.PAPER_PURGE)).one()
    assert "涉密或工作秘密" in told.sentence
    assert "误传.pdf" not in told.sentence


def test_the_same_bytes_elsewhere_go_too(visit, paper_id):
    attach_pdf(content=SCAN, region_code=XINGFU_VILLAGE, subject_id=2)
    visit(CITY).post(f"/papers/{paper_id}/purge", REASON)
    assert all(paper.purged_at for paper in papers())


def test_the_page_says_which_backups_to_look_through(visit, paper_id):
    visitor = visit(CITY)
    visitor.post(f"/papers/{paper_id}/purge", REASON)
    text = visitor.get(f"/papers/{paper_id}").get_text()
    assert "备份" in text
    assert "误传.pdf" not in text


def test_a_purged_file_cannot_be_fetched(visit, paper_id):
    visitor = visit(CITY)
    visitor.post(f"/papers/{paper_id}/purge", REASON)
    assert "清除" in visitor.get(f"/papers/{paper_id}/file", 404).get_text()


def test_a_reason_is_asked_for(visit, paper_id):
    visit(CITY).post(f"/papers/{paper_id}/purge", {"ground": "secret"}, 422)
    assert store().has(papers()[0].sha256)


def test_secret_bytes_are_told_of_in_fixed_words_alone(visit, paper_id):
    told = {"ground": "secret", "noticed": "核对时发现", "reason": "里面写着某某行动"}
    visit(CITY).post(f"/papers/{paper_id}/purge", told, 422)
    visit(CITY).post(f"/papers/{paper_id}/purge", {**told, "noticed": ""}, 422)
    assert store().has(papers()[0].sha256)


def test_name_and_title_of_a_secret_file_leave_the_register(visit, paper_id):
    visit(CITY).post(f"/papers/{paper_id}/purge", REASON)
    (paper,) = papers()
    assert (paper.name, paper.title) == ("已清除.pdf", "")


def test_another_ground_is_told_in_words(visit, paper_id):
    visit(CITY).post(f"/papers/{paper_id}/purge", {"ground": "mistaken"}, 422)
    visit(CITY).post(f"/papers/{paper_id}/purge", {"ground": "mistaken", "reason": "传错单位，经办人来函。"})
    assert (papers()[0].name, papers()[0].purge_reason) == ("误传.pdf", "传错单位，经办人来函。")


def test_only_the_city_office_may(visit, paper_id):
    visit(COUNTY).post(f"/papers/{paper_id}/purge", REASON, 403)
    assert store().has(papers()[0].sha256)


def test_twice_is_refused(visit, paper_id):
    visitor = visit(CITY)
    visitor.post(f"/papers/{paper_id}/purge", REASON)
    visitor.post(f"/papers/{paper_id}/purge", REASON, 422)


def test_what_was_purged_as_secret_does_not_come_back(desk, paper_id):
    visitor = desk(CITY)
    visitor.post(f"/papers/{paper_id}/purge", REASON)
    again = {"title": "甲", "secrecy": "open", "papers": [(io.BytesIO(SCAN), "又来.pdf")]}
    assert "不能再次上传" in visitor.post("/offer", again, 422).get_data(as_text=True)


def test_bytes_that_could_not_be_removed_can_be_purged_again(visit, paper_id, monkeypatch):
    visitor = visit(CITY)

    def locked(self, sha256):
        raise PermissionError

    with monkeypatch.context() as broken, pytest.raises(PermissionError):
        broken.setattr(LocalStore, "purge", locked)
        visitor.post(f"/papers/{paper_id}/purge", REASON)
    assert papers()[0].purged_at
    visitor.post(f"/papers/{paper_id}/purge", REASON)
    assert not store().has(papers()[0].sha256)
