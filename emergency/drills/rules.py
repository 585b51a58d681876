"""What a drill may become: transitions, what counts for a duty, late entry. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from emergency.drills.words import (
    ACCEPTANCE_WORDS,
    ACT_WORDS,
    CONTENT_WORDS,
    FORM_WORDS,
    STATE_WORDS,
    Acceptance,
    Act,
    Content,
    Form,
    State,
)
from emergency.obligations.rules import Accepts

# Everybody may know of it and it is still to be held on its day.
OPEN = frozenset({State.PUBLISHED, State.CONFIRMED})
# Neither held nor given up: it goes along with a unit that moves.
COMING = OPEN | {State.DRAFT, State.POSTPONED}
FROM: Mapping[Act, frozenset[State]] = {
    Act.EDIT: OPEN | {State.DRAFT},
    Act.PUBLISH: frozenset({State.DRAFT}),
    Act.CONFIRM: frozenset({State.PUBLISHED}),
    Act.MOVE: OPEN | {State.DRAFT},
    Act.PROPOSE: OPEN,
    Act.POSTPONE: OPEN,
    Act.REVIVE: frozenset({State.POSTPONED, State.CANCELLED}),
    Act.CANCEL: COMING,
    Act.HOLD: OPEN,
    Act.CORRECT: frozenset({State.HELD}),
    Act.ACCEPT: frozenset({State.HELD}),
    Act.RETURN: frozenset({State.HELD}),
}
LEADS_TO: Mapping[Act, State] = {
    Act.PUBLISH: State.PUBLISHED,
    Act.CONFIRM: State.CONFIRMED,
    Act.POSTPONE: State.POSTPONED,
    Act.REVIVE: State.PUBLISHED,
    Act.CANCEL: State.CANCELLED,
    Act.HOLD: State.HELD,
}
NEEDS_REASON = frozenset({Act.MOVE, Act.PROPOSE, Act.POSTPONE, Act.REVIVE, Act.CANCEL, Act.RETURN, Act.CORRECT})
# Of a drill that an office put on its day, the unit asks for these and the office does them.
MOVING = frozenset({Act.MOVE, Act.POSTPONE, Act.REVIVE, Act.CANCEL})
HELD_ALL_THE_SAME = "确已举行的，请先“恢复”（日期填今天，写明原因），再登记实际举行日期。"
# What to do first, where an act is asked of a drill that does not stand for it.
INSTEAD: Mapping[tuple[Act, State], str] = {
    (Act.HOLD, State.DRAFT): "这次演练还是草稿，没有发布，不能登记举行情况。请先发布，再登记。",
    (Act.HOLD, State.POSTPONED): "这次演练已推迟、日期待定，不能登记举行情况。" + HELD_ALL_THE_SAME,
    (Act.HOLD, State.CANCELLED): "这次演练已取消，不能登记举行情况。" + HELD_ALL_THE_SAME,
    (Act.MOVE, State.POSTPONED): "这次演练已推迟、日期待定，请用“恢复”定新的日期。",
    (Act.MOVE, State.CANCELLED): "这次演练已取消，请用“恢复”定新的日期。",
}

# The page that helps where an act is asked of a drill that does not stand for it.
WAYS_OUT: Mapping[State, Act] = {State.POSTPONED: Act.REVIVE, State.CANCELLED: Act.REVIVE}


def way_out(act: Act, state: State) -> Act | None:
    """The act to offer in place of one that the state forbids; None where only the drill's own page helps."""
    return WAYS_OUT.get(state) if (act, state) in INSTEAD else None


def acts_open(state: State, acceptance: Acceptance) -> tuple[Act, ...]:
    """What may be done now, in the order of the buttons; who may do it is asked elsewhere."""
    return tuple(act for act in Act if why_not(act, state, acceptance) is None)


def why_not(act: Act, state: State, acceptance: Acceptance) -> str | None:
    """None where the act is possible, else the Chinese sentence that says why not and what to do."""
    if state not in FROM[act]:
        said = f"演练处于“{STATE_WORDS[state]}”，不能{ACT_WORDS[act]}。请刷新页面，按当前状态办理。"
        return INSTEAD.get((act, state), said)
    if act in {Act.ACCEPT, Act.RETURN} and acceptance is not Acceptance.PENDING:
        if act is Act.RETURN and acceptance is Acceptance.ACCEPTED:
            return None
        return f"举行记录处于“{ACCEPTANCE_WORDS[acceptance]}”，不能{ACT_WORDS[act]}。请等单位更正后再核对。"
    return None


def missing_reason(act: Act, reason: str, state: State = State.PUBLISHED) -> str | None:
    """The sentence to show when an act that needs a reason has none; nobody was told of a draft, so it needs none."""
    if act in NEEDS_REASON and state is not State.DRAFT and not reason.strip():
        return f"请写明{ACT_WORDS[act]}的原因，单位和上级机构都会看到。"
    return None


def after(act: Act, state: State) -> State:
    """The state that an act leads to; a moved drill keeps the certainty that it had."""
    return LEADS_TO.get(act, state)


def why_not_counted(content: Content, form: Form, accepts: Accepts) -> str | None:
    """None where a drill of this content and form can meet a rule, else the sentence for the person."""
    if form not in accepts.forms:
        wanted = "或".join(FORM_WORDS[name] for name in FORM_WORDS if name in accepts.forms)
        return f"此项要求{wanted}，本次为{FORM_WORDS[form]}，不能计入。"
    if content not in accepts.contents:
        wanted = "或".join(CONTENT_WORDS[name] for name in CONTENT_WORDS if name in accepts.contents)
        return f"此项要求{wanted}，本次为{CONTENT_WORDS[content]}，不能计入。"
    return None


def too_many_regimes(rule_ids: Collection[str], *, may_share: bool) -> str | None:
    """The sentence when a drill is held for several duties though the counting rule says one."""
    if may_share or len(set(rule_ids)) <= 1:
        return None
    return (
        "按现行计算口径，一次演练只抵一项演练义务，请只选一项；"
        "确需一次抵多项的，由市级机构在计算口径中开启“一次演练可抵多项”。"
    )


def days_late(held_on: date, received_on: date) -> int:
    """How many days after the drill its record was received; none is negative."""
    return max(0, (received_on - held_on).days)


def is_late_entry(held_on: date, received_on: date, grace: timedelta = timedelta(days=7)) -> bool:
    """Whether the record is shown as 补录: received more than a week after the drill."""
    return received_on - held_on > grace


def bad_held_day(held_on: date, today: date) -> str | None:
    """The sentence for a day on which no drill can have been held."""
    if held_on > today:
        return "举行日期在今天之后。还没有举行的演练请用“改期”，举行后再登记。"
    if held_on.year < 2000:
        return "举行日期早于2000年，请核对年份。"
    return None


def bad_span(starts_at: datetime, ends_at: datetime) -> str | None:
    """The sentence for a time that no calendar could hold."""
    if ends_at <= starts_at:
        return "结束时间应晚于开始时间，请核对。"
    if ends_at - starts_at > timedelta(days=31):
        return "一次演练最长31天，请核对日期。"
    if not 2000 <= starts_at.year <= 2098:
        return "演练日期应在2000年至2098年之间，请核对年份。"
    return None
