"""Files are taken in before any transaction: looked into, kept under their hash, or refused leaving nothing."""

import io

import corpus
import pytest
from places import CITY
from structlog.testing import capture_logs

from emergency.base.errors import NoSpace, Refusal
from emergency.base.storage import LocalStore, store
from emergency.evidence import actions_receive
from emergency.evidence.actions_receive import keep_made, natural_order, receive
from emergency.evidence.kinds import PLAN_TEXTS, Kind


@pytest.fixture(autouse=True)
def _running(app):
    """Everything here needs the app's store."""


def take(content, name="预案.pdf"):
    return receive(CITY, name, io.BytesIO(content), PLAN_TEXTS)


def left_over():
    return [entry.name for entry in store().root.iterdir()]


def test_a_good_file_is_kept_and_described():
    content = corpus.pdf("防汛应急预案", pages=3)
    received = take(content, "../云溪县\u202e预案.pdf")
    assert (received.name, received.kind, received.pages) == ("云溪县预案.pdf", Kind.PDF, 3)
    assert received.readable
    assert store().path(received.sha256).read_bytes() == content


def test_a_scan_is_kept_though_it_cannot_be_read():
    assert not take(corpus.pdf()).readable


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "预案.pdf", "0 字节"),
        (b"<html>", "预案.pdf", "网页"),
        (corpus.pdf("机密★10年"), "预案.pdf", "保密工作负责人"),
        (corpus.pdf("正文"), "机密★预案.pdf", "保密工作负责人"),
        (b"MZ", "预案.exe", "可以上传：.pdf"),
        (corpus.pdf_locked(user="secret"), "预案.pdf", "密码"),
    ],
)
def test_a_bad_file_is_refused_and_leaves_nothing(content, name, reason):
    with pytest.raises(Refusal, match=reason):
        take(content, name)
    assert left_over() == []


def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing(monkeypatch):
    monkeypatch.setattr(actions_receive, "LARGEST_FILE", 1000)
    with pytest.raises(Refusal, match="超过 200 MB"):
        take(corpus.pdf("正文"))
    assert left_over() == []


def test_a_marked_file_is_logged_without_its_name_or_text():
    with capture_logs() as lines, pytest.raises(Refusal):
        take(corpus.pdf("机密★10年"), "某某演习.pdf")
    assert [line["event"] for line in lines] == ["file with a secrecy mark refused"]
    assert "某某演习" not in str(lines)


def test_a_full_disk_is_named(monkeypatch):
    monkeypatch.setattr(actions_receive, "store", lambda: LocalStore(store().root, reserve=1 << 62))
    with pytest.raises(NoSpace):
        take(corpus.pdf("正文"))


def test_a_file_of_our_own_is_kept_without_looking():
    received = keep_made("示例.pdf", io.BytesIO(corpus.pdf("示例")), Kind.PDF, 2)
    assert store().has(received.sha256)


def test_pages_are_put_in_the_order_that_people_count():
    names = ["页10.jpg", "页2.jpg", "页1.jpg", "封面.jpg"]
    assert sorted(names, key=natural_order) == ["封面.jpg", "页1.jpg", "页2.jpg", "页10.jpg"]
