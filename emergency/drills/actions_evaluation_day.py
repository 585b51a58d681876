"""The day of the evaluation of a drill of a secret plan: the day alone; its paper stays in the secret channel."""

from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.drills.actions_documents import check_day, next_version, tell
from emergency.drills.documents import Content, DocumentKind, why_not_written
from emergency.drills.models import Drill
from emergency.drills.queries_documents import document_of
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.words import State

KIND = DocumentKind.EVALUATION
OPEN_ONE = "这次演练不涉及涉密、工作秘密预案，请编写或上传评估报告，不用单独登记日期。"


def record_evaluation_day(scope: Scope, drill_id: int, on: date) -> Drill:
    """State on which day the drill was evaluated; a later statement stands in place of an earlier. Raises Refusal."""
    drill, unit = own_drill(scope, drill_id)
    refused = None if speaks_of_secrets(drill) else OPEN_ONE
    refused = refused or why_not_written(KIND, State(drill.state))
    if refused:
        raise Refusal(refused)
    check_day(drill, KIND, on)
    before = document_of(drill.id, KIND)
    if before is not None and before.finished_on == on:
        raise Refusal(f"评估日期已登记为 {on}，没有改动。", "on")
    row = next_version(scope, unit, drill, KIND, before, content=Content().as_json(), finished_on=on)
    sentence = f"{scope.name}登记演练“{drill.title}”于 {on} 完成评估，材料按保密渠道保管。"
    trail.record(scope, Tag.DRILL_DOCUMENT, "drill", drill.id, sentence, after={"number": row.number, "on": on})
    tell(drill, KIND)
    return drill
