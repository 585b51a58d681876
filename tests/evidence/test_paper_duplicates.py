"""The same bytes twice are pointed out, within the viewer's scope only, and kept once."""

import io

import corpus
from papers_cast import attach_pdf, papers
from places import CITY, COUNTY, NEIGHBOUR, XINGFU_VILLAGE

from emergency.base.storage import store
from emergency.evidence.queries import same_bytes

SCAN = corpus.pdf("十二个村合印")


def offered(title=""):
    return {"title": title, "secrecy": "open", "papers": [(io.BytesIO(SCAN), "合印.pdf")]}


def test_one_scan_serves_many_villages(heihe):
    attach_pdf(content=SCAN)
    attach_pdf(content=SCAN, region_code=XINGFU_VILLAGE, subject_id=2)
    assert len(papers()) == 2
    assert len(list(store().hashes())) == 1


def test_it_is_pointed_out_on_the_form(desk):
    attach_pdf(content=SCAN)
    answer = desk(COUNTY).post("/offer", offered(), 422).get_data(as_text=True)
    assert "内容完全相同" in answer


def test_a_stranger_is_not_told(desk):
    attach_pdf(content=SCAN)
    answer = desk(NEIGHBOUR).post("/offer", offered(), 422).get_data(as_text=True)
    assert "内容完全相同" not in answer


def test_the_page_of_a_paper_names_the_others_in_scope(visit, heihe):
    first, second = attach_pdf(content=SCAN), attach_pdf(content=SCAN, subject_id=2)
    page = visit(CITY).get(f"/papers/{first}")
    assert page.select_one(f"a[href='/papers/{second}']")


def test_what_was_purged_is_not_counted(heihe):
    attach_pdf(content=SCAN)
    assert same_bytes(CITY, papers()[0].sha256)
    assert same_bytes(NEIGHBOUR, papers()[0].sha256) == []
