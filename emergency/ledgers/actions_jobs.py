"""Checking and taking in a large file: asked for on its pages, done by the worker in a bounded process of its own."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import update

from emergency.accounts.models import Person
from emergency.accounts.queries import scope_of
from emergency.audit.queries import head_hash
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import Permission, Scope
from emergency.base.askers import asker_of
from emergency.base.canonical import canonical
from emergency.base.database import apart, committed, db, end_reading
from emergency.base.errors import DomainError, Refusal
from emergency.base.heap import unsearched
from emergency.base.storage import store
from emergency.base.workers import Bounds, Failed, work
from emergency.ledgers import actions, actions_returns
from emergency.ledgers.actions import MOVED, NOTHING, check_free
from emergency.ledgers.books import reasons_of
from emergency.ledgers.facts import Status
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.queries import kept_file, maps_of
from emergency.ledgers.queries_check import Report
from emergency.ledgers.queries_jobs import CHECK, JOB, TAKE, is_coming, kept_report, key_of
from emergency.ledgers.report import Known, known_in, write_report
from emergency.ledgers.taking import within

# Shorter than the lease of a job, so that nobody takes it up while it is still being done.
BOUNDS = Bounds(seconds=480.0)
CHECKING, WRITING = 1, 2
UNCHECKED = "还没有检查，或者检查之后改过列名对应。请先检查。"
STILL_CHECKING = "正在检查，请等检查完再确认。"
ENDED = "确认导入的账号已经停用，没有写入。"
# What these acts change no check reads, and people sign in all day.
UNREAD = frozenset({Tag.SIGN_IN, Tag.SIGN_OUT, Tag.SESSION_END, Tag.PASSWORD_CHANGE})
OTHER_RIGHTS = "您的角色或管辖范围在提交之后有变化，没有写入。请重新检查后再确认。"
LONGEST = 400


def ask_check(scope: Scope, brought: LedgerImport) -> None:
    """Have the worker check a file. Raises Refusal once it is being taken in."""
    check_free(brought)
    brought.report_sha = ""
    _ask(scope, brought, CHECK)


def ask_take(scope: Scope, brought: LedgerImport) -> None:
    """Have the worker take a checked file in; one taking that is coming is enough. Raises Refusal."""
    if is_coming(brought, TAKE):
        return
    check_free(brought)
    if is_coming(brought, CHECK):
        raise Refusal(STILL_CHECKING)
    if not brought.report_sha:
        raise Refusal(UNCHECKED)
    counts = kept_report(brought).counts
    if not counts[Status.NEW] + counts[Status.CHANGED]:
        raise Refusal(NOTHING)
    _ask(scope, brought, TAKE)


def _ask(scope: Scope, brought: LedgerImport, deed: str) -> None:
    brought.deed, brought.step, brought.sentence = deed, 0, ""
    payload = {"import": brought.id, "do": deed, "asker": asker_of(scope), "address": scope.address}
    jobs.enqueue(JOB, key_of(brought.id, deed), payload)


def import_job(payload: Any) -> None:
    """The job's handler: what it can't do it says on the page; one that dies leaves nothing and is begun anew."""
    # A forked process shares the parent's connection; it must be closed before, not used by two.
    db.session.remove()
    db.engine.dispose()
    for ended in work(do_job, [payload], 1, BOUNDS, heir=True):
        if isinstance(ended, Failed):
            raise RuntimeError(ended.sentence)


def do_job(payload: Mapping[str, Any]) -> None:
    """Check or take in, whichever was asked; of what was asked otherwise meanwhile, or done, nothing."""
    deed = {CHECK: _check, TAKE: _take}[payload["do"]]
    try:
        with unsearched():
            deed(int(payload["import"]), payload)
    except DomainError as error:
        _refuse(int(payload["import"]), payload["do"], error.sentence)
    finally:
        db.session.remove()


def _check(number: int, payload: Mapping[str, Any]) -> None:
    _tell(number, CHECKING)
    brought = _asked(number, CHECK)
    if brought is None:
        return
    read = (brought.maps, brought.agreed)
    report, known = checked(_scope_now(brought, payload), brought)
    kept = _kept(brought, report, known)
    with committed():
        brought = _asked(number, CHECK)
        if brought is not None and (brought.maps, brought.agreed) == read:
            brought.report_sha, brought.checked_at, brought.deed, brought.step = kept, clock.now(), "", 0


def _kept(brought: LedgerImport, report: Report, known: Known) -> str:
    """The name of a report that is kept for its pages."""
    maps = maps_of(brought)
    end_reading()
    with store().scratch() as out:
        write_report(out, report.rows, report.proposals, reasons_of(report.rows, maps), known)
        return actions.keep_rows(out)


def checked(scope: Scope, brought: LedgerImport) -> tuple[Report, Known]:
    """A check and what it stands on, asked before it: what comes to pass during the check makes it stale."""
    before = standing(scope, brought)
    report = actions.check(scope, brought)
    return report, Known(before, report.taking())


def _take(number: int, payload: Mapping[str, Any]) -> None:
    """All rows or none, in one transaction; it holds others up only for the writing where nothing changed before it."""
    _tell(number, CHECKING)
    brought = _asked(number, TAKE)
    if brought is None:
        return
    scope = _scope_now(brought, payload)
    known = known_in(kept_file(brought.report_sha))
    if known is None or known.standing != standing(scope, brought):
        shown = known
        report, known = checked(scope, brought)
        if shown is not None and not within(known.taking, shown.taking):
            _show_anew(number, _kept(brought, report, known))
            return
    _tell(number, WRITING)
    with committed():
        brought = _asked(number, TAKE)
        if brought is not None:
            take_known(_scope_now(brought, payload), brought, known)
            brought.deed, brought.step = "", 0


def _show_anew(number: int, kept: str) -> None:
    """Other rows would be written than those that were shown: they are shown first."""
    with committed():
        brought = _asked(number, TAKE)
        if brought is not None:
            brought.report_sha, brought.checked_at = kept, clock.now()
            brought.deed, brought.step, brought.sentence = "", 0, MOVED


def take_known(scope: Scope, brought: LedgerImport, known: Known) -> None:
    """Take in what was checked before; checked anew where anything happened since. Raises Refusal."""
    taking = known.taking
    if standing(scope, brought) != known.standing:
        taking = actions.check(scope, brought).taking()
        if not within(taking, known.taking):
            raise Refusal(MOVED)
    actions_returns.take_in(scope, brought, taking)


def standing(scope: Scope, brought: LedgerImport) -> str:
    """All that a check depends on: the register by the last act on its trail, the day, who asks, how it is read."""
    told = [head_hash(but=UNREAD), clock.today(), asker_of(scope), brought.rows_sha, brought.maps, brought.agreed]
    return sha256(canonical(told).encode()).hexdigest()


def _asked(number: int, deed: str) -> LedgerImport | None:
    """The file, where this is still what was asked for."""
    brought = db.session.get(LedgerImport, number, populate_existing=True)
    return brought if brought is not None and brought.done_at is None and brought.deed == deed else None


def _scope_now(brought: LedgerImport, payload: Mapping[str, Any]) -> Scope:
    """The rights of whoever asked, as they are now. Raises Refusal where they are not those of then."""
    person = db.session.get(Person, brought.person_id) if brought.person_id else None
    if person is None or person.ended_on is not None:
        raise Refusal(ENDED)
    scope = scope_of(person, address=str(payload["address"]))
    if not scope.may(Permission.LEDGER_BRING) or asker_of(scope) != payload["asker"]:
        raise Refusal(OTHER_RIGHTS)
    return scope


def _tell(number: int, step: int) -> None:
    with apart() as connection:
        connection.execute(update(LedgerImport).where(LedgerImport.id == number).values(step=step))


def _refuse(number: int, deed: str, sentence: str) -> None:
    db.session.rollback()
    with committed():
        brought = _asked(number, deed)
        if brought is not None:
            brought.deed, brought.step, brought.sentence = "", 0, sentence[:LONGEST]
