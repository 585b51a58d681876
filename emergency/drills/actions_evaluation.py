"""What follows from an evaluation: a problem becomes a finding; and the office's own wording of the sheets."""

from collections.abc import Mapping

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.drills.actions_findings import FindingDetails, add_finding
from emergency.drills.evaluation import Sheet, too_many
from emergency.drills.models_evaluation import EvaluationWording
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_documents import require_words
from emergency.drills.queries_evaluation import problem_named, wordings
from emergency.drills.queries_findings import findings_of
from emergency.drills.queries_own import own_drill

LONGEST_FINDING, MOST_ITEMS, LONGEST_ITEM = 500, 30, 300


def raise_finding(scope: Scope, drill_id: int, key: str) -> DrillFinding:
    """Register a problem of the newest evaluation as a finding, once. Raises NotFound, Refusal."""
    drill, _unit = own_drill(scope, drill_id)
    require_words(drill)
    text = problem_named(drill, key)
    if text is None:
        raise Refusal("评估报告里没有这个问题，可能刚被修改过。请刷新页面核对。")
    text = text[:LONGEST_FINDING]
    if text in {finding.text for finding in findings_of(drill.id)}:
        raise Refusal("这个问题已经登记过，无需重复。")
    return add_finding(scope, drill.id, FindingDetails(text, major=False))


def word_sheet(scope: Scope, sheet: Sheet, told: Mapping[str, str]) -> int:
    """Keep the office's wording of a sheet's groups, by key; returns how many changed. Raises Refusal."""
    before, changed = wordings(), 0
    for group in sheet.groups:
        lines = [line.strip() for line in told.get(group.key, "").strip("\n").splitlines()]
        refused = too_many(group, lines, MOST_ITEMS)
        if refused is None and any(len(line) > LONGEST_ITEM for line in lines):
            refused = f"“{group.name}”有一条超过{LONGEST_ITEM}个字，请缩短。"
        if refused:
            raise Refusal(refused, group.key.replace("-", "_"))
        changed += _keep(scope, before.get(group.key), group.key, "\n".join(lines))
    if changed:
        sentence = f"{scope.name}修改{sheet.title}表的条文用语（{changed}组）。"
        trail.record(scope, Tag.EVALUATION_WORDING, "evaluation-sheet", sheet.key, sentence)
    return changed


def _keep(scope: Scope, before: EvaluationWording | None, key: str, text: str) -> bool:
    if text == (before.text if before else ""):
        return False
    moment = clock.now()
    if before is not None:
        before.known_until = moment
    row = EvaluationWording(
        key=key, text=text, recorded_by=scope.name, known_from=moment, known_until=FAR_MOMENT
    )  # fmt: skip
    db.session.add(row)
    return True
