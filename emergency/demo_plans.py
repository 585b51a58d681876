"""The 示例 plans: in every state, filed in time and late, public or not, revised, abolished, secret, without text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from emergency.base.access import Role, Scope
from emergency.base.database import db
from emergency.demo_papers import SampleText, chapters_for, printed_texts, word_text
from emergency.demo_story import Story, keeper, local_office, office
from emergency.demo_texts import SHOWN, Words, village_words
from emergency.demo_units import counties, sample_units, towns_of
from emergency.evidence.facts import PaperRole, Received, Secrecy
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_acts, actions_check, secret_words
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.actions_receiving import Reply, answer_filing
from emergency.plans.models import Plan, Revision
from emergency.plans.papers import keep_papers
from emergency.plans.queries import revision_of
from emergency.plans.queries_filings import receivers_for
from emergency.plans.queries_lines import filing_lines
from emergency.plans.receiving import Answer
from emergency.plans.rules import PlanDetails, RevisionDetails, is_secret
from emergency.plans.words import Act, Conclusion, EventClass
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

SEED = 2311
CHECKER = "示例核对人"
VALID = timedelta(days=1140)  # The oldest of these papers ends within the time of the reminder.
FORGOTTEN = timedelta(days=1075)  # Nobody evaluated the plans that are older: some are due soon, some overdue.
GENERAL = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.GENERAL}), filing_target="上一级人民政府")
FOREST = PlanDetails(
    PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), "森林草原火灾应急预案", event_class=EventClass.NATURAL,
    hazard="forest_fire", filing_target="上一级人民政府相应牵头部门",
)  # fmt: skip
TOWN = PlanDetails(
    PlanLine.GOVERNMENT, frozenset({PlanKind.TOWNSHIP}), covers=frozenset({Cover.WORK_SAFETY, Cover.EARTHQUAKE}),
    filing_target="县级人民政府（径送应急管理局）",
)  # fmt: skip
VILLAGE = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}), filing_target="乡镇人民政府")
SCHOOL = PlanDetails(
    PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), covers=frozenset({Cover.FIRE_EVACUATION, Cover.SCHOOL_INCIDENT}),
)  # fmt: skip
PLACE = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), covers=frozenset({Cover.FIRE_EVACUATION}))
FIRM = PlanDetails(
    PlanLine.ENTERPRISE, frozenset({PlanKind.COMPREHENSIVE, PlanKind.SITE}),
    covers=frozenset({Cover.WORK_SAFETY, Cover.FIRE_EVACUATION}), filing_target="县应急管理局",
)  # fmt: skip


@dataclass
class Entered:
    """A plan on its way through the story; `plan` is there once it was registered.

    A `printed` one comes as PDF, which a page can show; the others come as Word files, which are quickly made.
    """

    unit: Unit
    scope: Scope
    details: PlanDetails
    issued: date
    printed: bool = False
    said: Words = ()
    shown: bool = False  # its text is to be read: neither without one, nor waiting as a printed paper
    text: Received | None = None
    plan: Plan | None = None

    @property
    def id(self) -> int:
        """The plan's number."""
        assert self.plan is not None
        return self.plan.id

    @property
    def open(self) -> bool:
        """Whether words and files may be kept of it."""
        return not is_secret(self.details.secrecy)

    def words(self, issued: date, edition: str = "") -> SampleText:
        """What its paper says."""
        chapters = chapters_for(self.details.line, self.details.kinds, issued)
        title = f"{self.details.title}{edition}"
        # A printed paper is one page, so it says no more than that it is a 示例.
        said = () if self.printed else self.said
        return SampleText(title, self.unit.name, issued, number_of(self.unit, issued), chapters, said)


def tell_plans(story: Story) -> None:
    """Have the plans of governments, townships, villages and 示例 units registered, checked, filed and disclosed."""
    chance = Random(SEED)  # noqa: S311  a story, not a secret
    entered = [*_governments(story), *_towns(story, chance), *_villages(story), *_units(story, chance)]
    for one in entered:
        _live(story, one, chance)
    printed = [one for one in entered if one.printed and one.open]
    texts = printed_texts(one.words(one.issued) for one in printed)
    for one in printed:
        one.text = texts[one.words(one.issued)]


def number_of(unit: Unit, issued: date) -> str:
    """A 文号 or number as a real plan of such a unit has one, plainly a 示例; none for villages, schools and others."""
    serial = (issued.timetuple().tm_yday - 1) // 7 + 1
    if unit.represents and unit.kind != UnitKind.VILLAGE.value:
        word = "办" if unit.name.endswith("办事处") else "政"
        return f"示例{unit.name.removesuffix('人民政府').removesuffix('办事处')}{word}发〔{issued.year}〕{serial}号"
    return f"示例YJ-{issued.year}-{serial:03d}" if unit.kind == UnitKind.ENTERPRISE.value else ""


def _bodies(kind: UnitKind) -> list[Unit]:
    query = select(Unit).where(Unit.represents.is_(True), Unit.kind == kind.value, Unit.counted.is_(True))
    return list(db.session.scalars(query.order_by(Unit.region_code)))


