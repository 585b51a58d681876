"""得分提升建议: the cheapest set of real acts that gains the most points within what can be spared (pure).

Exact where every act serves one item. An act that serves several is done once, costs once and counts in each of them;
then the answer is the better of two searches, and what it says of gain and cost is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from emergency.assessment.facts import Item
from emergency.assessment.rules import points_for

# Points are kept exactly as whole thousandths while sums are compared.
GRAIN = 1000
MOST_DAYS = 1000


class DeedKind(StrEnum):
    """What has to be done."""

    PLAN = "plan"
    FILE = "file"
    DRILL = "drill"
    EVALUATE_PLAN = "evaluate-plan"
    EVALUATE_DRILL = "evaluate-drill"
    REPORT = "report"
    REVISE = "revise"
    EVALUATE_INCIDENT = "evaluate-incident"
    MEND = "mend"
    CALL = "call"
    TRAIN = "train"
    ENTER = "enter"


@dataclass(frozen=True)
class Effort:
    """An estimate of ours: working days until it can be done, and person-days that it takes."""

    words: str
    lead: int
    cost: int


EFFORTS = {
    DeedKind.PLAN: Effort("编制、审批、印发并登记预案", 10, 5),
    DeedKind.FILE: Effort("报送备案或向社会公开", 1, 1),
    DeedKind.DRILL: Effort("组织演练并登记", 3, 3),
    DeedKind.EVALUATE_PLAN: Effort("评估预案并登记结论", 5, 3),
    DeedKind.EVALUATE_DRILL: Effort("评估已举行的演练", 2, 1),
    DeedKind.REPORT: Effort("报送演练情况", 1, 1),
    DeedKind.REVISE: Effort("修订预案或作出不修订结论", 10, 3),
    DeedKind.EVALUATE_INCIDENT: Effort("开展事后评估", 5, 3),
    DeedKind.MEND: Effort("完成整改并登记", 5, 2),
    DeedKind.CALL: Effort("逐个核对联系人电话", 1, 1),
    DeedKind.TRAIN: Effort("组织宣传或培训并登记", 2, 1),
    DeedKind.ENTER: Effort("登记演练", 1, 1),
}


OF_UNIT = frozenset({DeedKind.PLAN, DeedKind.CALL, DeedKind.TRAIN})
OF_PLAN = frozenset({DeedKind.DRILL, DeedKind.EVALUATE_PLAN})
ROUNDS = 8
Act = tuple[DeedKind, int, str]


@dataclass(frozen=True)
class Deed:
    """One act that would meet one thing; `opens` when it adds to 应做 as well. With `lost` it can't be done any more.

    `earliest` is the first day on which it can be done, `latest` the last on which it still counts;
    `subject` is the kind and number of what the duty stands on. `shares` items count a part of its cost each;
    one set `apart` is never the same act as another.
    """

    name: str
    unit_id: int
    kind: DeedKind
    rule_id: str
    what: str
    earliest: date
    latest: date
    opens: bool = False
    lost: str = ""
    subject: tuple[str, int] = ("", 0)
    shares: int = 1
    apart: bool = False

    @property
    def cost(self) -> int:
        """Person-days."""
        return max(1, EFFORTS[self.kind].cost // self.shares)

    @property
    def act(self) -> Act:
        """What is done, equal where the very same act meets two things: one plan of a unit, one drill of a plan."""
        if self.kind in OF_UNIT and not self.apart:
            return self.kind, self.unit_id, ""
        if self.kind in OF_PLAN and not self.apart and self.subject[0] == "plan":
            return self.kind, self.unit_id, str(self.subject[1])
        return self.kind, self.unit_id, self.name


@dataclass(frozen=True)
class Lever:
    """An item as it will stand on the day if nothing is done, and the acts that would raise it."""

    item: Item
    done: int
    owed: int
    cases: int
    deeds: tuple[Deed, ...]

    def gain(self, plain: int, opening: int = 0) -> Decimal:
        """The points that so many acts add, by the item's own way of scoring."""
        now = points_for(self.item, self.done, self.owed, self.cases) or Decimal(0)
        done, owed = self.done + plain + opening, self.owed + opening
        return (points_for(self.item, done, owed, max(0, self.cases - plain)) or Decimal(0)) - now


@dataclass(frozen=True)
class Option:
    """Some acts of one lever: what they gain and cost. No cheaper option of the lever gains as much."""

    lever: Lever
    deeds: tuple[Deed, ...]
    gain: Decimal
    cost: int


@dataclass(frozen=True)
class Proposal:
    """What is proposed: an option of each lever that is worth it, with the sums."""

    options: tuple[Option, ...]
    gain: Decimal
    cost: int


def options_of(lever: Lever, days: int) -> list[Option]:
    """The options that pay, from the cheapest: each gains more than every cheaper one. Steps of bands show here."""
    ordered = sorted((deed for deed in lever.deeds if not deed.lost), key=lambda deed: (deed.cost, deed.earliest))
    plain = [deed for deed in ordered if not deed.opens]
    opening = [deed for deed in ordered if deed.opens]
    found: list[Option] = []
    for some, more in _pairs(plain, opening):
        deeds = (*plain[:some], *opening[:more])
        cost = sum(deed.cost for deed in deeds)
        if cost <= days:
            found.append(Option(lever, deeds, lever.gain(some, more), cost))
    paying: list[Option] = []
    for option in sorted(found, key=lambda one: (one.cost, -one.gain, len(one.deeds))):
        if option.gain > (paying[-1].gain if paying else 0):
            paying.append(option)
    return paying


