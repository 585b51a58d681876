"""`verify` knows papers: a missing file is found, a purged one is no fault, and one that came back is found."""

import json

import pytest
from papers_cast import attach_pdf, papers
from places import CITY

from emergency.base.database import committed, db
from emergency.base.storage import store
from emergency.evidence.actions import purge
from emergency.evidence.facts import PurgeGround
from emergency.evidence.queries import get_paper


@pytest.fixture
def found(heihe):
    """The sentences of what verify finds about files."""
    attach_pdf()

    def verify():
        db.session.remove()
        output = heihe.test_cli_runner().invoke(args=["verify", "--json"]).output
        rows = json.loads(output.splitlines()[-1])["findings"]
        return [row["sentence"] for row in rows if row["place"].startswith("file ")]

    return verify


def purge_it():
    with committed():
        purge(CITY, get_paper(CITY, papers()[0].id), PurgeGround.SECRET, "核对时发现")


def test_a_sound_paper_is_no_finding(found):
    assert found() == []


def test_a_missing_file_is_found(found):
    store().purge(papers()[0].sha256)
    assert "缺失" in found()[0]


def test_a_purged_file_is_no_finding(found):
    purge_it()
    assert found() == []


def test_purged_bytes_that_came_back_are_found(found):
    content = store().path(papers()[0].sha256).read_bytes()
    purge_it()
    store().path(papers()[0].sha256).write_bytes(content)
    assert "已清除而仍在" in found()[0]