def _governments(story: Story) -> list[Entered]:
    found = []
    for number, unit in enumerate((*_bodies(UnitKind.CITY), *_bodies(UnitKind.COUNTY))):
        role, who = (Role.COUNTY, "示例县级人员") if number else (Role.CITY, "示例市级人员")
        scope = local_office(role, unit.region_code, who)
        name = unit.name.removesuffix("人民政府")
        general = replace(GENERAL, title=f"{name}突发事件总体应急预案")
        found.append(Entered(unit, scope, general, story.today - timedelta(days=620 - 40 * number), printed=True))
        forest = replace(FOREST, title=f"{name}{FOREST.title}")
        found.append(Entered(unit, scope, forest, story.today - timedelta(days=1080 - 90 * number), printed=True))
    return found


def _towns(story: Story, chance: Random) -> list[Entered]:
    """Two of three townships have their plan."""
    found = []
    for number, unit in enumerate(_bodies(UnitKind.TOWNSHIP)):
        if number % 3:
            name = unit.name.removesuffix("人民政府").removesuffix("办事处")
            scope = local_office(Role.TOWNSHIP, unit.region_code, "示例乡镇人员")
            details = replace(TOWN, title=f"{name}突发事件应急预案")
            issued = story.today - timedelta(days=chance.randint(20, 700))
            found.append(Entered(unit, scope, details, issued, printed=True))
    return found


def _villages(story: Story) -> list[Entered]:
    """Every village of the first county's last six townships, recorded by its township."""
    found: list[Entered] = []
    for town in towns_of(counties()[0].code)[-6:]:
        query = select(Unit).where(Unit.kind == UnitKind.VILLAGE.value, Unit.counted.is_(True))
        for unit in db.session.scalars(query.where(Unit.region_code.startswith(town.code[:9])).order_by(Unit.id)):
            scope = local_office(Role.TOWNSHIP, town.code, "示例乡镇人员")
            name = unit.name.removesuffix("委员会").removesuffix("村民").removesuffix("居民")
            details = replace(VILLAGE, title=f"{name}应急预案")
            said = village_words(len(found), found[-1].unit.name if found else "")
            shown, issued = len(found) in SHOWN, story.today - timedelta(days=200)
            found.append(Entered(unit, scope, details, issued, said=said, shown=shown))
    return found


def _units(story: Story, chance: Random) -> list[Entered]:
    """Four of five 示例 units have a plan."""
    found = []
    for number, unit in enumerate(sample_units()):
        if number % 5 == 4:
            continue
        pattern = {UnitKind.SCHOOL: SCHOOL, UnitKind.ENTERPRISE: FIRM}.get(UnitKind(unit.kind), PLACE)
        word = "生产安全事故综合应急预案" if pattern is FIRM else "突发事件应急预案"
        details = replace(pattern, title=f"{unit.name}{word}")
        if number % 40 == 11:
            details = replace(pattern, secrecy=Secrecy.WORK_SECRET, covers=frozenset(), filing_target="")
        issued = story.today - timedelta(days=chance.randint(10, 900))
        if pattern is FIRM and number % 6 == 1:
            issued = story.today - timedelta(days=1135 if number % 4 == 1 else 1085)
        found.append(Entered(unit, keeper(unit.id), details, issued))
    return found


def _live(story: Story, entered: Entered, chance: Random) -> None:
    """One plan's life: entered soon or late, passed, waiting or returned, then filed, disclosed, evaluated."""
    day, draw = entered.issued, chance.random
    arrived = max(day + timedelta(days=chance.choice((2, 4, 9, 60))), story.opened)
    state = chance.choices(("passed", "waiting", "returned", "draft"), (88, 5, 4, 3))[0]
    if arrived >= story.today:
        arrived, state = story.today, "waiting"
    drawn, state = state, "passed" if entered.shown else state
    entered.printed = entered.printed or state != "passed"

    def register() -> None:
        without = drawn == "passed" and draw() < 0.06
        _register(entered, without=without and not entered.shown, draft=state == "draft")

    story.on(arrived, register)
    village = entered.unit.kind == UnitKind.VILLAGE.value
    if state == "returned" and not village:
        reason = "未附正式印发文本（盖章扫描件）" if entered.open else secret_words.RETURNS[0]
        story.on(
            arrived + timedelta(days=2),
            _after(entered, lambda e: actions_check.return_revision(office(CHECKER), e.id, 1, reason)),
        )
    if state == "passed" or village:
        if not village:
            story.on(
                arrived + timedelta(days=2),
                _after(entered, lambda e: actions_check.pass_revision(office(CHECKER), e.id, 1)),
            )
        _afterwards(story, entered, arrived + timedelta(days=3), chance)


def _after(entered: Entered, act: Callable[[Entered], object]) -> Callable[[], object]:
    return lambda: act(entered)


