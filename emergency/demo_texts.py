"""What the 示例 villages' plans say: the words of a common template, and two that are more alike than that."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import select

from emergency.base.access import Role
from emergency.base.database import committed, db
from emergency.demo_story import local_office
from emergency.demo_units import counties
from emergency.plans.models import Plan, Revision
from emergency.texts.actions_templates import add_template
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

Words = tuple[tuple[str, str], ...]

WORDS = Path(__file__).resolve().parents[1] / "seeds" / "demo" / "village_words.yaml"
FIRST_COPY, SECOND_COPY = 8, 9  # the second took over the words of the first, names and all
SHOWN = frozenset({0, FIRST_COPY, SECOND_COPY})  # and the first village's text is the template


def village_words(number: int, other: str) -> Words:
    """What the plan of a village says chapter by chapter; `other` is the village before it."""
    words = _words()
    said = dict(words["template"])
    if number in (FIRST_COPY, SECOND_COPY):
        said |= words["copied"]
    if number == SECOND_COPY:
        said |= {chapter: said[chapter] + more.format(other=other) for chapter, more in words["stale"].items()}
    return tuple(said.items())


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return found


def tell_template() -> None:
    """The first county knows the template: the first village's plan is nothing but that."""
    county = counties()[0].code
    query = select(Revision).join(Plan, Plan.id == Revision.plan_id).join(Unit, Unit.id == Plan.unit_id)
    query = query.where(Unit.kind == UnitKind.VILLAGE.value, Plan.sample.is_(True), Revision.number == Plan.latest)
    revision = db.session.scalars(query.order_by(Plan.id)).first()
    if revision is None:
        return
    scope = local_office(Role.COUNTY, county, "示例县级人员")
    number = revision.id
    with committed():
        add_template(scope, county, "村级应急预案范本（示例）", "示例：县（市、区）统一印发的范本", revision_id=number)
