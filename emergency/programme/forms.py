"""Input of the programme room: what to make, what becomes of a line, what the office sets."""

from collections.abc import Iterable, Sequence
from datetime import date

from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from emergency.base.forms import Form, PlausibleDay, cleaned, day_field, text_field
from emergency.drills.forms import TicksField, VersionForm
from emergency.programme.facts import A_DAY_PER_PLACE
from emergency.programme.models import ProgrammeCrew
from emergency.programme.seeded import SeasonEntry
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.forms import PICK_REGION

NUMBER = "请填写整数。"
PICK_HELP = "输入名称、拼音首字母或12位代码后选择。"
WHOLE = NumberRange(-(2**31), 2**31, "数字太大，请核对。")


class MakeForm(Form):
    """Which programme to make."""

    region = SelectField("地区", [InputRequired("请选择地区。")], validate_choice=True)
    year = IntegerField("年份", [InputRequired("请填写年份，如 2027。"), WHOLE])
    a_day = IntegerField(
        "每个乡镇（街道）每天至多", [InputRequired(NUMBER), WHOLE], default=A_DAY_PER_PLACE,
        description="次。个别地区的上限在“排期设置”里单独设定。",
    )  # fmt: skip
    seed = IntegerField(
        "排期种子", [InputRequired(NUMBER), WHOLE], default=0,
        description="同样的台账、设置和种子，排出的计划完全相同；想看另一种排法就换一个数。",
    )  # fmt: skip

    def offer(self, places: Iterable[tuple[str, str]]) -> None:
        """The regions that may be chosen."""
        self.region.choices = [SelectChoice(code, name) for code, name in places]


class SeenForm(VersionForm):
    """Nothing to fill in but which state its sender saw."""


def seen_form(version: int) -> SeenForm:
    """A button of a page that shows this state now, whatever an older page has just sent."""
    return SeenForm(formdata=None, data={"seen": str(version)})


class DayForm(VersionForm):
    """Another day for a line."""

    day = day_field("改到", required=True)
    insists = text_field(
        "仍要排在不合适的日子的原因", required=False,
        description="休息日、超过每天的上限、间隔不足、观摩评估人员没有空的，写明原因后可以保存；法定节假日、可排日期以外不行。",
    )  # fmt: skip


class FireForm(VersionForm):
    """Whether a drill lights a fire outdoors, and by which approval."""

    open_fire = BooleanField("野外带火实战", description="在林地、草原上动用明火的演练请勾选。")
    approval = text_field(
        "批准文号", required=False, longest=60,
        description="防火期内野外用火须经县级人民政府批准（森林防火条例第25条、草原防火条例第18条）；文号由批准机关给出。",
    )  # fmt: skip


class LimitForm(VersionForm):
    """How many drills a day a region carries."""

    region = text_field("地区", longest=12, render_kw=PICK_REGION, description=PICK_HELP)
    a_day = IntegerField("每天至多", [InputRequired(NUMBER), WHOLE], description="次；0表示当年不安排演练。")
    reason = text_field("原因", longest=200)


class CrewForm(VersionForm):
    """An observer or team with its days away."""

    region = text_field("参加哪个地区的演练", longest=12, render_kw=PICK_REGION, description=PICK_HELP)
    name = text_field("名称", longest=40, description="如：专家一组、综合救援队。不填电话。")
    a_day = IntegerField("每天至多参加", [InputRequired(NUMBER), WHOLE], default=1, description="次")
    kinds = TicksField("只参加这些单位的演练", [Optional()], description="不勾选表示都参加。")
    away = TextAreaField(
        "外出、休假日期", [Optional(), Length(max=4000, message="最多4000个字。")], filters=[cleaned],
        description="每行一段，如 2027-05-01 至 2027-05-07；一天的只写一个日期。",
    )  # fmt: skip

    def offer(self) -> None:
        """The kinds of units that may be ticked."""
        self.kinds.choices = [SelectChoice(kind.value, UNIT_KIND_LABELS[kind]) for kind in UnitKind]

    def spans(self) -> tuple[tuple[date, date], ...]:
        """The days away. The field has been validated."""
        return tuple(_span(line) for line in (self.away.data or "").splitlines() if line.strip())

    def validate_away(self, field: TextAreaField) -> None:
        """Every line is one day or two."""
        for line in (field.data or "").splitlines():
            if line.strip():
                try:
                    days = _span(line)
                except ValueError as error:
                    raise ValidationError(f"“{line.strip()}”不是日期，请按 2027-05-01 至 2027-05-07 填写。") from error
                for day in days:
                    PlausibleDay()(self, _Held(day))


class _Held:
    """A day as a validator looks at it."""

    def __init__(self, data: date) -> None:
        self.data = data


def _span(line: str) -> tuple[date, date]:
    first, _, last = line.replace("到", "至").partition("至")
    return date.fromisoformat(first.strip()), date.fromisoformat(last.strip() or first.strip())


class SeasonForm(Form):
    """Days of a season in a year."""

    region = text_field("地区", longest=12, render_kw=PICK_REGION, description=PICK_HELP)
    name = SelectField("时段", [InputRequired("请选择时段。")], validate_choice=True)
    first = day_field("开始", required=True)
    last = day_field("结束", required=True)
    source = text_field("依据", longest=200, description="如：某年防火令、教育局通知。")

    def offer(self, listed: Sequence[SeasonEntry]) -> None:
        """The seasons that may be set."""
        self.name.choices = [SelectChoice(one.name, f"{one.title}（{one.asks}）") for one in listed]


def crew_form(row: ProgrammeCrew | None) -> CrewForm:
    """The form of a new crew, or of one as it stands."""
    if row is None:
        form = CrewForm()
    else:
        lines = [first if first == last else f"{first} 至 {last}" for first, last in row.away]
        held = {"region": row.region_code, "name": row.name, "a_day": row.a_day, "kinds": row.kinds}
        form = CrewForm(data={**held, "away": "\n".join(lines), "seen": str(row.version)})
    form.offer()
    return form
