"""What a plan's file says beside its check-list, on the pages where people look for it, and the lists in words."""

from collections.abc import Sequence

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import part
from emergency.base.asked import asked_number, asked_text
from emergency.base.tabled import exportable
from emergency.plans import queries as plans
from emergency.plans.chapters_book import book
from emergency.texts.doors import blueprint
from emergency.texts.elements import subkinds_of
from emergency.texts.facts import FOUND_WORDS, GRADE_WORDS, PART_WORDS, Division, Part, State, place
from emergency.texts.facts_remarks import VERDICT_WORDS
from emergency.texts.queries_elements import choice_of, hint_of, look, subject_of
from emergency.texts.queries_remarks import judges
from emergency.texts.shown_page import Shown, lines_with, shown_lines
from emergency.texts.stale_book import old_names, old_papers

TONES = {State.FOUND: "good", State.TITLE: "warn", State.MISSING: "warn", State.UNCLEAR: "plain"}


@blueprint.get("/plans/<int:plan_id>/versions/<int:number>/text")
@needs(Permission.PLAN_VIEW)
@exportable
def text(plan_id: int, number: int) -> ResponseReturnValue:
    """One page of what the file says, beside the check-list with what was found of each element."""
    scope = current_scope()
    plan, revision = plans.get_revision(scope, plan_id, number)
    chosen = asked_text("part")
    book_part = Part(chosen) if chosen in list(Part) else Part.BODY
    looked = look(plan, revision, book_part)
    if looked is None:
        abort(404)
    at = hint_of(looked, asked_text("at"))
    first = (at[1].found.page if at else None) or 1
    page = max(1, min(asked_number("page", first), len(looked.pages) or 1))
    words = asked_text("q")
    marks = (at[1].found.title, at[1].found.sentence) if at and at[1].found.page == page else ("", "")
    others = [one for one in Part if one is not book_part and (one is Part.BODY or look(plan, revision, one))]
    return render_template(
        "texts/text.html", plan=plan, revision=revision, title=plans.title_of(plan), looked=looked, page=page,
        lines=_lines(looked.pages[page - 1], words, marks) if looked.pages else [], at=at[1] if at else None,
        division=looked.text.division if looked.text else Division.PAGE, place=place, tones=TONES, others=others,
        part=book_part, part_words=PART_WORDS, may_judge=judges(scope, plan), unit=plans.unit_of(plan),
        grades=GRADE_WORDS, words=words, choice=choice_of(plan), subkinds=subkinds_of(subject_of(plan, book_part)),
        verdict_words=VERDICT_WORDS, found_words=FOUND_WORDS,
    )  # fmt: skip


def _lines(page: str, words: str, marks: tuple[str, str]) -> Sequence[Shown]:
    """The page with the words of a search marked, or with what the check found."""
    return lines_with(page, words) if words else shown_lines(page, *marks)


@blueprint.get("/plans/elements")
@needs(Permission.PLAN_VIEW)
@exportable
def lists() -> ResponseReturnValue:
    """Which elements are looked for in which plan, on which basis, and how; and which old names are asked about."""
    return render_template(
        "texts/lists.html", lists=list(book().values()), grades=GRADE_WORDS, names=old_names(), papers=old_papers()
    )


def version_part(scope: Scope, plan_id: int, number: int) -> Markup:
    """What the text of a version says, in a few lines, for the page of its 核对. Fills a slot of base."""
    plan, revision = plans.get_revision(scope, plan_id, number)
    looked = look(plan, revision)
    if looked is None:
        return Markup()
    return part(
        "texts/_version.html", plan=plan, revision=revision, looked=looked, grades=GRADE_WORDS, place=place, tones=TONES
    )


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """The same of the newest version, for the page of the plan. Fills a slot of base."""
    plan = plans.get_plan(scope, plan_id)
    return version_part(scope, plan_id, plan.latest)
