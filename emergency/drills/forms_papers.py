"""Input of what comes after a drill: its 工作方案, 评估报告, 总结报告, pictures."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from emergency.base.forms import Form, day_field
from emergency.drills.facts import AFTER_ROLES
from emergency.evidence.facts import ROLE_LABELS, PaperRole, Received
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.evidence.kinds import DRILL_RECORDS


class AfterForm(Form):
    """Further papers of a drill that was held."""

    secrecy = secrecy_field("材料的公开属性")
    role = SelectField("材料类型", choices=[SelectChoice(role.value, ROLE_LABELS[role]) for role in AFTER_ROLES])
    on = day_field("形成日期", required=True, description="评估、总结完成的日期，不是上传的日期。")
    files = PapersField("材料", accept=DRILL_RECORDS, join=True, needed="请选择要上传的文件。")

    def given(self) -> tuple[tuple[Received, PaperRole], ...]:
        """The received files with their role."""
        return tuple((file, PaperRole(self.role.data)) for file in self.files.data)
