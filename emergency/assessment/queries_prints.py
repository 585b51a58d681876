"""Asking the register of printed checklists for a code."""

from sqlalchemy import select

from emergency.assessment.models_prints import ChecklistPrint
from emergency.assessment.printed import code_of
from emergency.base.database import db

LONGEST = 40


def typed(text: str) -> str:
    """A code as it stands in the register, from what somebody typed: blanks, dashes and small letters are forgiven."""
    kept = "".join(character for character in text[:LONGEST].upper() if character.isalnum())
    # Nobody can tell these apart on paper, and the alphabet of the codes has only the letters.
    return kept.translate(str.maketrans("018", "OIB"))


def prints_of(code: str) -> list[ChecklistPrint]:
    """The papers printed under a code, the first one first; one whose row does not fit itself is left out."""
    query = select(ChecklistPrint).where(ChecklistPrint.code == code).order_by(ChecklistPrint.id)
    return [row for row in db.session.scalars(query) if code_of(row.digest) == row.code]
