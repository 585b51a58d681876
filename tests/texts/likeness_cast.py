"""Two villages' plans of the same words, and what the worker does with them, for the tests of likeness."""

from dataclasses import replace

from corpus import docx
from places import TOWNSHIP
from plan_cast import FIRST, VILLAGE_BOOK, unit_at, village_plan
from text_cast import paper_of

from benchmarks.chapter_corpus.wording import open_words
from emergency.base import jobs
from emergency.base.database import committed, db
from emergency.plans import actions

# Some forty sentences of a made-up plan.
BODY = [text for concept in open_words().all["concepts"].values() for text in concept["body"]][20:60]
OTHER_VILLAGE = "231102200203"


def work():
    """The worker does everything that waits."""
    while jobs.work_once():
        pass
    db.session.expire_all()


def other_village():
    """The plan of the village next door."""
    with committed():
        told = replace(FIRST, document_number="")
        book = replace(VILLAGE_BOOK, title="河南屯村突发事件应急预案")
        return actions.register(TOWNSHIP, unit_at(OTHER_VILLAGE).id, book, told)


def two_alike(*more):
    """Two plans whose texts are nearly the same, read and scanned; `more` are sentences of the first alone."""
    one, other = village_plan(), other_village()
    paper_of(one, TOWNSHIP, "甲.docx", docx(*BODY, *more))
    paper_of(other, TOWNSHIP, "乙.docx", docx(*BODY[2:], "本村另有水泵两台。"))
    work()
    return one, other
