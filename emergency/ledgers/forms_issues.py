"""Input of issuing sheets to units and of taking back what they filled in."""

from wtforms import FileField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from emergency.base.forms import Form, text_field
from emergency.ledgers.actions_issues import LONGEST
from emergency.units.facts import UNIT_KIND_LABELS
from emergency.units.lines import LINES

ANY = SelectChoice("", "全部")


class IssueForm(Form):
    """Which units get a sheet, and for how long its address is good."""

    region = text_field(
        "地区", longest=60, asks="请选择地区。",
        description="这个地区和下级地区的单位。输入名称、路径或代码，从列出的里选。",
    )  # fmt: skip
    kind = SelectField(
        "单位类别", choices=[ANY, *(SelectChoice(kind.value, word) for kind, word in UNIT_KIND_LABELS.items())]
    )
    line = SelectField("行业", choices=[ANY, *(SelectChoice(line, line) for line in LINES)])
    text = text_field("单位名称", required=False, longest=50, description="只发给名称里有这些字的单位；不填发给全部。")
    days = IntegerField(
        "上传网址有效天数",
        [InputRequired("请填写天数；不要上传网址的填 0。"), NumberRange(0, LONGEST, f"请填 0 到 {LONGEST} 的整数。")],
        default=14, description="0 表示不要上传网址，填好后拷回。",
    )  # fmt: skip


class BroughtForm(Form):
    """A filled sheet that was brought to the office, and by whom."""

    who = text_field(
        "交表人姓名", longest=20, asks="请写谁交来的。", description="单位里送来或发来这份表的人，记入操作日志。"
    )
    file = FileField("填好的填报表", [InputRequired("请选择填好的文件。")], description="发出的原表，.xlsx。")


class UploadForm(Form):
    """A filled sheet that comes through its address."""

    who = text_field("填表人姓名", longest=20, asks="请写填表人姓名。", description="记入操作日志，便于核对。")
    file = FileField("填好的填报表", [InputRequired("请选择填好的文件。")], description="发出的原表，.xlsx。")


class RefuseForm(Form):
    """Why a filled sheet is not taken."""

    reason = text_field("不采用的原因", longest=100, asks="请写明原因，填表人会看到。")
