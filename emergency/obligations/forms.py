"""Input of the obligations room."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from emergency.base.forms import Form, cleaned, day_field, text_field


class SwitchForm(Form):
    """Use a rule or not, since when and why."""

    enabled = RadioField(
        "使用",
        choices=[SelectChoice("yes", "启用"), SelectChoice("no", "停用")],
        validators=[InputRequired("请选择启用或停用。")],
    )
    since = day_field("自哪一天起", required=True)
    due_on = day_field("本级规定的完成期限", description="只用于应编类规则；不填则只提示未编，不判逾期。")
    reason = text_field("理由和依据", description="如会议决定、通知文号，写入操作日志。")


class NumberForm(Form):
    """A counting rule that is a number."""

    value = IntegerField("数值", [InputRequired("请填整数。"), NumberRange(0, 1000, "请填 0 至 1000 的整数。")])
    since = day_field("自哪一天起", required=True)
    reason = text_field("理由")


class ChoiceForm(Form):
    """A counting rule that is yes or no."""

    value = BooleanField("是")
    since = day_field("自哪一天起", required=True)
    reason = text_field("理由")


class WorkdaysForm(Form):
    """A year's exceptions, pasted from the yearly notice or filled into the template; `keep` comes from the preview."""

    year = IntegerField("年份", [InputRequired("请填年份，如 2027。")])
    notice = text_field("通知文号", longest=100, description="国务院办公厅当年放假安排通知的文号，照原文填写。")
    source = text_field("来源", description="如通知原文的网址或收文登记号。")
    sheet = FileField("Excel 表格", description="用本页下载的模板填写，.xlsx 格式，不超过 5 MB。与下面的粘贴任选一种。")
    days = TextAreaField(
        "粘贴放假和调休上班的日期",
        [Length(max=20000, message="内容过长，请只粘贴一年的日期。")],
        filters=[cleaned],
        description="每行一天：日期、“放假”或“上班”、备注，如：2026-02-14 上班 春节。与平常周相同的日子可以不写。",
    )
    keep = HiddenField()

    @property
    def brings_sheet(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.sheet.data and self.sheet.data.filename)
