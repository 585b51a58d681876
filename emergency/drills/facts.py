"""What a form hands to an action: a drill as planned, and as it was held (plain values)."""

from dataclasses import dataclass
from datetime import date, datetime

from emergency.drills.words import Content, Form, Part, Purpose
from emergency.evidence.facts import PaperRole, Received
from emergency.plans.words import EventClass


@dataclass(frozen=True, slots=True)
class DutyChoice:
    """A duty that the drill is held for: of the organisation, or of one of its plans."""

    rule_id: str
    plan_id: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """When a drill stands: two aware moments; whole days begin and end at midnight."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class DrillDetails:
    """A drill as a person plans it; `parts` are the units besides the organiser. Of a secret plan no words are told."""

    title: str
    span: Span
    content: Content
    form: Form
    purpose: Purpose
    event_class: EventClass | None = None
    hazard: str = ""
    place: str = ""
    indoors: bool = False
    announced: bool = False
    partners: str = ""
    parts: tuple[tuple[int, Part], ...] = ()
    plan_ids: tuple[int, ...] = ()
    duties: tuple[DutyChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldDetails:
    """A drill as it was held: the planned clock times are moved to the day. Of a secret plan no words are told."""

    held_on: date
    content: Content
    form: Form
    purpose: Purpose
    participants: int | None = None
    place: str = ""
    summary: str = ""
    indoors: bool = False
    announced: bool = False
    plan_ids: tuple[int, ...] = ()
    duties: tuple[DutyChoice, ...] = ()
    papers: tuple[tuple[Received, PaperRole], ...] = ()


# What comes after a drill; the record, the sheet and the pictures come with it.
AFTER_ROLES = (
    PaperRole.DRILL_EVALUATION, PaperRole.DRILL_SUMMARY, PaperRole.DRILL_PLAN, PaperRole.PHOTO, PaperRole.OTHER,
)  # fmt: skip
