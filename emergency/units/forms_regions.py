"""Input about regions: a new area, a merger, the terms and the names of offices."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from emergency.base.access import Scope
from emergency.base.errors import NotFound, Refusal
from emergency.base.forms import Form, day_field, text_field
from emergency.units.actions_regions import AreaDetails
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.forms import COUNT_CHOICES, PICK_REGION, Versioned, paper_field
from emergency.units.models_regions import Region
from emergency.units.queries_regions import get_region
from emergency.units.regionkinds import Level, RegionKind

KINDS_AT: dict[Level, tuple[RegionKind, ...]] = {
    Level.COUNTY: (RegionKind.ZONE, RegionKind.DISTRICT, RegionKind.COUNTY, RegionKind.COUNTY_CITY),
    Level.TOWNSHIP: (
        RegionKind.ZONE,
        RegionKind.STREET,
        RegionKind.TOWN,
        RegionKind.RURAL,
        RegionKind.ETHNIC,
        RegionKind.FARM,
        RegionKind.FOREST_FARM,
        RegionKind.OTHER_TOWNSHIP,
    ),
    Level.VILLAGE: (RegionKind.RESIDENTS, RegionKind.VILLAGERS, RegionKind.SETTLEMENT),
}
ZONE_CHOICES = [
    SelectChoice("", "（不是管委会，或都不是）"),
    *(SelectChoice(value, word) for value, word in CATALOGUE["zone_kind"].choices.items()),
]
STATUTORY_CHOICES = [SelectChoice("no", "非建制区域（开发区、风景区等）"), SelectChoice("yes", "依法设立的行政区域")]


class AreaForm(Form):
    """A new area under a region."""

    name = text_field("名称", longest=60)
    kind = SelectField("性质")
    zone_kind = SelectField(
        "区域类别",
        choices=ZONE_CHOICES,
        default="",
        description="管委会填写：开发区、工业园区、港区、风景区应编生产安全事故应急救援预案。",
    )
    statutory = RadioField("设立方式", choices=STATUTORY_CHOICES, default="no")
    code = text_field("代码", longest=12)
    counted = RadioField("计算口径", choices=COUNT_CHOICES, default="no")
    reason = text_field("理由", description="为什么计入或另列，会显示在口径说明中。")
    valid_from = day_field("设立日期", required=True)
    paper = paper_field()

    def offer(self, level: Level) -> None:
        """Offer the kinds that stand on this level."""
        self.kind.choices = [SelectChoice(kind.value, kind.label) for kind in KINDS_AT[level]]

    def details(self) -> AreaDetails:
        """The details that the form gives."""
        return AreaDetails(
            code=self.code.data.upper(), name=self.name.data, kind=RegionKind(self.kind.data),
            counts=self.counted.data == "yes", reason=self.reason.data, valid_from=self.valid_from.data,
            paper=self.paper.data, statutory=self.statutory.data == "yes", zone_kind=self.zone_kind.data or "",
        )  # fmt: skip


class MergeRegionForm(Versioned):
    """The end of a region, merged into another or not."""

    into = text_field(
        "并入哪个行政区域", required=False, longest=12, render_kw=PICK_REGION,
        description="同一级的行政区域，输入名称从列表中选；只撤销的不填。",
    )  # fmt: skip
    day = day_field("撤并日期", required=True, description="从这一天起不再存续；更早的日期仍显示原来的区域。")
    paper = paper_field()

    def heir(self, scope: Scope) -> Region | None:
        """The region merged into, or None. Raises Refusal when it is not to be found."""
        if not self.into.data:
            return None
        try:
            return get_region(scope, self.into.data.upper())
        except NotFound as error:
            raise Refusal("没有这个代码的行政区域，请输入名称后从列表中选。", "into") from error


class TermsForm(Form):
    """台账启用日 and 补录截止日."""

    opened_on = day_field("台账启用日", required=True, description="从这一天起在本系统登记。")
    backfill_until = day_field(
        "补录截止日", required=True, description="到这一天为止，没有录入的事项显示“待补录”，不算逾期。"
    )
    reason = text_field("说明", required=False)


class OfficeForm(Versioned):
    """What the offices of a region are called."""

    office = text_field("应急管理机构名称", longest=60)
    committee = text_field("应急委员会办公室名称", required=False, longest=60)
    assessor = text_field("考核方名称", required=False, longest=60, description="印在考核自查表上；不填为“考核组”。")


class SelfCheckForm(Versioned):
    """自录自核: allowed or not, and why."""

    allowed = RadioField(
        "自录自核", default="no",
        choices=[SelectChoice("no", "不可以：由另一人核对"), SelectChoice("yes", "可以：记录上注明“自录自核”")],
    )  # fmt: skip
    reason = text_field("理由", description="如“乡镇只有一名应急管理人员”；会留在操作日志里。")


def values_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The named attributes of a row, for a form that opens with them."""
    return {name: getattr(row, name) for name in names}
