"""Input: the points of every item at once, and what people judged for one item."""

from decimal import Decimal
from typing import Any

from wtforms import DecimalField, IntegerField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.assessment.facts import Item, Scoring, Template
from emergency.base.forms import Form, text_field


class Papers(SelectMultipleField):  # type: ignore[misc]
    """The papers that must be there, one box each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _points(label: str, most: Decimal | int) -> DecimalField:
    limit = NumberRange(0, most, message=f"分值应在 0 到 {most} 之间。")
    return DecimalField(label, [Optional(), limit], places=1)


def name_of(item_id: str) -> str:
    """The name of an item's field."""
    return "points_" + item_id.replace(".", "_")


class PointsForm(Form):
    """Every item's points; all left empty means a sheet without points."""

    reason = text_field("修改理由", longest=150, description="例如：按2026年度考核评分细则")

    def chosen(self, template: Template) -> dict[str, Decimal | None]:
        """The points by item."""
        return {item.id: self[name_of(item.id)].data for item in template.items}


def points_form(template: Template) -> PointsForm:
    """A form with one field an item, filled with the points in force."""
    fields = {name_of(item.id): _points(f"{item.id} {item.text}", 100) for item in template.items}
    made = type("PointsOfTemplate", (PointsForm,), fields)
    known: dict[str, Any] = {name_of(item.id): item.points for item in template.items}
    form: PointsForm = made(data=known)
    return form


class EntryForm(Form):
    """What was judged for one item; the fields that its way of scoring needs come with `entry_form`."""

    reason = text_field("依据或理由", longest=200, description="写明看了什么材料、由谁认定")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The papers that were there."""
        field = self._fields.get("papers")
        return tuple(field.data or ()) if field else ()

    @property
    def points(self) -> Decimal | None:
        """The points given."""
        field = self._fields.get("given")
        return field.data if field else None

    def faults(self, item: Item) -> dict[str, int]:
        """The faults found, by kind."""
        found = {part.name: self._fields.get(f"fault_{place}") for place, part in enumerate(item.parts)}
        return {name: field.data or 0 for name, field in found.items() if field}


def entry_form(item: Item) -> EntryForm:
    """The form for one item: papers to tick, faults to count, or points to give."""
    form: EntryForm = type("EntryOfItem", (EntryForm,), item_fields(item))()
    return form


def item_fields(item: Item) -> dict[str, Any]:
    """The fields that an item's way of scoring needs."""
    fields: dict[str, Any] = {}
    if item.scoring is Scoring.EVIDENCE:
        choices = [SelectChoice(part.name, part.name) for part in item.parts]
        fields["papers"] = Papers("已见材料", choices=choices, description="没有见到的不要勾选")
    elif item.scoring in (Scoring.PER_CASE, Scoring.COUNT):
        limit = NumberRange(0, 999, message="次数应在 0 到 999 之间。")
        for place, part in enumerate(item.parts):
            fields[f"fault_{place}"] = IntegerField(f"{part.name}（次）", [Optional(), limit], default=0)
    elif item.points is not None:
        fields["given"] = _points(f"得分（满分{item.points}）", item.points)
    return fields


def override_fields(item: Item) -> dict[str, Any]:
    """The points of an item whatever its way of scoring; none where it has no points."""
    return {} if item.points is None else {"given": _points(f"改为（满分{item.points}）", item.points)}
