"""Noting in the register what was printed, in a short commit of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import insert, select

from emergency.assessment.models_prints import ChecklistPrint
from emergency.assessment.printed import sealed
from emergency.assessment.snapshot import Document
from emergency.base import clock
from emergency.base.database import apart


@dataclass(frozen=True)
class Printed:
    """What the register keeps of a paper; made where the paper is, so that only hashes travel."""

    code: str
    title: str
    body: str
    version: str
    as_of: str
    digest: str
    paper: str


def printed(made: Document, paper: bytes) -> Printed:
    """The register's words on a paper that was drawn from a document."""
    seal = sealed(made)
    return Printed(
        seal.code, made["template"]["title"][:300], made["body"]["name"][:500], made["template"]["version"][:100],
        made["as_of"], seal.digest, sha256(paper).hexdigest(),
    )  # fmt: skip


def note_prints(papers: Sequence[Printed]) -> None:
    """Keep what was printed; the same paper again is not noted twice."""
    with apart() as connection:
        for one in papers:
            known = select(ChecklistPrint.id).where(ChecklistPrint.code == one.code, ChecklistPrint.paper == one.paper)
            if connection.scalar(known) is None:
                row = {**vars(one), "as_of": date.fromisoformat(one.as_of), "printed_at": clock.now()}
                connection.execute(insert(ChecklistPrint).values(row))
