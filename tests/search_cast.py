"""Three plans with pages for the search, and what a plain look through all of them finds."""

import io
from dataclasses import replace

from flask_migrate import downgrade, upgrade
from places import CITY, COUNTY, HUAYUAN_STREET, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import FIRST, TOWN_BOOK, scan, unit_at
from sqlalchemy import select, text

from emergency.base.database import committed, db
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.evidence.models import Paper
from emergency.plans import actions
from emergency.plans.models import Plan
from emergency.plans.queries_list import PlanFilter, plans_in, rows_of
from emergency.texts.actions import File, Reading, keep
from emergency.texts.facts import Part, TextState
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.queries_search import search_pages
from emergency.texts.words import LONGEST, folded

NENJIANG_TOWN = "231183100000"
PAGES = {
    "own": [
        "幸福乡突发事件应急预案\n第一章 总则",
        "森林火\n灾由乡扑火队先期处置，电话１１９。",
        "附件：GB/T 29639—2020 ；𠮷林路",
    ],
    "street": ["花园街道应急预案", "居民楼火灾疏散：森林公园 A1 出口、3㎡平台"],
    "far": ["嫩江某镇森林火灾应急预案", "长页" + "甲乙丙丁戊己庚辛" * 2_400 + "末尾的转移路线"],
}
WORDS = [
    "森林火灾", "火", "森林", "119", "gb/t29639", "𠮷", "𠮷林", "a1", "3m2", "预案", "戊己庚辛甲", "转移路线", "灾疏",
    "火森", "A", "預案", "没有的词", "9", "己", "长页甲乙丙", "。", " ",
]  # fmt: skip

NAMED = "幸福乡GB类场所突发事件应急预案（试行）"
# What finds a plan of this title and the 文号 幸政发〔2026〕3号, and what does not.
FINDING = [
    "突", "场所", "GB类", "gb类", "ＧＢ", "應急預案", "(试行)", "（试行）", "幸政发〔2026〕3号", "幸政发[2026]3号",
    "幸政發（2026）第03号", "〔2026〕3", "【2026年】3号", "幸政发 (2026) 3 号", "2026", "幸福乡人民政府", "ya0",
]  # fmt: skip
NOT_FINDING = ["幸政发〔2026〕30号", "〔2025〕3号", "试_行", "%", "所场", "GB类所"]


def named():
    """A plan of that title and number."""
    with committed():
        return actions.register(TOWNSHIP, unit_at(XINGFU).id, replace(TOWN_BOOK, title=NAMED), FIRST)


def found_by_name(scope, words):
    """Whether the ledger asked for the words shows that plan."""
    rows = rows_of(db.session.execute(plans_in(scope, PlanFilter(text=words))).all())
    return NAMED in {row.plan.title for row in rows}


def written(code, scope, pages):
    """The number of a plan of the unit at this place whose newest version says this, as if a file had been read."""
    with committed():
        plan = actions.register(scope, unit_at(code).id, TOWN_BOOK, FIRST)
    return says(plan, scope, pages)


def says(plan, scope, pages):
    """The number of a plan whose newest version now says this."""
    received = keep_made("预案.pdf", io.BytesIO(scan(pages[0])), Kind.PDF)
    with committed():
        revision = actions.add_papers(scope, plan.id, plan.latest, [(PaperRole.TEXT, received)])
        kept = select(Paper).where(Paper.subject_id == revision.id, Paper.superseded_at.is_(None))
        paper = db.session.scalars(kept).one()
        file = File(paper.id, paper.sha256, Kind.PDF, paper.name)
        keep(revision.id, Part.BODY, file, Reading(TextState.READ, "", total=len(pages), pages=pages))
    return plan.id


def library():
    """Three plans with their pages; their numbers."""
    places = {"own": (XINGFU, TOWNSHIP), "street": (HUAYUAN_STREET, COUNTY), "far": (NENJIANG_TOWN, NEIGHBOUR)}
    return {name: written(*place, PAGES[name]) for name, place in places.items()}


def looked_through(words, plans):
    """The (plan, page) pairs of these plans that hold a word, found by reading every page."""
    wanted = folded(words)[:LONGEST]
    query = select(PlanText.plan_id, PlanPage.number, PlanPage.text).join(PlanPage, PlanPage.text_id == PlanText.id)
    rows = db.session.execute(query).all()
    return {(plan, page) for plan, page, text in rows if wanted and plan in plans and wanted in folded(text)}


def found(scope, words):
    """The (plan, page) pairs that the search gives, and the number that it tells."""
    hits = search_pages(scope, words)
    return set() if hits is None else {(hit.plan.id, hit.page) for hit in hits.items}


def answers_as_a_look_through_all_pages(words):
    """Whether each viewer is told just what stands on the pages of the plans that are the viewer's to see."""
    plans = {plan.id: plan.region_code for plan in db.session.scalars(select(Plan))}
    for scope in (CITY, COUNTY, TOWNSHIP, NEIGHBOUR):
        seen = {number for number, code in plans.items() if scope.covers(code)}
        assert found(scope, words) == looked_through(words, seen), (scope.name, words)


def word_rows() -> list[int]:
    """The numbers of all rows in the list of words; what was read is let go of."""
    told = list(db.session.scalars(text("SELECT rowid FROM plan_word ORDER BY rowid")))
    db.session.remove()
    return told


def numbered_back_and_again() -> None:
    """The rows get their old numbers and their new ones again, and every word is found afterwards."""
    library()
    before, answers = word_rows(), [found(scope, "预案") for scope in (CITY, COUNTY)]
    db.session.remove()
    downgrade(revision="0047_ledger_jobs")
    assert len(word_rows()) == len(before) and not set(word_rows()) & set(before)
    upgrade()
    assert word_rows() == before
    assert [found(scope, "预案") for scope in (CITY, COUNTY)] == answers