def _pairs(plain: Sequence[Deed], opening: Sequence[Deed]) -> Iterable[tuple[int, int]]:
    """How many of each; where all cost the same, an act that adds nothing to 应做 is never worse, so it goes first."""
    costs = {deed.cost for deed in (*plain, *opening)}
    if len(costs) <= 1:
        yield from ((some, 0) for some in range(1, len(plain) + 1))
        yield from ((len(plain), more) for more in range(1, len(opening) + 1))
        return
    for some in range(len(plain) + 1):
        for more in range(len(opening) + 1):
            if some or more:
                yield some, more


def best(levers: Iterable[Lever], days: int) -> Proposal:
    """The most points within so many person-days, of those the cheapest; an act is done once, whatever it serves."""
    found = [replace(lever, deeds=tuple(_once(lever.deeds))) for lever in levers]
    serves = Counter(deed.act for lever in found for deed in lever.deeds if not deed.lost)
    if all(count == 1 for count in serves.values()):
        return _alone(found, days)
    priced = [replace(lever, deeds=tuple(_priced(deed, serves) for deed in lever.deeds)) for lever in found]
    return max((_grown(found, some, days) for some in (found, priced)), key=lambda one: (one.gain, -one.cost))


def _priced(deed: Deed, serves: Mapping[Act, int]) -> Deed:
    return replace(deed, shares=max(1, serves.get(deed.act, 1)))


def _once(deeds: Iterable[Deed]) -> Iterable[Deed]:
    """Within one item every thing wants an act of its own: only the first of the same act may be shared."""
    seen: set[Act] = set()
    for deed in deeds:
        again = deed.act in seen
        seen.add(deed.act)
        yield replace(deed, apart=True) if again else deed


def _grown(levers: Sequence[Lever], priced: Sequence[Lever], days: int) -> Proposal:
    """Choose by the prices given, let the chosen acts count wherever they serve, and spend what is left again."""
    chosen: frozenset[Act] = frozenset()
    for _ in range(ROUNDS):
        room = days - _cost_of(levers, chosen)
        wanted = _acts(_alone([_after(lever, chosen) for lever in priced], room)) | chosen
        if _cost_of(levers, wanted) > days:
            # Some that looked cheap together were not all taken: pay in full for this step.
            wanted = _acts(_alone([_after(lever, chosen) for lever in levers], room)) | chosen
        if wanted == chosen:
            break
        chosen = wanted
    return _told(levers, chosen)


def _acts(proposal: Proposal) -> frozenset[Act]:
    return frozenset(deed.act for option in proposal.options for deed in option.deeds)


def _cost_of(levers: Iterable[Lever], acts: Set[Act]) -> int:
    return sum({deed.act: deed.cost for lever in levers for deed in lever.deeds if deed.act in acts}.values())


def _after(lever: Lever, acts: Set[Act]) -> Lever:
    """The lever when these acts are done."""
    done = [deed for deed in lever.deeds if deed.act in acts and not deed.lost]
    opening = sum(deed.opens for deed in done)
    rest = tuple(deed for deed in lever.deeds if deed.act not in acts)
    plain = len(done) - opening
    return Lever(lever.item, lever.done + len(done), lever.owed + opening, max(0, lever.cases - plain), rest)


def _told(levers: Iterable[Lever], acts: Set[Act]) -> Proposal:
    """What these acts gain in each lever; the cost of each stands where it serves first."""
    options, paid = [], set[Act]()
    for lever in levers:
        deeds = tuple(deed for deed in lever.deeds if deed.act in acts and not deed.lost)
        opening = sum(deed.opens for deed in deeds)
        if deeds and (gain := lever.gain(len(deeds) - opening, opening)):
            options.append(Option(lever, deeds, gain, sum(deed.cost for deed in deeds if deed.act not in paid)))
            paid |= {deed.act for deed in deeds}
    return Proposal(tuple(options), sum((one.gain for one in options), Decimal(0)), sum(one.cost for one in options))


def _alone(levers: Iterable[Lever], days: int) -> Proposal:
    """The same where no act serves two items: a knapsack, exact, of one option a lever."""
    room = min(days, MOST_DAYS)
    # table[spent] is the best (gain in grains, less cost, options) that costs at most `spent`.
    table: list[tuple[int, int, tuple[Option, ...]]] = [(0, 0, ())] * (room + 1)
    for lever in levers:
        options = [(int(option.gain * GRAIN), option) for option in options_of(lever, room)]
        for spent in range(room, -1, -1):
            found = table[spent]
            for gain, option in options:
                if option.cost > spent:
                    break
                before = table[spent - option.cost]
                candidate = (before[0] + gain, before[1] - option.cost, (*before[2], option))
                if candidate[:2] > found[:2]:
                    found = candidate
            table[spent] = found
    gain, less, options_chosen = table[room]
    return Proposal(options_chosen, Decimal(gain) / GRAIN, -less)


def next_steps(levers: Iterable[Lever]) -> list[Option]:
    """Of each lever the cheapest option that gains anything, the best paid first: what one more step is worth."""
    found = [options[0] for lever in levers if (options := options_of(lever, MOST_DAYS))]
    return sorted(found, key=lambda option: (-option.gain / option.cost, option.cost, option.lever.item.id))
