"""The only download route: for those who may see the unit, under the Chinese name, harmless in a browser."""

import corpus
import pytest
from papers_cast import attach_pdf, papers, unit_of
from places import AUDITOR, CITY, COUNTY, EDUCATION, NEIGHBOUR, SYSTEM, TOWNSHIP, keeper

from emergency.base import slots
from emergency.base.storage import store


@pytest.fixture
def paper_id(heihe):
    return attach_pdf(name="云溪县（防汛）应急预案.pdf")


def test_the_bytes_and_the_chinese_name_come_back(visit, paper_id):
    answer = visit(CITY).fetch(f"/papers/{paper_id}/file")
    assert answer.data == store().path(papers()[0].sha256).read_bytes()
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''%E4%BA%91%E6%BA%AA%E5%8E%BF" in disposition


def test_nothing_in_a_download_can_run(visit, paper_id):
    headers = visit(CITY).fetch(f"/papers/{paper_id}/file").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_pdf_can_be_looked_at(visit, paper_id):
    answer = visit(CITY).fetch(f"/papers/{paper_id}/file?view=1")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_word_paper_is_for_download_only(visit, heihe):
    number = attach_pdf(content=corpus.docx(), name="预案.docx")
    answer = visit(CITY).fetch(f"/papers/{number}/file?view=1")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("scope", [CITY, COUNTY, TOWNSHIP], ids=lambda scope: scope.role)
def test_those_above_the_unit_get_it(visit, paper_id, scope):
    visit(scope).fetch(f"/papers/{paper_id}/file")


def test_the_unit_itself_gets_it(visit, paper_id):
    visit(keeper(unit_of().id)).fetch(f"/papers/{paper_id}/file")


@pytest.mark.parametrize("scope", [NEIGHBOUR, EDUCATION, keeper(999_999)], ids=lambda scope: scope.role)
@pytest.mark.parametrize("path", ["", "/file"])
def test_a_stranger_gets_not_found(visit, paper_id, scope, path):
    page = visit(scope).get(f"/papers/{paper_id}{path}", 404)
    assert "云溪县" not in page.get_text()


@pytest.mark.parametrize("scope", [AUDITOR, SYSTEM], ids=lambda scope: scope.role)
def test_those_without_business_are_refused(visit, paper_id, scope):
    visit(scope).get(f"/papers/{paper_id}/file", 403)


def test_who_may_open_the_plan_may_open_its_paper(visit, paper_id, monkeypatch):
    opens = [lambda scope, subject_id: subject_id == 1]
    monkeypatch.setattr(slots.paper_open("revision"), "fillers", opens)
    visit(NEIGHBOUR).fetch(f"/papers/{paper_id}/file")


def test_a_lost_file_is_told_and_not_a_fault(visit, paper_id):
    store().purge(papers()[0].sha256)
    assert "缺失" in visit(CITY).get(f"/papers/{paper_id}/file", 404).get_text()


def test_the_list_shows_only_what_may_be_seen(visit, paper_id):
    assert "云溪县" in visit(CITY).get("/papers").get_text()
    assert "云溪县" not in visit(NEIGHBOUR).get("/papers").get_text()


def test_the_page_of_a_paper_tells_its_hash_and_who_brought_it(visit, paper_id):
    text = visit(CITY).get(f"/papers/{paper_id}").get_text()
    assert papers()[0].sha256 in text
    assert "市应急办甲" in text
