"""Naming a text as the known template of a region, and ending that; who is alike is found anew afterwards."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound, Refusal
from emergency.plans.queries import get_plan, latest_revision, title_of
from emergency.plans.words import RevisionState
from emergency.texts.actions_scan import ask_compare
from emergency.texts.models_likeness import KnownTemplate
from emergency.texts.passages import clauses
from emergency.texts.queries_questions import scanned_text
from emergency.texts.queries_templates import get_template

SHORTEST = 100
TOO_SHORT = f"范本文字太少（不足 {SHORTEST} 个汉字），请粘贴范本全文。"
NO_TEXT = "这份预案还没有可读的文字，不能作为范本；请粘贴范本全文，或者先上传可读的文本。"
A_DRAFT = "草稿不能作为范本，请提交以后再登记。"


def name_template(
    scope: Scope, region_code: str, name: str, reason: str, *, text: str = "", plan_id: int | None = None
) -> KnownTemplate:  # fmt: skip
    """Name words pasted in, or the newest text of a plan, as the template of a region of the viewer's.

    Raises NotFound for a stranger's region or plan, Refusal where there is too little text.
    """
    if not scope.covers(region_code):
        raise NotFound
    revision_id = None if plan_id is None else _version_with_text(scope, plan_id)
    if revision_id is None and sum(len(clause.key) for clause in clauses([text])) < SHORTEST:
        raise Refusal(TOO_SHORT, "text")
    return add_template(scope, region_code, name, reason, text=text, revision_id=revision_id)


def add_template(
    scope: Scope, region_code: str, name: str, reason: str, *, text: str = "", revision_id: int | None = None
) -> KnownTemplate:
    """Keep a template whose words were looked at already: those of a version, or these."""
    row = KnownTemplate(
        region_code=region_code, name=name, revision_id=revision_id, text="" if revision_id else text, reason=reason,
        recorded_by=scope.name, known_from=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    trail.record(
        scope, Tag.TEMPLATE_ADD, "region", region_code, f"{scope.name}登记公认范本：{name}。", None, _told(row)
    )
    ask_compare()
    return row


def end_template(scope: Scope, template_id: int) -> KnownTemplate:
    """End a template of the viewer's own region: from then on its passages count. Raises NotFound."""
    row = get_template(scope, template_id)
    row.known_until = clock.now()
    sentence = f"{scope.name}撤销公认范本：{row.name}。"
    trail.record(scope, Tag.TEMPLATE_END, "region", row.region_code, sentence, _told(row), None)
    ask_compare()
    return row


def _version_with_text(scope: Scope, plan_id: int) -> int:
    plan = get_plan(scope, plan_id)
    if scanned_text(plan) is None:
        raise Refusal(NO_TEXT)
    revision = latest_revision(plan)
    if revision.state == RevisionState.DRAFT:
        raise Refusal(f"{A_DRAFT}（{title_of(plan)}）")
    return revision.id


def _told(row: KnownTemplate) -> dict[str, object]:
    return {"name": row.name, "region": row.region_code, "revision": row.revision_id, "characters": len(row.text)}
