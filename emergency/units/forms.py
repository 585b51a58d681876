"""Input about units: their identity, counting, names, mergers."""

from dataclasses import replace
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import NotFound, Refusal
from emergency.base.forms import Form, day_field, text_field
from emergency.units.actions import BY_FORM, Entry, UnitDetails
from emergency.units.credit import tidy
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.lines import LINES
from emergency.units.models import Unit
from emergency.units.queries import find_unit

KIND_CHOICES = [SelectChoice(kind.value, UNIT_KIND_LABELS[kind]) for kind in BY_FORM]
LINE_CHOICES = [SelectChoice("", "（未定）"), *(SelectChoice(line, line) for line in LINES)]
PAPER_HELP = "批准文件的名称或文号；没有文件的写明依据。"
PICK_UNIT = {"data-pick": "/units/find", "autocomplete": "off"}
PICK_REGION = {"data-pick": "/regions/find", "autocomplete": "off"}
COUNT_CHOICES = [SelectChoice("yes", "计入"), SelectChoice("no", "另列")]


def paper_field() -> Any:
    """A field for the paper by which something was done."""
    return text_field("依据文件", description=PAPER_HELP)


def since_field(label: str = "自哪天起", name_help: str = "") -> Any:
    """A field for the day from which something holds; today unless told otherwise."""
    return day_field(label, required=True, default=clock.today, description=name_help)


class Versioned(Form):
    """A form that knows which state of the row its sender saw."""

    version = HiddenField()

    @property
    def seen(self) -> int | None:
        """The version that the sender saw, or None for a form that did not say."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


class LooseForm(Versioned):
    """What may change of any unit at any time."""

    line = SelectField("行业", choices=LINE_CHOICES, description="由哪个行业主管部门管，决定谁能看到它。")
    uscc = text_field("统一社会信用代码", required=False, longest=30, description="18位，可不填；填了会核对校验位。")
    address = text_field("地址", required=False)


class UnitForm(LooseForm):
    """What a unit is."""

    kind = SelectField("单位类别", choices=KIND_CHOICES)
    name = text_field("单位名称", longest=100, description="写全称，与证照或批准文件一致。")
    region_code = text_field(
        "所在地区", longest=12, render_kw=PICK_REGION, description="输入名称、拼音首字母或代码，从列表中选。"
    )

    def details(self) -> UnitDetails:
        """The details that the form gives."""
        return UnitDetails(
            UnitKind(self.kind.data), self.name.data, self.region_code.data.upper(), self.line.data,
            tidy(self.uscc.data or ""), self.address.data or "",
        )  # fmt: skip


class NewUnitForm(UnitForm):
    """A unit that enters the register."""

    active_from = day_field(
        "成立日期", required=True, description="从这一天起应办各项义务；不清楚的填最早能查到的日期。"
    )
    source = text_field("登记依据", description="如营业执照、办学许可证、机构编制文件。")

    def entry(self) -> Entry:
        """How the unit enters the register."""
        return Entry(self.active_from.data, self.source.data)


class StandingUnitForm(LooseForm):
    """The unit that answers for a region changed: its name, kind and place go with the region."""

    since = since_field(name_help="行业从这一天起按新的算，之前的日期仍按旧的算。")
    source = text_field("变更依据")
    active_from = day_field("成立日期", description="只在原来填错或“来源未载”时更正。")

    def details_for(self, unit: Unit) -> UnitDetails:
        """The unit's details with what the form changes."""
        return UnitDetails(
            UnitKind(unit.kind), unit.name, unit.region_code, self.line.data,
            tidy(self.uscc.data or ""), self.address.data or "",
        )  # fmt: skip


class EditUnitForm(StandingUnitForm):
    """A unit changed; its name changes on a page of its own."""

    kind = SelectField("单位类别", choices=KIND_CHOICES)
    region_code = text_field(
        "所在地区", longest=12, render_kw=PICK_REGION, description="输入名称、拼音首字母或代码，从列表中选。"
    )

    def details_for(self, unit: Unit) -> UnitDetails:
        """The unit's details with what the form changes."""
        place = self.region_code.data.upper()
        return replace(super().details_for(unit), kind=UnitKind(self.kind.data), region_code=place)


class CountForm(Versioned):
    """Whether something counts, since when, and why."""

    counted = RadioField("计算口径", choices=COUNT_CHOICES)
    reason = text_field("理由", description="会显示在覆盖率的口径说明中，并留在操作日志里。")
    since = since_field()

    @property
    def counts(self) -> bool:
        """Whether it is to count."""
        return str(self.counted.data) == "yes"


class RenameForm(Versioned):
    """A new name, by a paper."""

    name = text_field("新名称", longest=60)
    day = since_field("更名日期", "之前的日期仍显示旧名称。")
    paper = paper_field()


class EndForm(Versioned):
    """The end of a unit, merged into another or not."""

    into = text_field(
        "并入哪个单位", required=False, render_kw=PICK_UNIT, description="输入名称从列表中选；撤销、注销的不填。"
    )
    day = day_field("终止日期", required=True, description="从这一天起不再存续；当天以前的义务和记录保留。")
    paper = paper_field()

    def heir(self, scope: Scope) -> Unit | None:
        """The unit merged into, or None. Raises Refusal when it is not to be found."""
        return chosen_unit(scope, self.into.data, "into")


class SplitForm(UnitForm):
    """A new unit set up out of another."""

    day = day_field("分设日期", required=True)
    paper = paper_field()


def chosen_unit(scope: Scope, key: str | None, field: str) -> Unit | None:
    """The unit that a field names, or None for an empty one. Raises Refusal beside the field."""
    if not key:
        return None
    try:
        return find_unit(scope, key)
    except NotFound as error:
        raise Refusal("没有找到这个单位，请输入名称后从列表中选。", field) from error
