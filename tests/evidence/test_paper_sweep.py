"""`flask sweep` takes what no paper names, once it is old enough for no form to wait for."""

import io
import os

import corpus
import pytest
from papers_cast import attach_pdf, papers

from emergency.base.storage import store
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.kinds import Kind


@pytest.fixture
def sweep(heihe):
    """Run the command; gives what it printed."""
    return lambda *options: heihe.test_cli_runner().invoke(args=["sweep", *options]).output


def orphan(hours_old):
    received = keep_made("无主.pdf", io.BytesIO(corpus.pdf(f"{hours_old} 小时前")), Kind.PDF)
    made = store().path(received.sha256).stat().st_mtime - hours_old * 3600
    os.utime(store().path(received.sha256), (made, made))
    return received.sha256


def test_old_orphans_go(sweep):
    sha256 = orphan(25)
    assert "无登记引用的文件 1 个" in sweep()
    assert not store().has(sha256)


def test_young_orphans_stay(sweep):
    sha256 = orphan(1)
    assert "无登记引用的文件 0 个" in sweep()
    assert store().has(sha256)


def test_papers_stay_however_old(sweep):
    attach_pdf()
    os.utime(store().path(papers()[0].sha256), (0, 0))
    sweep()
    assert store().has(papers()[0].sha256)


def test_an_age_within_which_a_form_may_wait_is_refused(sweep):
    assert "--older-than" in sweep("--older-than", "1")
