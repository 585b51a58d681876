"""How the trail is sealed: digests of rows and the hash that chains one act to the next."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from emergency.base.canonical import canonical

GENESIS = "0" * 64


class Tag(StrEnum):
    """What can happen; the list is the documentation."""

    SEED = "system.seed"
    MIGRATE = "system.migrate"
    DEMO_LOAD = "system.demo-load"
    DEMO_REMOVE = "system.demo-remove"
    RESTORE = "system.restore"
    JOB = "system.job"
    SIGN_IN = "person.sign-in"
    SIGN_OUT = "person.sign-out"
    PERSON_ADD = "person.add"
    PERSON_EDIT = "person.edit"
    PERSON_END = "person.end"
    PASSWORD_CHANGE = "person.password-change"
    PASSWORD_RESET = "person.password-reset"
    SESSION_END = "person.session-end"
    REGION_ADD = "region.add"
    REGION_EDIT = "region.edit"
    REGION_COUNT = "region.count"
    REGION_SUCCEED = "region.succeed"
    REGION_TERMS = "region.terms"
    UNIT_ADD = "unit.add"
    UNIT_EDIT = "unit.edit"
    UNIT_FACT = "unit.fact"
    UNIT_SUPERIOR = "unit.superior"
    UNIT_SUCCEED = "unit.succeed"
    CONTACT_EDIT = "unit.contact"
    CONTACT_CHECK = "unit.contact-check"
    LAW_SEED = "law.seed"
    LAW_SWITCH = "law.switch"
    LAW_LOCAL_ADD = "law.local-add"
    LAW_LOCAL_CORRECT = "law.local-correct"
    LAW_LOCAL_END = "law.local-end"
    COUNTING_CHANGE = "law.counting"
    WORKDAYS_IMPORT = "law.workdays"
    WORKDAYS_SETTLE = "law.workdays-settle"
    PAPER_ADD = "paper.add"
    PAPER_DATES = "paper.dates"
    PAPER_PURGE = "paper.purge"
    PLAN_ADD = "plan.add"
    PLAN_EDIT = "plan.edit"
    PLAN_SUBMIT = "plan.submit"
    PLAN_PASS = "plan.pass"
    PLAN_RETURN = "plan.return"
    PLAN_REOPEN = "plan.reopen"
    PLAN_MILESTONE = "plan.milestone"
    PLAN_FILE = "plan.file"
    PLAN_DISCLOSE = "plan.disclose"
    PLAN_EVALUATE = "plan.evaluate"
    PLAN_ABOLISH = "plan.abolish"
    PLAN_COMMISSION = "plan.commission"
    PLAN_DISCARD = "plan.discard"
    PLAN_REMARK = "plan.remark"
    PLAN_REMARK_WITHDRAW = "plan.remark-withdraw"
    TEMPLATE_ADD = "plan.template-add"
    TEMPLATE_END = "plan.template-end"
    TRIGGER_RAISE = "plan.trigger-raise"
    TRIGGER_ADD = "plan.trigger-add"
    TRIGGER_CONFIRM = "plan.trigger-confirm"
    TRIGGER_DISMISS = "plan.trigger-dismiss"
    TRIGGER_ANSWER = "plan.trigger-answer"
    TRIGGER_REOPEN = "plan.trigger-reopen"
    DRILL_ADD = "drill.add"
    DRILL_EDIT = "drill.edit"
    DRILL_PUBLISH = "drill.publish"
    DRILL_CONFIRM = "drill.confirm"
    DRILL_MOVE = "drill.move"
    DRILL_DAY = "drill.assessment-day"
    DRILL_PROPOSE = "drill.propose"
    DRILL_POSTPONE = "drill.postpone"
    DRILL_REVIVE = "drill.revive"
    DRILL_CANCEL = "drill.cancel"
    DRILL_HOLD = "drill.hold"
    DRILL_ACCEPT = "drill.accept"
    DRILL_RETURN = "drill.return"
    DRILL_PAPERS = "drill.papers"
    DRILL_DOCUMENT = "drill.document"
    EVALUATION_WORDING = "drill.evaluation-wording"
    DRILL_INVITE = "drill.invite"
    DRILL_IMPORT = "drill.import"
    FEED_MAKE = "calendar.feed-make"
    FEED_RESET = "calendar.feed-reset"
    FEED_END = "calendar.feed-end"
    RECORD_ADD = "record.add"
    RECORD_CORRECT = "record.correct"
    RECORD_WITHDRAW = "record.withdraw"
    FINDING_EDIT = "drill.finding"
    FINDING_REOPEN = "drill.finding-reopen"
    DRILL_REPORT = "drill.report"
    DRILL_REPORT_WITHDRAW = "drill.report-withdraw"
    PROGRAMME_ASK = "programme.ask"
    PROGRAMME_MADE = "programme.made"
    PROGRAMME_STOP = "programme.stop"
    PROGRAMME_LINE = "programme.line"
    PROGRAMME_ACCEPT = "programme.accept"
    PROGRAMME_PROPOSE = "programme.propose"
    PROGRAMME_CHANGE = "programme.change"
    PROGRAMME_SETTING = "programme.setting"
    LEDGER_IMPORT = "ledger.import"
    LEDGER_ISSUE = "ledger.issue"
    LEDGER_REVOKE = "ledger.revoke"
    LEDGER_RETURN = "ledger.return"
    LEDGER_TAKE = "ledger.take"
    LEDGER_REFUSE = "ledger.refuse"
    PROFILE_SAVE = "ledger.profile-save"
    PROFILE_END = "ledger.profile-end"
    CHECKLIST_EDIT = "checklist.edit"
    CHECKLIST_SCORE = "checklist.score"
    CHECKLIST_PACK = "checklist.pack"
    CAMPAIGN_OPEN = "campaign.open"
    CAMPAIGN_CHANGE = "campaign.change"
    CAMPAIGN_MARK = "campaign.mark"
    CAMPAIGN_PAPER = "campaign.paper"
    CAMPAIGN_SUBMIT = "campaign.submit"
    CAMPAIGN_RETURN = "campaign.return"
    CAMPAIGN_FREEZE = "campaign.freeze"
    CAMPAIGN_SEAL = "campaign.seal"


class RowDigest(NamedTuple):
    """The digest that an act left behind for one row; None for a row that the act took away."""

    table: str
    key: str
    digest: str | None


def row_digest(values: Mapping[str, Any]) -> str:
    """The digest of a row by column names; empty columns are left out, so a new one changes no old digest."""
    kept = {name: value for name, value in values.items() if value is not None}
    return hashlib.sha256(canonical({name: text_with_type(value) for name, value in kept.items()}).encode()).hexdigest()


def text_with_type(value: Any) -> str:
    """A value with its type, so that the number 1 and the text 1 differ."""
    if type(value) is str:
        return f"str:{value}"
    if isinstance(value, memoryview | bytes):
        return f"bytes:{bytes(value).hex()}"
    return f"{type(value).__name__}:{value}"


def row_key(values: Sequence[Any]) -> str:
    """The primary key of a row as one text."""
    if len(values) == 1 and type(values[0]) is int:
        return f'["{values[0]}"]'
    return canonical([str(value) for value in values])


def seal(previous: str, event: Mapping[str, Any], rows: Iterable[RowDigest]) -> str:
    """The hash of one act: over the hash before it, its own words and the digests it left behind."""
    lines = sorted([f"{table}\t{key}\t{digest or '-'}" for table, key, digest in rows])
    body = "\n".join([previous, canonical(event if type(event) is dict else dict(event)), *lines])
    return hashlib.sha256(body.encode()).hexdigest()
