"""Input about one unit: a fact of the catalogue, a superior, a contact."""

from typing import Any

from wtforms import (
    DateField,
    DecimalField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.base import clock
from emergency.base.database import FAR_DAY
from emergency.base.forms import Form, day_field, text_field
from emergency.units.actions_facts import ContactDetails
from emergency.units.fact_values import LONGEST_TEXT
from emergency.units.facts import Fact, FactType
from emergency.units.forms import PICK_UNIT, Versioned, since_field
from emergency.units.lines import ContactRole, SuperiorKind
from emergency.units.timeline import Stretch

NEEDED = InputRequired("请填写这一项。")
MAIL = r"^[A-Za-z0-9._%+-]{1,60}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
check_mail = Regexp(MAIL, message="邮箱应如 name@example.gov.cn。")
check_phone = Regexp(r"^[0-9+][0-9 \-()（）转,，]{2,38}$", message="电话只写数字，可带区号、短横线和“转”分机。")


class FactForm(Form):
    """A value of one fact with its days and its source; `of` gives the form for a fact."""

    value: Any
    since = since_field("自哪天起", "事实从哪一天起成立，不是录入的日期。")
    until = day_field("到哪天为止", description="从这一天起不再成立；一直成立的不填。")
    source = text_field("依据", description="如认定文件、名单、证照，写明名称和日期。")

    def days(self) -> Stretch:
        """The stretch of days that the form gives."""
        return Stretch(self.since.data, self.until.data or FAR_DAY)

    def plain_value(self, fact: Fact) -> object:
        """The value as the catalogue keeps it."""
        data = self.value.data
        if fact.type is FactType.BOOL:
            return str(data) == "yes"
        if fact.type is FactType.PERIODS:
            return [line.strip() for line in str(data).splitlines() if line.strip()]
        if fact.type is FactType.NUMBER:
            return float(data)
        return data.isoformat() if fact.type is FactType.DATE else data


class EndFactForm(Form):
    """From when a fact holds no longer, and by what."""

    since = since_field("自哪天起不再适用")
    source = text_field("依据")


class SuperiorForm(Form):
    """To whom a unit answers."""

    kind = SelectField("关系", choices=[SelectChoice(kind.value, kind.label) for kind in SuperiorKind])
    superior = text_field("上级单位", required=False, render_kw=PICK_UNIT, description="已登记的，输入名称从列表中选。")
    name = text_field("上级单位名称", required=False, longest=100, description="没有登记在本系统的，写明名称。")
    since = since_field()
    source = text_field("依据", required=False)


class ContactForm(Versioned):
    """Whom to call."""

    role = SelectField("类别", choices=[SelectChoice(role.value, role.label) for role in ContactRole])
    name = text_field("姓名", required=False, longest=40, description="值班电话可不填。")
    post = text_field("职务", required=False, longest=60)
    phone = text_field("电话", longest=40)
    mail = text_field(
        "邮箱", required=False, longest=100, description="可不填；系统配置了邮件的，演练安排、改期、取消时发日历邀请。"
    )  # fmt: skip
    checked_on = day_field(
        "核对日期", required=True, default=clock.today, description="最近一次打通或向本人核实的日期。"
    )

    def validate_phone(self, field: Any) -> None:
        """A number that can be dialled."""
        check_phone(self, field)

    def validate_mail(self, field: Any) -> None:
        """An address that a message can go to."""
        if field.data:
            check_mail(self, field)

    def details(self) -> ContactDetails:
        """The details that the form gives."""
        role = ContactRole(self.role.data)
        name, post = self.name.data or "", self.post.data or ""
        return ContactDetails(role, name, post, self.phone.data, self.checked_on.data, self.mail.data or "")


def fact_form(fact: Fact) -> FactForm:
    """The form for recording this fact."""

    class FormOfFact(FactForm):
        value = _field(fact)

    return FormOfFact()


def _field(fact: Fact) -> Field:
    choices = [SelectChoice(value, word) for value, word in fact.choices.items()]
    if fact.type is FactType.BOOL:
        yes_no = [SelectChoice("yes", "是"), SelectChoice("no", "否")]
        return RadioField(fact.label, [NEEDED], choices=yes_no, description=fact.help)
    if fact.type is FactType.CHOICE:
        return SelectField(fact.label, [NEEDED], choices=choices, description=fact.help)
    if fact.type is FactType.CHOICES:
        return SelectMultipleField(
            fact.label, [InputRequired("请至少选一项。")], choices=choices, description=fact.help,
            widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        )  # fmt: skip
    if fact.type is FactType.NUMBER:
        return DecimalField(fact.label, [InputRequired("请填写数字。")], description=fact.help)
    if fact.type is FactType.DATE:
        return DateField(fact.label, [InputRequired("请填写日期。")], description=fact.help)
    if fact.type is FactType.TEXT:
        return text_field(fact.label, longest=LONGEST_TEXT, description=fact.help)
    limit = Length(max=2000, message="最多 2000 个字，请缩短。")
    return TextAreaField(
        fact.label, [NEEDED, limit], description=f"{fact.help}每行一个学期，如 2026-03-01/2026-07-10。"
    )
