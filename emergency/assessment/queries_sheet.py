"""The sheet of a subject on a day: figures asked, people's answers added, everything laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from emergency.assessment import queries, queries_duties, queries_figures, queries_units
from emergency.assessment.facts import Answer, Subject, Template
from emergency.assessment.queries_duties import Link
from emergency.assessment.sheet import Cover, Sheet, compose
from emergency.audit.queries import head_hash
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.shown import moment
from emergency.coverage.actions import is_recomputing
from emergency.obligations.counting import counting_on, sentences
from emergency.obligations.queries import load_counting, load_rules, rules_in_use
from emergency.units import queries_regions as regions


@dataclass(frozen=True)
class Asking:
    """Which template is asked, and what people answered to its items."""

    template: Template
    answers: Mapping[str, Answer]
    overrides: Mapping[str, Answer] = field(default_factory=dict)


def no_link(_endpoint: str, **_values: object) -> str:
    """On paper nothing leads anywhere."""
    return ""


def sheet_of(scope: Scope, subject: Subject, on: date, link: Link = no_link, asking: Asking | None = None) -> Sheet:
    """The whole sheet, of a subject that was already seen through the scope; by default of the template in force."""
    asked = asking or Asking(queries.template_in_force(), queries.answers(subject, on))
    rows, count = queries_duties.gaps(scope, subject, on, link)
    return compose(
        asked.template,
        cover_of(scope, subject, on),
        queries_figures.figures(scope, subject, asked.template, on, link),
        asked.answers,
        queries_duties.children(scope, subject, on, link),
        rows,
        count,
        asked.overrides,
    )


def cover_of(scope: Scope, subject: Subject, on: date) -> Cover:
    """What stands above the table."""
    in_use, known = rules_in_use(load_rules(), on)
    lines = "、".join(sorted(scope.lines))
    return Cover(
        subject=f"{subject.name}，限{lines}行业" if lines and subject.unit_id is None else subject.name,
        place=regions.paths_of([subject.region_code], own=True)[subject.region_code].replace(regions.STEP, ""),
        code=subject.region_code,
        audience=subject.audience,
        kind=subject.unit_kind,
        as_of=on,
        made_at=moment(clock.now()),
        catalogue=catalogue_version(),
        rules_on=in_use,
        rules_all=known,
        head_hash=head_hash(),
        assessor=regions.office_of(subject.region_code).assessor,
        recomputing=is_recomputing(),
        samples=queries_units.has_samples(scope, subject),
        counting=sentences(counting_on(load_counting(), on)),
    )


def catalogue_version() -> str:
    """A short name for exactly these versions of these rules: equal catalogues have equal names."""
    names = sorted(f"{rule.id}.{rule.version}" for rule in load_rules().rules)
    return sha256("\n".join(names).encode()).hexdigest()[:8]
