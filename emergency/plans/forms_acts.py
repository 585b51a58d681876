"""Input of what happens to a plan after it is issued, and of 核对."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from emergency.base.forms import Form, day_field, text_field
from emergency.evidence.forms import PapersField
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.actions_receiving import Reply
from emergency.plans.evaluating import ELEMENTS, METHODS
from emergency.plans.forms import DATES, Seen, choices, long_text, ticks
from emergency.plans.receiving import ANSWER_LABELS, Answer
from emergency.plans.rules import CANNED_REASONS
from emergency.plans.secret_words import ABOLISHMENTS, CORRECTIONS, JOINED, RETURNS, WITHDRAWALS
from emergency.plans.words import ACT_LABELS, CONCLUSION_LABELS, Conclusion

LONGEST_REASON = 400


def one_of(label: str, words: Iterable[str], **kwargs: Any) -> SelectField:
    """One fixed word to choose; there is no room for another."""
    offered = [SelectChoice("", "请选择"), *(SelectChoice(word, word) for word in words)]
    return SelectField(label, [InputRequired("请选择一项。")], choices=offered, **kwargs)


class SecretCheckForm(Seen):
    """通过, or 退回 for one of the fixed reasons, of a secret plan."""

    verdict = HiddenField()
    canned = ticks(
        "退回的原因", {reason: reason for reason in RETURNS}, description="涉密和工作秘密预案只能选择原因，不写文字。"
    )

    def reasons(self) -> str:
        """The ticked reasons as one text."""
        return JOINED.join(self.canned.data or ())


class CheckForm(Seen):
    """通过 or 退回 with a reason."""

    verdict = HiddenField()
    canned = ticks("退回的常见原因", {reason: reason for reason in CANNED_REASONS})
    reason = long_text(
        "退回的其他原因",
        LONGEST_REASON,
        description="退回时必填一项，写明要补正什么；已确认的文本提示自动列入，可以改。",
    )

    def propose(self, faults: Iterable[str]) -> None:
        """Write into an unsent form what was confirmed already, as far as it fits."""
        told = ""
        for one in faults:
            longer = JOINED.join(filter(None, [told, one]))
            told = longer if len(longer) <= LONGEST_REASON else told
        self.reason.data = told

    def reasons(self) -> str:
        """The ticked reasons and the typed one as one text."""
        return JOINED.join([*(self.canned.data or ()), *filter(None, [self.reason.data])])


class SecretFilingForm(Form):
    """报送备案 of a secret plan: the day only."""

    submitted_on = day_field("报送日期", required=True, description="材料齐全报出的那一天；是否按期以这一天为准。")
    lines = ticks(
        "这次报送依据",
        {},
        validators=[InputRequired("请勾选这次报送依据哪一条；报给不同单位的，分别登记。")],
        description="这份预案按几条规定都要备案。报给同一单位的可一并勾选，报给不同单位的分别登记。",
    )

    def ruled(self) -> tuple[str, ...]:
        """The rules that were ticked, where the form asked."""
        return tuple(self.lines.data or ()) if self.lines else ()

    def filing(self) -> Filing:
        """The day; the channel goes without saying."""
        return Filing(self.submitted_on.data, "", rule_ids=self.ruled())


class FilingForm(SecretFilingForm):
    """报送备案; the receipt when it is there."""

    party = SelectField("由谁报送", choices=[], description="联合预案由各编制单位分别报送。")
    receiver = SelectField("受理单位", choices=[], default="", description="名单里没有的，在“报送对象”里写明。")
    target = text_field("报送对象", required=False, description="例如：爱辉区人民政府（径送区应急管理局）。")
    received_on = day_field("受理日期", description="对方收到或登记的日期，没有时留空。")
    number = text_field("备案编号或回执", required=False, longest=60, description="政府线预案没有法定编号，可留空。")
    papers = PapersField("备案回执或登记表", join=True, secrecy="")

    def filing(self) -> Filing:
        """The values as the actions take them."""
        receiver = int(self.receiver.data) if self.receiver.data else None
        party = int(self.party.data) if self.party and self.party.data else None
        return Filing(
            self.submitted_on.data, self.target.data or "", self.received_on.data, self.number.data or "", receiver,
            party, self.ruled(),
        )  # fmt: skip


class SecretReceiptForm(Form):
    """The receiver's day that came later, of a secret plan."""

    received_on = day_field("受理日期", required=True)

    def reply(self) -> Reply:
        """Received on that day; a secret plan's number is not kept here."""
        return Reply(Answer.RECEIVED, self.received_on.data)


