"""The checklist as it is printed: verdicts and figures in, frozen words in print order out (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from emergency.assessment.facts import AUDIENCE_LABELS, Answer, Audience, Figure, Item, Late, Template
from emergency.assessment.rules import STATE_LABELS, State, Total, Verdict, grade_of, overridden, total, verdict

GAP_LIMIT = 200
LATE_LIMIT = 50
BLANK = "—"


@dataclass(frozen=True)
class Cover:
    """Whose sheet it is and what it was made from; words ready to print."""

    subject: str
    place: str
    code: str
    audience: Audience
    kind: str
    as_of: date
    made_at: str
    catalogue: str
    rules_on: int
    rules_all: int
    head_hash: str
    assessor: str = ""
    samples: bool = False
    recomputing: bool = False
    counting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Child:
    """A child region's duties on that day."""

    code: str
    name: str
    owed: int
    met: int
    pending: int
    overdue: int
    href: str = ""


@dataclass(frozen=True)
class Gap:
    """Something owed and not there: whose, what, by which article, by when."""

    unit: str
    duty: str
    basis: str
    due: str
    state: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One item in words, with the verdict and the figure that they tell of."""

    judged: Verdict
    figure: Figure | None
    number: str
    text: str
    basis: str
    points: str
    owed: str
    done: str
    lacking: str
    score: str
    state: State
    remarks: tuple[str, ...]
    href: str
    computed: Decimal | None = None


@dataclass(frozen=True)
class Block:
    """A group of lines with its sums."""

    number: str
    title: str
    source: str
    points: str
    score: str
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """一、机构和人员"""
        return f"{self.number}、{self.title}"


@dataclass(frozen=True)
class Sheet:
    """Everything on the paper, in print order. `gaps` holds at most 200 of `gap_count` rows, `late` at most 50."""

    template_id: str
    template_version: str
    title: str
    cover: Cover
    level: str
    weights: str
    weights_notice: str
    provenance: str
    blocks: tuple[Block, ...]
    total: Total | None
    waiting: int
    late: tuple[tuple[str, Late], ...]
    late_count: int
    children: tuple[Child, ...]
    gaps: tuple[Gap, ...]
    gap_count: int
    counting: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    full: Decimal | None = None
    grade: str = ""
    moved_out: tuple[Verdict, ...] = ()
    columns: tuple[str, str] = ("自评", "复核")
    example: bool = False


def compose(
    template: Template, cover: Cover, figures: Mapping[str, Figure], answers: Mapping[str, Answer],
    children: Sequence[Child] = (), gaps: Sequence[Gap] = (), gap_count: int = 0,
    overrides: Mapping[str, Answer] | None = None,
) -> Sheet:  # fmt: skip
    """Judge every item asked of the subject and lay the sheet out; `figures`, `answers`, `overrides` go by item."""
    asked = template.items_for(cover.audience, cover.kind)
    found = {item.id: figures.get(item.id) for item in asked}
    late = [(number, paper) for number, figure in found.items() if figure for paper in figure.late]
    plain = [verdict(item, found[item.id], answers.get(item.id)) for item in asked]
    computed = {line.item.id: line.points for line in plain if line.item.measure}
    verdicts = [overridden(line, (overrides or {}).get(line.item.id)) for line in plain]
    summed, pointed = total(verdicts), template.has_points
    return Sheet(
        template_id=template.id,
        template_version=template.version,
        title=template.title,
        cover=cover,
        level=AUDIENCE_LABELS[cover.audience],
        weights=template.weights if pointed else "",
        weights_notice=template.weights_notice if pointed else "",
        provenance=template.provenance,
        blocks=_blocks(template, verdicts, found, computed),
        total=summed if pointed else None,
        waiting=sum(line.state is State.WAITING for line in verdicts),
        late=tuple(late[:LATE_LIMIT]),
        late_count=len(late),
        children=tuple(children),
        gaps=tuple(gaps[:GAP_LIMIT]),
        gap_count=max(gap_count, len(gaps)),
        counting=(template.period, *template.counting, *cover.counting),
        history=tuple((old.then, old.now) for old in template.anachronisms),
        full=_full(template, asked),
        moved_out=summed.moved_out,
        grade=grade_of(summed.scaled, template.grades) if pointed else "",
        columns=template.columns,
        example=template.example,
    )


def _full(template: Template, asked: Sequence[Item]) -> Decimal | None:
    return sum((item.points or Decimal(0) for item in asked), Decimal(0)) if template.has_points else None


def number(value: Decimal | int | None) -> str:
    """A figure without needless zeros; a dash where there is none."""
    if value is None:
        return BLANK
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in f"{value:f}" else str(value)


def _blocks(
    template: Template, verdicts: Sequence[Verdict], found: Mapping[str, Figure | None],
    computed: Mapping[str, Decimal | None],
) -> tuple[Block, ...]:  # fmt: skip
    blocks = []
    for group in template.groups:
        mine = [line for line in verdicts if line.item.group == group.id]
        if not mine:
            continue
        summed = total(mine)
        blocks.append(
            Block(
                number=group.number,
                title=group.title,
                source=group.source,
                points=number(summed.applicable) if template.has_points else BLANK,
                score=number(summed.points) if template.has_points else BLANK,
                lines=tuple(
                    replace(_line(line, found[line.item.id], group.source), computed=computed.get(line.item.id))
                    for line in mine
                ),
            )
        )
    return tuple(blocks)


def _line(judged: Verdict, figure: Figure | None, source: str) -> Line:
    item = judged.item
    counted = judged.state is State.SCORED or judged.owed is not None
    return Line(
        judged=judged,
        figure=figure,
        number=item.id,
        text=item.text,
        basis="、".join(basis for basis in item.basis if basis != source),
        points=number(item.points),
        owed=number(judged.owed) if counted else BLANK,
        done=number(judged.done) if counted else BLANK,
        lacking=number(judged.lacking) if counted else BLANK,
        # An empty cell invites the hand that must fill it; a dash says that nobody can.
        score="" if judged.state is State.WAITING else number(judged.points),
        state=judged.state,
        remarks=_remarks(judged, figure),
        href=figure.href if figure else "",
    )


def _remarks(judged: Verdict, figure: Figure | None) -> tuple[str, ...]:
    item = judged.item
    state = "" if judged.state is State.SCORED else STATE_LABELS[judged.state]
    first = "：".join(dict.fromkeys(word for word in (state, judged.reason) if word))
    words = [first] if first else []
    if judged.missing:
        words.append(f"缺：{'、'.join(judged.missing)}")
    if figure and figure.unchecked and not figure.absent:
        words.append(f"另有{figure.unchecked}项待核，未计入")
    if item.measure and judged.state is not State.ABSENT:
        words.append(f"应做：{item.measure.owed}；已做：{item.measure.done}")
    words.append(f"材料：{item.materials}")
    if item.note:
        words.append(f"注：{item.note}")
    return tuple(words)
