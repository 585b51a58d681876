"""Input of 演练情况报送."""

from wtforms import SelectField

from emergency.base.forms import Form, day_field, text_field
from emergency.drills.actions_report import ReportDetails
from emergency.evidence.forms import PapersField
from emergency.evidence.kinds import DRILL_RECORDS


class ReportForm(Form):
    """The day and to whom; what does not belong to a drill is taken out by the view."""

    on = day_field("报送日期", required=True)
    receiver = SelectField("接收单位", choices=[], default="", description="名单里没有的，在“报送对象”里写明。")
    target = text_field("报送对象", required=False, description="例如：爱辉区应急管理局。")
    reason = text_field("更正原因", required=False)
    papers = PapersField("演练情况报告", accept=DRILL_RECORDS, join=True, secrecy="")

    def details(self) -> ReportDetails:
        """The values as the actions take them."""
        receiver = self.receiver.data if self.receiver else ""
        return ReportDetails(
            self.on.data,
            int(receiver) if receiver else None,
            (self.target.data or "") if self.target else "",
            (self.reason.data or "") if self.reason else "",
            tuple(self.papers.data) if self.papers else (),
        )
