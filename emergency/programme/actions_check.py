"""Looking for changes of a large programme: asked for on its page, reckoned by the job, with how far it is."""

from emergency.base import jobs
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Conflict
from emergency.programme.actions_lines import CHANGED
from emergency.programme.actions_propose import propose, renew, require_made
from emergency.programme.actions_run import Report
from emergency.programme.models import Programme, ProgrammeRun
from emergency.programme.queries import JOB, check_key

CHECK = "check"
# Less is reckoned within a second, while the person waits.
AT_ONCE = 2000


def ask_check(scope: Scope, programme: Programme, version: int) -> None:
    """Have the job look for changes; one that is coming already is enough. Raises Conflict, Refusal."""
    if programme.version != version:
        raise Conflict(CHANGED)
    require_made(programme)
    run = db.session.get(ProgrammeRun, programme.id) or ProgrammeRun(programme_id=programme.id)
    run.purpose, run.done, run.whole, run.stopping = CHECK, 0, 0, False
    db.session.add(run)
    jobs.enqueue(JOB, check_key(programme.id), {"programme_id": programme.id, "do": CHECK, "name": scope.name})


def check_changes(programme_id: int, name: str) -> None:
    """The job: as the button does with a small programme."""
    found = renew(db.session.get_one(Programme, programme_id), Report(programme_id))
    with committed():
        programme = db.session.get_one(Programme, programme_id)
        propose(system_scope(name), programme, found, programme.version)
