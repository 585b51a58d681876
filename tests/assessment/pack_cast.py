"""Packages made from plain values, and a small town with a plan and its text, for the tests of packages."""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from checklist_cases import sheet
from plan_cast import EVERYTHING, ISSUED, passed, scan, unit_at

from emergency.assessment.packing import Body, Evidence, Piece
from emergency.assessment.snapshot import Around, document
from emergency.base.database import committed
from emergency.base.storage import LocalStore
from emergency.evidence.actions import Subject, attach
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans import actions
from emergency.plans.queries import latest_revision
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act

MADE = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)
# A town of which the small Heihe holds one village.
SMALL_TOWN = "231183100000"
BOOK = "小镇突发事件应急预案"


def piece(name="批复.pdf", content=b"%PDF-1", happened=date(2026, 3, 1), **more):
    told = {"kind": name.rpartition(".")[2], "received": date(2026, 5, 20), "by": "王昇", **more}
    return Piece(name, "批准文件", sha256(content).hexdigest(), size=len(content), happened=happened, **told)


def body(evidence=None, **more):
    made = document(sheet(**more), Around("231102000000", MADE))
    return Body(made, {number: Evidence(tuple(pieces)) for number, pieces in (evidence or {}).items()})


def kept(folder, *contents):
    """A store that holds these bytes."""
    store = LocalStore(folder)
    for content in contents:
        with store.staged(BytesIO(content), 1 << 30) as staged:
            staged.keep()
    return store


def entries(path):
    return ZipFile(path).namelist()


def town_with_plan(secret=False, **told):
    """The town's plan, passed, with its text; of a secret one only the elements. Gives the numbers of both."""
    unit = unit_at(SMALL_TOWN)
    details = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.TOWNSHIP}), "" if secret else BOOK, **told)
    with committed():
        plan = actions.register(EVERYTHING, unit.id, details, RevisionDetails({Act.ISSUED: ISSUED}), submit=True)
    paper = 0
    if not secret:
        with committed():
            received = keep_made("小镇预案.pdf", BytesIO(scan("小镇")), Kind.PDF, 1)
            revision = latest_revision(plan)
            paper = attach(EVERYTHING, received, Subject(unit, "revision", revision.id), PaperRole.TEXT).id
    passed(plan, EVERYTHING)
    return plan.id, paper
