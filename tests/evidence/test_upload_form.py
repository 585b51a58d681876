"""The form piece: secrecy is asked first, good files survive a bad form, nothing is half taken."""

import io

import corpus
import pytest
from bs4 import BeautifulSoup
from papers_cast import papers
from places import CITY, COUNTY

from emergency.base.storage import store

GOOD = corpus.pdf("防汛应急预案")


def file(content=GOOD, name="防汛预案.pdf"):
    return io.BytesIO(content), name


def filled(*files, title="防汛预案", secrecy="open", **more):
    return {"title": title, "secrecy": secrecy, "papers": list(files), **more}


def page_of(response):
    return response.get_data(as_text=True)


def kept_slips(desk_page):
    return [tag["value"] for tag in desk_page.select("input[name=papers-kept]")]


def send_and_read(visitor, values):
    return BeautifulSoup(page_of(visitor.post("/offer", values, 422)), "html5lib")


def test_formats_and_size_are_told_before_choosing(desk):
    text = desk(CITY).get("/offer").get_text()
    assert ".pdf .docx .doc .wps .ofd .jpg .png" in text
    assert "200 MB" in text


def test_a_good_file_becomes_a_paper(desk):
    desk(CITY).post("/offer", filled(file()))
    (paper,) = papers()
    assert (paper.name, paper.pages, paper.received_by) == ("防汛预案.pdf", 2, "市应急办甲")
    assert store().verify(paper.sha256)


@pytest.mark.parametrize("secrecy", ["classified", "work_secret"])
def test_a_secret_file_is_refused_without_keeping_it(desk, secrecy):
    answer = desk(CITY).post("/offer", filled(file(), secrecy=secrecy), 422)
    assert "保密工作负责人" in page_of(answer)
    assert list(store().hashes()) == []


def test_a_file_before_the_answer_is_refused_without_keeping_it(desk):
    answer = desk(CITY).post("/offer", filled(file(), secrecy=""), 422)
    assert "请先回答" in page_of(answer)
    assert list(store().hashes()) == []


def test_a_secret_plan_without_file_goes_through(desk):
    desk(CITY).post("/offer", filled(secrecy="classified"))
    assert papers() == []


def test_a_bad_file_keeps_the_form_as_filled(desk):
    page = send_and_read(desk(CITY), filled(file(b"<html>")))
    assert page.select_one("[name=title]")["value"] == "防汛预案"
    assert page.select_one("[name=secrecy][value=open]").has_attr("checked")
    assert "网页" in page.get_text()


def test_a_good_file_survives_a_form_that_comes_back(desk):
    visitor = desk(CITY)
    page = send_and_read(visitor, filled(file(), title=""))
    assert "防汛预案.pdf（" in page.get_text()
    visitor.post("/offer", {"title": "防汛预案", "secrecy": "open", "papers-kept": kept_slips(page)})
    assert [paper.name for paper in papers()] == ["防汛预案.pdf"]


def test_a_good_file_survives_a_bad_one_beside_it(desk):
    page = send_and_read(desk(CITY), filled(file(), file(b"", "空.pdf")))
    assert len(kept_slips(page)) == 1
    assert "《空.pdf》：文件是空的" in page.get_text()


def test_a_kept_file_can_be_dropped(desk):
    visitor = desk(CITY)
    send_and_read(visitor, filled(file(), title=""))
    visitor.post("/offer", {"title": "防汛预案", "secrecy": "open"})
    assert papers() == []


def test_a_slip_is_worth_nothing_to_another(desk):
    page = send_and_read(desk(CITY), filled(file(), title=""))
    desk(COUNTY).post("/offer", {"title": "甲", "secrecy": "open", "papers-kept": kept_slips(page)})
    assert papers() == []


def test_a_slip_does_not_pass_the_question_about_secrecy(desk):
    visitor = desk(CITY)
    page = send_and_read(visitor, filled(file(), title=""))
    visitor.post("/offer", {"title": "甲", "secrecy": "classified", "papers-kept": kept_slips(page)}, 422)
    assert papers() == []


def test_a_file_that_turns_out_secret_is_overwritten_at_once(desk):
    visitor = desk(CITY)
    page = send_and_read(visitor, filled(file(), title=""))
    assert list(store().hashes())
    visitor.post("/offer", {"title": "甲", "secrecy": "classified", "papers-kept": kept_slips(page)}, 422)
    assert not list(store().hashes())


def test_bytes_that_a_paper_names_stay_when_a_form_calls_them_secret(desk):
    visitor = desk(CITY)
    visitor.post("/offer", filled(file()))
    page = send_and_read(visitor, filled(file(), title=""))
    visitor.post("/offer", {"title": "甲", "secrecy": "classified", "papers-kept": kept_slips(page)}, 422)
    assert store().has(papers()[0].sha256)


def test_several_pictures_become_one_pdf(desk):
    pictures = [file(corpus.picture(size=(300 + n, 400)), f"页{n}.jpg") for n in (10, 2, 1)]
    desk(CITY).post("/offer", filled(*pictures))
    (paper,) = papers()
    assert (paper.name, paper.pages, paper.joined) == ("页1 等3张.pdf", 3, 3)


def test_one_picture_stays_a_picture(desk):
    desk(CITY).post("/offer", filled(file(corpus.picture(), "封面.jpg")))
    assert papers()[0].kind == "jpg"


def test_a_refused_file_leaves_nothing_behind(desk):
    desk(CITY).post("/offer", filled(file(corpus.pdf_locked(user="x"))), 422)
    assert [entry.name for entry in store().root.iterdir()] == []


def test_sending_twice_keeps_one_paper(desk):
    visitor = desk(CITY)
    for _ in range(2):
        visitor.post("/offer", filled(file(), once="a" * 32))
    assert len(papers()) == 1
