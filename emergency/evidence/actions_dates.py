"""Reading the dates inside files that were kept before anybody looked for them; once or a hundred times alike."""

from dataclasses import dataclass

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import child
from emergency.base.access import Scope
from emergency.base.child import Answer
from emergency.base.database import committed, db, end_reading
from emergency.base.storage import store
from emergency.evidence import sniffing
from emergency.evidence.actions_receive import LOOKING, day_told
from emergency.evidence.models import Paper


@dataclass(frozen=True)
class DatesRead:
    """How many files without dates were looked into, how many had some, and how many could not be read."""

    looked: int
    found: int
    failed: int


def read_dates(scope: Scope) -> DatesRead:
    """Look, in the bounded child, into every kept file of which no inner date is known; note what is found."""
    found = failed = 0
    waiting = undated()
    for sha256, kind in waiting:
        end_reading()
        argument = {"path": str(store().path(sha256)), "name": f"file.{kind}", "accept": [kind]}
        outcome = child.run(sniffing.sniff, argument, LOOKING)
        if not isinstance(outcome, Answer) or "refused" in outcome.value:
            failed += 1
        elif outcome.value["made_on"] or outcome.value["changed_on"]:
            _note(scope, sha256, outcome.value)
            found += 1
    return DatesRead(len(waiting), found, failed)


def undated() -> list[tuple[str, str]]:
    """The bytes, with their kind, of papers of which no inner date is known."""
    query = select(Paper.sha256, Paper.kind).distinct().where(
        Paper.made_on.is_(None), Paper.changed_on.is_(None), Paper.purged_at.is_(None)
    )  # fmt: skip
    return [(row.sha256, row.kind) for row in db.session.execute(query.order_by(Paper.sha256))]


def _note(scope: Scope, sha256: str, said: dict[str, str | None]) -> None:
    with committed():
        for paper in db.session.scalars(select(Paper).where(Paper.sha256 == sha256, Paper.purged_at.is_(None))):
            paper.made_on, paper.changed_on = day_told(said["made_on"]), day_told(said["changed_on"])
            sentence = f"读取文件（编号 {paper.id}）内的日期。"
            after = {"made_on": said["made_on"], "changed_on": said["changed_on"]}
            trail.record(scope, Tag.PAPER_DATES, "paper", paper.id, sentence, after=after)