def _register(entered: Entered, *, without: bool, draft: bool) -> None:
    dates = {Act.ISSUED: entered.issued}
    if entered.details.line is PlanLine.ENTERPRISE:
        dates = {Act.SIGNED: entered.issued, Act.PUBLISHED: entered.issued}
    if entered.details.hazard:
        dates[Act.EXPIRES] = entered.issued + VALID
    told = RevisionDetails(dates)
    if entered.open:
        told = replace(told, document_number=number_of(entered.unit, entered.issued), signed_by="示例")
    plan = actions.register(entered.scope, entered.unit.id, entered.details, told, submit=False, sample=True)
    entered.plan = plan
    if not without and entered.open:
        text = entered.text or word_text(entered.words(entered.issued))
        revision = db.session.scalars(select(Revision).where(Revision.plan_id == plan.id)).one()
        keep_papers(entered.scope, plan, entered.unit, revision, [(PaperRole.TEXT, text)])
    if not draft:
        actions.submit(entered.scope, plan.id)


def _afterwards(story: Story, entered: Entered, earliest: date, chance: Random) -> None:
    """Filing and disclosure in time, late or not at all; an evaluation of the old; a few revised or abolished."""
    filed = entered.issued + timedelta(days=chance.choice((6, 12, 20, 24, 50)))
    if chance.random() < 0.8 and filed + timedelta(days=3) < story.today:
        filing = Filing(filed, entered.details.filing_target or "县级人民政府", filed + timedelta(days=2))
        story.on(max(filed + timedelta(days=3), earliest), _after(entered, lambda e: _file(e, filing)))
    public = entered.issued + timedelta(days=chance.choice((8, 15, 26, 70)))
    if entered.open and chance.random() < 0.75 and public < story.today:
        story.on(
            max(public, earliest), _after(entered, lambda e: actions_acts.disclose(e.scope, e.id, 1, public, "公示栏"))
        )
    evaluated = entered.issued + timedelta(days=700)
    if evaluated < story.today - timedelta(days=10) and entered.issued > story.today - FORGOTTEN:
        told = Evaluation(evaluated, "示例评估组" if entered.open else "", Conclusion.KEEP)
        story.on(max(evaluated, earliest), _after(entered, lambda e: actions_acts.evaluate(e.scope, e.id, 1, told)))
    if entered.issued < story.today - timedelta(days=500) and chance.random() < 0.08:
        _revise(story, entered, chance)
    elif entered.unit.kind == UnitKind.ENTERPRISE.value and chance.random() < 0.04:
        gone = story.today - timedelta(days=30)
        why = "示例停业" if entered.open else secret_words.ABOLISHMENTS[1]
        story.on(gone, _after(entered, lambda e: actions_acts.abolish(e.scope, e.id, gone, why)), 16)


def _pass(number: int, entered: Entered) -> None:
    actions_check.pass_revision(office(CHECKER), entered.id, number)


def _file(entered: Entered, filing: Filing) -> None:
    """Firms hand over to their county's 应急 department: some are received, some asked for more, some hear nothing."""
    office_near = next((one for one in receivers_for(entered.unit) if one.line == "应急"), None)
    if entered.details.line is not PlanLine.ENTERPRISE or not entered.open or office_near is None:
        actions_acts.file_plan(entered.scope, entered.id, 1, replace(filing, rule_ids=_lines(entered)))
        return
    bare = replace(filing, received_on=None, receiver_id=office_near.id, rule_ids=_lines(entered))
    row = actions_acts.file_plan(entered.scope, entered.id, 1, bare)
    number = entered.id % 4
    if number and filing.received_on:
        told = "缺应急资源调查清单（示例）" if number == 1 else ""
        answer = Answer.ASKED if number == 1 else Answer.RECEIVED
        answer_filing(entered.scope, entered.id, row.id, Reply(answer, filing.received_on, "", told))


def _lines(entered: Entered) -> tuple[str, ...]:
    """Where several articles ask for the filing, one handing over answers them all."""
    plan = db.session.get_one(Plan, entered.id)
    revision = revision_of(plan, 1)
    lines = filing_lines(plan, revision) if revision else []
    return tuple(line.rule.id for line in lines) if len(lines) > 1 else ()


def _revise(story: Story, entered: Entered, chance: Random) -> None:
    """A second version with 重要内容 changed, whose clocks run anew."""
    again = story.today - timedelta(days=chance.randint(25, 60))

    def new(one: Entered) -> None:
        told = RevisionDetails({Act.ISSUED: again}, important_change=True)
        if one.details.line is PlanLine.ENTERPRISE:
            told = replace(told, dates={Act.SIGNED: again, Act.PUBLISHED: again})
        papers = []
        if one.open:
            told = replace(told, document_number=number_of(one.unit, again), signed_by="示例")
            papers = [(PaperRole.TEXT, word_text(one.words(again, "（第2版）")))]
        actions.add_revision(one.scope, one.id, told, papers)
        if one.unit.kind != UnitKind.VILLAGE.value:
            _pass(2, one)

    story.on(again + timedelta(days=3), _after(entered, new))
