"""Invitations by mail (RFC 6047): each change of a published drill is told to the mailboxes of its units."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from emergency.base import clock
from emergency.base.clock import day_of
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.drills.actions_reply import forget_late_replies, make_reply
from emergency.drills.calendar import CalendarEntry, invitation_bytes
from emergency.drills.calendar_kept import KEPT
from emergency.drills.calendar_rows import entry_of
from emergency.drills.models import Drill, DrillUnit
from emergency.drills.models_reply import DrillInvitation
from emergency.drills.queries import Taker, takers_of
from emergency.drills.queries_secret import secret_drills
from emergency.drills.rules import OPEN
from emergency.drills.words import Part, State
from emergency.notices.actions import write_letters
from emergency.notices.queries import mail_settings
from emergency.notices.rules import Letter
from emergency.units.models import Contact, Unit

REQUEST, CANCEL = "REQUEST", "CANCEL"
# What a mail says of a drill that does not stand; of one that stands, that the unit no longer takes part.
OFF = {State.CANCELLED: "演练取消", State.POSTPONED: "演练推迟"}
BEFORE = {State.CANCELLED: "取消前的日期", State.POSTPONED: "推迟前的日期"}
BLOCK = 400
NO_REPLY = "请勿回复本邮件，系统不读取邮箱。"


@dataclass(frozen=True, slots=True)
class Known:
    """What the invitations of a block of drills are written from, each by drill; organisers by unit."""

    organisers: dict[int, str]
    takers: dict[int, list[Taker]]
    mails: dict[int, dict[str, int]]
    told: dict[int, dict[str, DrillInvitation]]


def invite_touched() -> None:
    """Write the invitations of the drills whose events this transaction wrote; fills the slot `before_commit`."""
    touched = sorted(db.session().info.pop(KEPT, set()))
    settings = mail_settings()
    if settings is None or not touched:
        return
    forget_late_replies()
    for start in range(0, len(touched), BLOCK):
        _invite_block(touched[start : start + BLOCK], settings)


def _invite_block(numbers: list[int], settings: Settings) -> None:
    """So many statements a block, however many drills are in it."""
    query = select(Drill).where(Drill.id.in_(numbers), Drill.unpublished.is_(None))
    secret = secret_drills(numbers)
    drills = [drill for drill in db.session.scalars(query) if _goes_out(drill) and drill.id not in secret]
    if not drills:
        return
    known = _known_of(drills)
    write_letters([letter for drill in drills for letter in _letters(drill, known, settings)])


def _goes_out(drill: Drill) -> bool:
    """示例 drills leave the house by no mail; what is over invites nobody."""
    return not drill.sample and drill.state != State.HELD and drill.ends_at > clock.now()


def _known_of(drills: Sequence[Drill]) -> Known:
    ids = [drill.id for drill in drills]
    organisers = select(Unit.id, Unit.name).where(Unit.id.in_({drill.organiser_id for drill in drills}))
    told: dict[int, dict[str, DrillInvitation]] = defaultdict(dict)
    for row in db.session.scalars(select(DrillInvitation).where(DrillInvitation.drill_id.in_(ids))):
        told[row.drill_id][row.mail] = row
    return Known({row.id: row.name for row in db.session.execute(organisers)}, takers_of(ids), _mails_of(ids), told)


def _letters(drill: Drill, known: Known, settings: Settings) -> Iterable[Letter]:
    entry = entry_of(drill, known.organisers[drill.organiser_id], known.takers.get(drill.id, ()))
    told = known.told.get(drill.id, {})
    mails = known.mails.get(drill.id, {}) if drill.state in OPEN else {}
    for mail, unit_id in mails.items():
        before = told.get(mail)
        if before is None or before.sequence < drill.sequence or before.method == CANCEL:
            link = _reply_link(drill, settings) if unit_id == drill.organiser_id else ""
            yield _letter(drill, entry, mail, REQUEST, link, settings)
            _note(drill, mail, REQUEST, before)
    for mail, before in told.items():
        if mail not in mails and before.method == REQUEST:
            yield _letter(drill, entry, mail, CANCEL, "", settings)
            _note(drill, mail, CANCEL, before)


def _mails_of(drill_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """By drill the mailboxes of the units that take part, each with its unit; the organiser's where both have it."""
    query = (
        select(DrillUnit.drill_id, Contact.mail, DrillUnit.unit_id)
        .join(DrillUnit, DrillUnit.unit_id == Contact.unit_id)
        .where(DrillUnit.drill_id.in_(drill_ids), Contact.ended_on.is_(None), Contact.mail.is_not(None))
        .order_by(DrillUnit.drill_id, DrillUnit.part != Part.ORGANISER, Contact.id)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for drill_id, mail, unit_id in db.session.execute(query):
        found[drill_id].setdefault(mail or "", unit_id)
    return found


def _reply_link(drill: Drill, settings: Settings) -> str:
    """Where the organiser answers; nothing where the site's own address is not set or the drill begins."""
    if not settings.site_url or drill.starts_at <= clock.now():
        return ""
    return f"{settings.site_url}/reply/{make_reply(drill)}"


def _letter(drill: Drill, entry: CalendarEntry, mail: str, method: str, link: str, settings: Settings) -> Letter:
    day = day_of(drill.starts_at).isoformat()
    word = "演练安排" if method == REQUEST else OFF.get(State(drill.state), "不再参加演练")
    why = drill.reason if method == CANCEL and State(drill.state) in OFF else ""
    when = f"{'日期' if method == REQUEST else BEFORE.get(State(drill.state), '日期')}：{day}"
    lines = [f"{word}：{entry.title}", when, f"组织单位：{entry.organiser}", f"地点：{entry.place or '另行通知'}"]
    lines += [f"原因：{why}"] if why else []
    lines += [f"确认日期或提议改期（不需登录，演练开始后失效）：{link}"] if link else []
    lines.append(NO_REPLY)
    content = invitation_bytes(entry, method, settings.mail_from, mail)
    key = f"drill:{drill.uid}:{drill.sequence}:{method}:{mail}"
    return Letter(key[:150], mail, f"{word}：{entry.title}（{day}）", "\n".join(lines), content, method)


def _note(drill: Drill, mail: str, method: str, before: DrillInvitation | None) -> None:
    if before is None:
        db.session.add(DrillInvitation(drill_id=drill.id, mail=mail, method=method, sequence=drill.sequence))
    else:
        before.method, before.sequence = method, drill.sequence
