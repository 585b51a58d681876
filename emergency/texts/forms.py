"""What a reviewer fills in about a hint."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from emergency.base.forms import Form, cleaned
from emergency.texts.facts_remarks import Verdict

CHOICES = [
    (Verdict.DISMISSED.value, "排除：预案里有，或这份预案不需要"),
    (Verdict.CONFIRMED.value, "确认：预案里确实没有，请编制单位补充"),
]


class JudgeForm(Form):
    """Confirm or dismiss a hint; a dismissal needs its reason."""

    verdict = RadioField("处理", [InputRequired("请选择排除或者确认。")], choices=CHOICES)
    reason = TextAreaField("理由", [Length(max=500, message="最多 500 个字，请缩短。")], filters=[cleaned])
