"""The words of a moved unit's plans move to their new region in the list; fills the slot `unit_moved`."""

from sqlalchemy import select

from emergency.base.database import db
from emergency.plans.models import Plan
from emergency.texts import word_index
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.word_rows import first_row


def take_words_along(unit_id: int, region_code: str) -> None:
    """The texts of a unit's plans are found by the offices of the region in which the unit lies now."""
    for text in db.session.scalars(select(PlanText).join(Plan).where(Plan.unit_id == unit_id)):
        word_index.remove(text)
        text.first_row = first_row(region_code, text.id)
        pages = select(PlanPage).where(PlanPage.text_id == text.id).order_by(PlanPage.number)
        word_index.add(text, db.session.scalars(pages).all())
