"""Papers: attached to what they prove, superseded, purged; the sweep of bytes that nobody names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.storage import Swept, store
from emergency.evidence.facts import GROUND_LABELS, NOTICED, ROLE_LABELS, PurgeGround, Received
from emergency.evidence.models import Paper
from emergency.evidence.queries import kept_hashes, was_purged_as_secret
from emergency.units.models import Unit

YOUNGEST_ORPHAN = timedelta(hours=24)
ONLY_NOTICED = "涉密或工作秘密文件的清除不写文字说明，只选择发现的途径，以免把涉密内容写进日志。"
WHY = "请写明清除的经过和依据。"
GONE_MEANWHILE = "《{}》已不在服务器上，请重新选择文件后再提交。"
CAME_BACK = "《{}》曾因涉密或工作秘密被清除，不能再次上传。请联系本单位保密工作负责人（保密员）。"


@dataclass(frozen=True)
class Subject:
    """What a paper belongs to: the kind and number of a thing (plan version, drill …) of a unit."""

    unit: Unit
    kind: str
    id: int


def attach(
    scope: Scope, received: Received, subject: Subject, role: str, *,
    stated_on: date | None = None, on_behalf: bool = False, sample: bool = False,
) -> Paper:  # fmt: skip
    """Make a received file a paper of its subject; inside the transaction of the act that it belongs to.

    The caller has loaded the unit and the subject through the scope. Raises Refusal when the bytes went meanwhile.
    """
    if was_purged_as_secret(received.sha256):
        raise Refusal(CAME_BACK.format(received.name))
    if not store().has(received.sha256):
        raise Refusal(GONE_MEANWHILE.format(received.name))
    paper = Paper(
        unit_id=subject.unit.id, region_code=subject.unit.region_code, subject_kind=subject.kind,
        subject_id=subject.id, role=str(role), sha256=received.sha256, name=received.name, size=received.size,
        kind=str(received.kind), pages=received.pages, title=received.title, readable=received.readable,
        joined=received.joined, made_on=received.made_on, changed_on=received.changed_on, stated_on=stated_on,
        inner=[list(pair) for pair in received.inner] or None,
        received_at=clock.now(), received_by=scope.name, received_by_id=scope.person_id, on_behalf=on_behalf,
        sample=sample,
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    what = ROLE_LABELS.get(str(role), "佐证材料")
    sentence = f"收存{subject.unit.name}的{what}《{paper.name}》。"
    trail.record(scope, Tag.PAPER_ADD, "paper", paper.id, sentence, after=_told(paper))
    return paper


def supersede(papers: Iterable[Paper]) -> None:
    """Mark papers as replaced by newer ones; part of the act that brought those."""
    for paper in papers:
        if paper.superseded_at is None:
            paper.superseded_at = clock.now()


def purge(scope: Scope, paper: Paper, ground: PurgeGround, reason: str) -> list[Paper]:
    """Take the bytes of a paper away for good, wherever else the same bytes are kept; the rows stay.

    Returns all papers that lost their bytes. The bytes go right after the commit, so that a failed one loses
    nothing; if removing them fails, the act can be repeated. Raises Refusal when they are gone already, when no
    reason is given, and when more is told of secret bytes than how they were noticed.
    """
    if ground is PurgeGround.SECRET and reason not in NOTICED:
        raise Refusal(ONLY_NOTICED, "noticed")
    if not reason:
        raise Refusal(WHY, "reason")
    same = list(db.session.scalars(select(Paper).where(Paper.sha256 == paper.sha256)))
    if paper.purged_at is not None and not store().has(paper.sha256):
        raise Refusal("该文件已经清除。")
    for one in same:
        if one.purged_at is None:
            one.purged_at, one.purged_by = clock.now(), scope.name
            one.purge_ground, one.purge_reason = str(ground), reason
            _forget(one, ground)
    db.session.flush()
    sentence = f"清除文件（编号 {'、'.join(str(one.id) for one in same)}），事由：{GROUND_LABELS[ground]}。"
    trail.record(scope, Tag.PAPER_PURGE, "paper", paper.id, sentence, after={"sha256": paper.sha256, "reason": reason})
    db.session().info.setdefault("bytes_to_purge", set()).add(paper.sha256)
    for kind in {one.subject_kind for one in same}:
        slots.papers_gone(kind).call(scope, {one.subject_id for one in same if one.subject_kind == kind})
    return same


def _forget(paper: Paper, ground: PurgeGround) -> None:
    """The name and the title of a secret file may be secret themselves; the row stays without them."""
    if ground is PurgeGround.SECRET:
        paper.name, paper.title = f"已清除.{paper.kind}", ""


def take_back(papers: Iterable[Paper]) -> None:
    """Part of the act that throws an unused draft away: its papers go, and after the commit what only they named."""
    hashes = set()
    for paper in papers:
        hashes.add(paper.sha256)
        db.session.delete(paper)
    db.session.flush()
    db.session().info.setdefault("bytes_to_purge", set()).update(hashes - kept_hashes())


def drop_unnamed(received: Iterable[Received]) -> None:
    """Overwrite the bytes of files that turned out to be secret before any paper named them."""
    kept = kept_hashes()
    for file in received:
        if file.sha256 not in kept:
            store().purge(file.sha256)


@event.listens_for(Session, "after_commit")
def _purge_bytes(session: Session) -> None:
    for sha256 in session.info.pop("bytes_to_purge", ()):
        store().purge(sha256)


def sweep(minimum_age: timedelta = YOUNGEST_ORPHAN) -> Swept:
    """Remove half-written files and bytes that no paper names, once they are old enough for no form to wait for."""
    return store().sweep(kept_hashes(), clock.now(), minimum_age)


def _told(paper: Paper) -> dict[str, Any]:
    named = ("sha256", "name", "size", "kind", "pages", "role", "subject_kind", "subject_id", "stated_on")
    return {name: getattr(paper, name) for name in named}
