"""A plan as a ledger tells it and as the register knows it, and the words that its cells may hold (pure)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from emergency.evidence.facts import SECRECY_LABELS, Secrecy
from emergency.ledgers.cells import words_for
from emergency.ledgers.names import Body
from emergency.ledgers.reading import key_of
from emergency.obligations.facts import COVER_LABELS, PLAN_KIND_LABELS, PLAN_LINE_LABELS, PlanKind, PlanLine
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import EVENT_CLASS_LABELS, HAZARD_LABELS, Act, EventClass

LINE_WORDS = words_for(PLAN_LINE_LABELS, {"政府": PlanLine.GOVERNMENT, "企业": PlanLine.ENTERPRISE})
KIND_WORDS = words_for(
    PLAN_KIND_LABELS,
    {
        "乡镇": PlanKind.TOWNSHIP, "街道": PlanKind.TOWNSHIP, "村": PlanKind.VILLAGE, "社区": PlanKind.VILLAGE,
        "村级": PlanKind.VILLAGE, "乡级": PlanKind.TOWNSHIP, "基层": PlanKind.UNIT, "现场处置": PlanKind.SITE,
    },
    ("预案", "应急预案"),
)  # fmt: skip
COVER_WORDS = words_for(COVER_LABELS, {})
EVENT_WORDS = words_for(EVENT_CLASS_LABELS, {"公共卫生": EventClass.HEALTH, "社会安全": EventClass.SECURITY})
HAZARD_WORDS = words_for(HAZARD_LABELS, {})
SECRECY_WORDS = words_for(
    SECRECY_LABELS,
    {
        "主动公开": Secrecy.OPEN, "已公开": Secrecy.OPEN, "是": Secrecy.OPEN, "否": Secrecy.INTERNAL,
        "不公开": Secrecy.INTERNAL, "内部公开": Secrecy.INTERNAL, "秘密": Secrecy.CLASSIFIED,
        "机密": Secrecy.CLASSIFIED, "绝密": Secrecy.CLASSIFIED,
    },
)  # fmt: skip
DATED = {
    "issued": Act.ISSUED, "published": Act.PUBLISHED, "signed": Act.SIGNED, "reviewed": Act.REVIEWED,
    "effective": Act.EFFECTIVE, "expires": Act.EXPIRES,
}  # fmt: skip


EDITION = re.compile(r"\([^()]*(?:[0-9]|版|修订|修编|试行|稿)[^()]*\)|[0-9]{4}年?(?:度|版)?|修订[版稿]|试行[版稿]?$")


@dataclass(frozen=True)
class Picture:
    """A plan of the register with its newest version, as far as a ledger may speak of it."""

    id: int
    unit_id: int
    code: str
    title: str
    shown: str
    line: str
    kinds: frozenset[str]
    covers: frozenset[str]
    event_class: str
    hazard: str
    secrecy: str
    filing_target: str
    latest: int
    number: str
    issuing_name: str
    signed_by: str
    state: str
    abolished: bool
    dates: Mapping[Act, date] = field(default_factory=dict)
    filed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Filed:
    """A filing that a row tells of."""

    on: date
    target: str
    received: date | None
    receipt: str


@dataclass(frozen=True)
class PlanEntry:
    """What a row says of a plan, ready to be written; `picture` is the one that it means, None a new one."""

    body: Body
    details: PlanDetails
    told: RevisionDetails
    filed: Filed | None
    picture: Picture | None = None
    new_version: bool = False
    edits: bool = False


class Plans:
    """The plans of the register by code and by unit and title."""

    def __init__(self, pictures: Iterable[Picture]) -> None:
        self.by_code: dict[str, Picture] = {}
        self.by_title: dict[tuple[int, str], list[Picture]] = {}
        self.by_stem: dict[tuple[int, str], list[Picture]] = {}
        for one in pictures:
            self.by_code[one.code] = one
            if not one.abolished and one.title:
                self.by_title.setdefault((one.unit_id, key_of(one.title)), []).append(one)
                self.by_stem.setdefault((one.unit_id, stem_of(one.title)), []).append(one)


def stem_of(title: str) -> str:
    """A title without what only its version says: …预案（2026年修订）, 2026年…预案, …预案（试行）."""
    return EDITION.sub("", key_of(title))
