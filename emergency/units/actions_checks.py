"""Checking the contacts of a unit: 核对无误 or corrected, one by one; when all are, that is a dated act."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.slots import facts_changed
from emergency.units.behalf import is_on_behalf
from emergency.units.checks import OUTCOME_LABELS, Answer, Outcome, half_of
from emergency.units.lines import ContactRole, masked
from emergency.units.models import Contact, Unit
from emergency.units.models_checks import ContactCheck
from emergency.units.queries_checks import check_on, checks_of, open_contacts

MEANWHILE = "这个单位的联系方式刚刚有变动，您的核对没有保存。请刷新页面，按最新内容重新核对。"
UNTOLD_SINCE = 1949


def check_contacts(scope: Scope, unit: Unit, day: date, answers: Sequence[Answer], how: str = "") -> bool:
    """Record what came of calling each contact in use; gives whether all are checked for that half year.

    Raises Refusal for a day that can't be or for answers that say nothing, Conflict when the contacts changed.
    """
    known = {contact.id: contact for contact in open_contacts(unit.id)}
    _check_day(unit, day)
    if not known:
        raise Refusal("这个单位还没有登记联系方式，请先登记。")
    if sorted(known) != sorted(answer.contact_id for answer in answers):
        raise Conflict(MEANWHILE)
    if any(known[answer.contact_id].version != answer.seen for answer in answers):
        raise Conflict(MEANWHILE)
    if all(answer.outcome is Outcome.UNREACHED for answer in answers):
        raise Refusal("没有核实到任何一项，无需登记；核实到以后再来登记。")
    before = [_state(contact) for contact in known.values()]
    for answer in answers:
        _apply(known[answer.contact_id], answer, day)
    db.session.flush()
    numbers = Counter(answer.outcome for answer in answers)
    told = "，".join(f"{OUTCOME_LABELS[outcome]} {numbers[outcome]} 项" for outcome in Outcome if numbers[outcome])
    sentence = f"核对“{unit.name}”的联系方式（{day}）：{told}。"
    trail.record(scope, Tag.CONTACT_CHECK, "unit", unit.id, sentence, before,
                 [_state(contact) for contact in known.values()])  # fmt: skip
    return settle(scope, unit, day, how)


def settle(scope: Scope, unit: Unit, day: date, how: str = "") -> bool:
    """Keep the act where all contacts in use are checked within the half year of a day; gives whether they are.

    Part of the act that changed a contact. A check later than any contact's day, which a correction left, is closed.
    """
    contacts, half = open_contacts(unit.id), half_of(day)
    newest = max((contact.checked_on for contact in contacts), default=None)
    for row in checks_of(unit.id):
        if newest is not None and row.day > newest:
            row.known_until = clock.now()
    whole = bool(contacts) and all(contact.checked_on >= half.starts for contact in contacts)
    reached = max((one.checked_on for one in contacts if one.checked_on in half), default=day)
    if whole and check_on(unit.id, reached) is None:
        db.session.add(
            ContactCheck(
                unit_id=unit.id, day=reached, contacts=[contact.id for contact in contacts], how=how,
                on_behalf=is_on_behalf(scope, unit), recorded_by=scope.name, known_from=clock.now(),
                known_until=FAR_MOMENT,
            )
        )  # fmt: skip
    db.session.flush()
    facts_changed.send([unit.id])
    return whole


def withdraw_check(scope: Scope, unit: Unit, last: date, reason: str) -> None:
    """撤销核对: the newest day on which all were said to be checked was wrong; `last` is when they truly were.

    The contacts of that check go back to the true day, and the half year is judged by it. Raises Refusal.
    """
    wrong = next(iter(checks_of(unit.id)), None)
    if wrong is None:
        raise Refusal("这个单位还没有全部核对完的记录，没有可撤销的。")
    if not reason.strip():
        raise Refusal("请写明撤销的原因，原登记会保留在操作日志。", "reason")
    if last >= wrong.day:
        raise Refusal(f"实际的核对日期应早于要撤销的 {wrong.day}；日期晚了的，请重新核对一次。", "day")
    _check_day(unit, last)
    wrong.known_until = clock.now()
    for contact in open_contacts(unit.id):
        if contact.id in wrong.contacts and contact.checked_on == wrong.day:
            contact.checked_on = last
    db.session.flush()
    sentence = f"{scope.name}撤销“{unit.name}”{wrong.day} 的联系方式核对，实际核对日期 {last}。原因：{reason.strip()}"
    trail.record(scope, Tag.CONTACT_CHECK, "unit", unit.id, sentence, {"day": wrong.day}, {"day": last})
    settle(scope, unit, last, wrong.how)


def _check_day(unit: Unit, day: date) -> None:
    if day > clock.today():
        raise Refusal(f"核对日期 {day} 晚于今天，请核对。", "day")
    if day < unit.active_from and unit.active_from.year > UNTOLD_SINCE:
        raise Refusal(f"核对日期 {day} 早于{unit.name}的成立日期 {unit.active_from}，请核对。", "day")
    if day >= unit.active_to:
        raise Refusal(f"{unit.name}已于 {unit.active_to} 撤销或并入其他单位，不再核对。", "day")


def _apply(contact: Contact, answer: Answer, day: date) -> None:
    told = (answer.name, answer.post, answer.phone)
    differs = told != (contact.name, contact.post, contact.phone)
    word = ContactRole(contact.role).label
    if answer.outcome is Outcome.SAME and differs:
        raise Refusal(f"{word}的内容有改动，请选“已更正”，或恢复原来的内容。")
    if answer.outcome is Outcome.CHANGED and not differs:
        raise Refusal(f"{word}选了“已更正”，内容却没有变化。请改好内容，或改选“核对无误”。")
    if answer.outcome is Outcome.UNREACHED:
        return
    if answer.outcome is Outcome.ENDED:
        contact.ended_on = clock.today()
        return
    contact.name, contact.post, contact.phone = told
    contact.checked_on = max(contact.checked_on, day)


def _state(contact: Contact) -> dict[str, object]:
    return {
        "role": contact.role, "name": contact.name, "phone": masked(contact.phone),
        "checked_on": contact.checked_on, "ended_on": contact.ended_on,
    }  # fmt: skip
