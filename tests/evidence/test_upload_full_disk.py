"""A full disk: nothing is half taken, the page says so, and after freeing space the same request goes through."""

import io

import corpus
from papers_cast import papers
from places import CITY

from emergency.base.storage import LocalStore, store
from emergency.evidence import actions_receive


def values():
    return {"title": "防汛预案", "secrecy": "open", "papers": [(io.BytesIO(corpus.pdf("正文")), "防汛预案.pdf")]}


def test_a_full_disk_is_told_and_heals(desk, monkeypatch):
    visitor = desk(CITY)
    with monkeypatch.context() as full:
        full.setattr(actions_receive, "store", lambda: LocalStore(store().root, reserve=1 << 62))
        answer = visitor.post("/offer", values(), 507)
    assert "磁盘空间不足" in answer.get_data(as_text=True)
    assert (papers(), list(store().root.iterdir())) == ([], [])
    visitor.post("/offer", values())
    assert len(papers()) == 1


def test_a_form_without_files_still_goes_through_on_a_full_disk(desk, monkeypatch):
    monkeypatch.setattr(actions_receive, "store", lambda: LocalStore(store().root, reserve=1 << 62))
    desk(CITY).post("/offer", {"title": "只登记", "secrecy": "open"})