class ReceiptForm(Form):
    """What the receiving office said: 受理 with its number, or what is missing."""

    answer = RadioField("受理结果", choices=choices(ANSWER_LABELS), default=Answer.RECEIVED.value)
    received_on = day_field("日期", required=True, description="受理、告知补正或退回的那一天。")
    number = text_field(
        "备案编号或回执", required=False, longest=60, description="以受理单位给出的为准，系统不编号；没有时留空。"
    )
    told = text_field("补正或退回的内容", required=False, description="一次告知补正写明缺什么，退回写明原因。")
    papers = PapersField("备案登记表、回执或告知书", join=True, secrecy="")

    def reply(self) -> Reply:
        """The values as the actions take them."""
        answer = Answer(self.answer.data)
        return Reply(answer, self.received_on.data, self.number.data or "", self.told.data or "")


class DisclosureForm(Form):
    """公开: when and how."""

    on = day_field("公开日期", required=True)
    method = text_field("公开方式", required=False, longest=100, description="例如：政府网站、公示栏、发放到户。")
    address = text_field("网址", required=False, longest=300)
    papers = PapersField("公开证明", join=True, secrecy="")


class SecretEvaluationForm(Form):
    """预案评估 of a secret plan: the day and the conclusion, without names or a report."""

    on = day_field("评估日期", required=True)
    conclusion = RadioField("评估结论", [InputRequired("请选择评估结论。")], choices=choices(CONCLUSION_LABELS))

    def told(self) -> Evaluation:
        """The values as the actions take them."""
        return Evaluation(self.on.data, "", Conclusion(self.conclusion.data))


class EvaluationForm(SecretEvaluationForm):
    """预案评估: when, who, with what conclusion."""

    who = text_field("评估单位或人员", longest=100)
    members = long_text("评估组成员", 300, description="写明组长和成员的单位、职务；人数一般为单数。")
    methods = ticks("评估方法", METHODS)
    papers = PapersField("预案评估报告", join=True, secrecy="")

    def told(self) -> Evaluation:
        """The values as the actions take them."""
        found = {name: self[name].data for name in ELEMENTS if name in self and self[name].data}
        return Evaluation(
            self.on.data, self.who.data, Conclusion(self.conclusion.data), self.members.data or "",
            tuple(self.methods.data or ()), found,
        )  # fmt: skip


class FirmEvaluationForm(EvaluationForm):
    """预案评估 of a firm's plan, by the seven elements of YJ/T 9011-2019."""

    management = long_text("七要素：管理要求", 300, description="写明符合与否和发现的问题；没有问题的可写“符合”。")
    organisation = long_text("七要素：组织机构与职责", 300)
    risks = long_text("七要素：主要事故风险", 300)
    resources = long_text("七要素：应急资源", 300)
    linking = long_text("七要素：预案衔接", 300)
    feedback = long_text("七要素：实施反馈", 300)
    others = long_text("七要素：其他", 300)


class WithdrawActForm(Form):
    """Why an entry is withdrawn."""

    reason = text_field("撤销原因", description="误登、重复登记的才撤销；日期有误的请用“更正”。原登记保留在操作日志。")


class SecretWithdrawActForm(Form):
    """Why an entry of a secret plan is withdrawn: one of the fixed reasons."""

    reason = one_of("撤销原因", WITHDRAWALS, description="误登、重复登记的才撤销；日期有误的请用“更正”。")


class ReopenForm(Seen):
    """Why an acceptance is withdrawn."""

    reason = text_field("撤销原因", description="误核的、核对后发现文本不符的才撤销；单位和以后查看的人看得到这段话。")


class SecretReopenForm(Seen):
    """Why the acceptance of a secret plan is withdrawn: one of the fixed reasons."""

    reason = one_of("撤销原因", WITHDRAWALS, description="涉密和工作秘密预案只能选择原因，不写文字。")


class DayForm(Form):
    """A day of a version that was not stated before."""

    kind = SelectField("日期", choices=[SelectChoice(act.value, f"{ACT_LABELS[act]}日期") for act in DATES])
    on = day_field("哪一天", required=True, description="以文件上写明的日期为准，期限从这一天起算。")


class CorrectionForm(Form):
    """Another day, and why."""

    on = day_field("更正后的日期", required=True)
    reason = text_field("更正原因", description="更正前后的日期、原因和办理人都会保留。")


class SecretCorrectionForm(Form):
    """Another day of a secret plan, and one of the fixed reasons."""

    on = day_field("更正后的日期", required=True)
    reason = one_of("更正原因", CORRECTIONS, description="更正前后的日期、原因和办理人都会保留。")


class SecretAbolishForm(Seen):
    """废止 of a secret plan, for one of the fixed reasons."""

    on = day_field("废止日期", required=True)
    paper = one_of("废止的原因", ABOLISHMENTS)


class AbolishForm(Seen):
    """废止."""

    on = day_field("废止日期", required=True)
    paper = text_field("废止的文件或原因")
