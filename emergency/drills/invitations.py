"""Invitations by mail (RFC 6047): each change of a published drill is told to the mailboxes of its units."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from emergency.base import clock
from emergency.base.clock import day_of
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.drills.actions_reply import make_reply
from emergency.drills.calendar import CalendarEntry, invitation_bytes
from emergency.drills.calendar_kept import KEPT
from emergency.drills.calendar_rows import entry_of
from emergency.drills.models import Drill, DrillUnit
from emergency.drills.models_reply import DrillInvitation
from emergency.drills.queries import takers_of
from emergency.drills.queries_secret import is_secret_drill
from emergency.drills.rules import OPEN
from emergency.drills.words import State
from emergency.notices.actions import write_letter
from emergency.notices.queries import mail_settings
from emergency.notices.rules import Letter
from emergency.units.models import Contact, Unit

REQUEST, CANCEL = "REQUEST", "CANCEL"
NO_REPLY = "请勿回复本邮件，系统不读取邮箱。"


def invite_touched() -> None:
    """Write the invitations of the drills whose events this transaction wrote; fills the slot `before_commit`."""
    touched: set[int] = db.session().info.pop(KEPT, set())
    settings = mail_settings()
    if settings is None:
        return
    for drill in db.session.scalars(select(Drill).where(Drill.id.in_(touched), Drill.unpublished.is_(None))):
        # 示例 drills and those of secret plans leave the house by no mail; what is over invites nobody.
        if (
            not drill.sample
            and drill.state != State.HELD
            and drill.ends_at > clock.now()
            and not is_secret_drill(drill)
        ):
            _invite(drill, settings)


def _invite(drill: Drill, settings: Settings) -> None:
    organiser = db.session.get_one(Unit, drill.organiser_id)
    entry = entry_of(drill, organiser.name, takers_of([drill.id]).get(drill.id, ()))
    told = {row.mail: row for row in db.session.scalars(_told_of(drill))}
    mails = _mails_of(drill) if drill.state in OPEN else {}
    for mail, unit_id in mails.items():
        before = told.get(mail)
        if before is None or before.sequence < drill.sequence or before.method == CANCEL:
            link = _reply_link(drill, settings) if unit_id == drill.organiser_id else ""
            _tell(drill, entry, mail, REQUEST, link, settings)
            _note(drill, mail, REQUEST, before)
    for mail, before in told.items():
        if mail not in mails and before.method == REQUEST:
            _tell(drill, entry, mail, CANCEL, "", settings)
            _note(drill, mail, CANCEL, before)


def _told_of(drill: Drill) -> Select[DrillInvitation]:
    return select(DrillInvitation).where(DrillInvitation.drill_id == drill.id)


def _mails_of(drill: Drill) -> dict[str, int]:
    """The mailboxes of the units that take part, each with its unit; the organiser's where both have it."""
    query = (
        select(Contact.mail, DrillUnit.unit_id)
        .join(DrillUnit, DrillUnit.unit_id == Contact.unit_id)
        .where(DrillUnit.drill_id == drill.id, Contact.ended_on.is_(None), Contact.mail.is_not(None))
        .order_by(DrillUnit.unit_id != drill.organiser_id, Contact.id)
    )
    found: dict[str, int] = {}
    for mail, unit_id in db.session.execute(query):
        found.setdefault(mail or "", unit_id)
    return found


def _reply_link(drill: Drill, settings: Settings) -> str:
    """Where the organiser answers; nothing where the site's own address is not set or the drill begins."""
    if not settings.site_url or drill.starts_at <= clock.now():
        return ""
    return f"{settings.site_url}/reply/{make_reply(drill)}"


def _tell(drill: Drill, entry: CalendarEntry, mail: str, method: str, link: str, settings: Settings) -> None:
    day = day_of(drill.starts_at).isoformat()
    word = "演练安排" if method == REQUEST else "演练取消或推迟"
    lines: Iterable[str] = (
        f"{word}：{entry.title}", f"日期：{day}", f"组织单位：{entry.organiser}", f"地点：{entry.place or '另行通知'}",
        *((f"确认日期或提议改期（不需登录，演练开始后失效）：{link}",) if link else ()), NO_REPLY,
    )  # fmt: skip
    content = invitation_bytes(entry, method, settings.mail_from, mail)
    key = f"drill:{drill.uid}:{drill.sequence}:{method}:{mail}"
    write_letter(Letter(key[:150], mail, f"{word}：{entry.title}（{day}）", "\n".join(lines), content, method))


def _note(drill: Drill, mail: str, method: str, before: DrillInvitation | None) -> None:
    if before is None:
        db.session.add(DrillInvitation(drill_id=drill.id, mail=mail, method=method, sequence=drill.sequence))
    else:
        before.method, before.sequence = method, drill.sequence
