"""Further papers of a held drill: what evaluates and archives it (国办发〔2024〕5号 第33条, YJ/T 9007-2019 8.2.2)."""

from collections.abc import Iterable, Sequence
from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.drills.models import Drill
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.queries_history import organisers_of
from emergency.drills.queries_own import own_drill
from emergency.drills.words import State
from emergency.evidence.actions import Subject, attach, drop_unnamed
from emergency.evidence.facts import ROLE_LABELS, PaperRole, Received
from emergency.units.behalf import is_on_behalf

ONLY_DAYS = "这次演练涉及涉密或工作秘密预案，材料不得上传，文件没有收存；请按保密渠道归档。"


def add_papers(scope: Scope, drill_id: int, papers: Sequence[tuple[Received, PaperRole]], on: date) -> Drill:
    """Keep further papers of a held drill, for the day that they state. Raises Refusal."""
    drill, unit = own_drill(scope, drill_id)
    if drill.state != State.HELD or drill.held_on is None:
        raise Refusal("演练还没有登记举行情况，不能补充材料。请先登记举行情况。")
    if not papers:
        raise Refusal("请选择要上传的文件。", "files")
    if speaks_of_secrets(drill):
        drop_unnamed(received for received, _role in papers)
        raise Refusal(ONLY_DAYS, "files")
    if on > clock.today():
        raise Refusal(f"形成日期 {on} 晚于今天，请核对。", "on")
    subject, on_behalf = Subject(unit, "drill", drill.id), is_on_behalf(scope, unit)
    for received, role in papers:
        attach(scope, received, subject, role, stated_on=on, on_behalf=on_behalf, sample=drill.sample)
    words = "、".join(dict.fromkeys(ROLE_LABELS[role] for _file, role in papers))
    sentence = f"补充演练“{drill.title}”的材料：{words}（{on}）。"
    trail.record(scope, Tag.DRILL_PAPERS, "drill", drill.id, sentence, after={"papers": words, "on": on.isoformat()})
    slots.facts_changed.send({drill.organiser_id})
    return drill


def papers_gone(scope: Scope, drill_ids: Iterable[int]) -> None:
    """Part of a purge: what the papers answered is unanswered again. Fills a slot of base."""
    slots.facts_changed.send(organisers_of(drill_ids))
