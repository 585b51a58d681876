"""Input of the accounts room."""

from typing import Any

from wtforms import HiddenField, PasswordField, SelectField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.accounts.queries_places import region_codes, unit_ids
from emergency.accounts.rules import login_fault
from emergency.accounts.scopes import REGION_LEVELS, Part, check_scope
from emergency.base.access import ROLE_NAMES, Role
from emergency.base.forms import Form, cleaned, text_field
from emergency.units.lines import LINES

UNIT_ROLES = (Role.UNIT,)


class SignInForm(Form):
    """Login and password."""

    login = text_field("账号", longest=40, render_kw={"autocomplete": "username", "autofocus": True})
    password = PasswordField(
        "密码", [InputRequired("请填写密码。"), Length(max=128, message="密码最多 128 个字符。")],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip


class PasswordForm(Form):
    """The old password and twice the new one."""

    old = PasswordField("现密码", [InputRequired("请填写现密码。")], render_kw={"autocomplete": "current-password"})
    password = PasswordField("新密码", [InputRequired("请填写新密码。")], render_kw={"autocomplete": "new-password"})
    again = PasswordField(
        "再输一次新密码", [EqualTo("password", message="两次输入的新密码不一致。")],
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class PersonForm(Form):
    """Name, role and scope of a person."""

    seen = HiddenField()
    login = text_field("账号", longest=40)
    name = text_field("姓名", longest=40)
    role = SelectField("角色", choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in Role])
    regions = TextAreaField(
        "管辖地区", [Length(max=2000)], filters=[cleaned],
        description="每行一个，填名称（如“爱辉区”）或 12 位代码；各级应急管理机构和行业主管部门必填。",
    )  # fmt: skip
    lines = SelectMultipleField(
        "行业", choices=[SelectChoice(line, line) for line in LINES], widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(), description="行业主管部门必选。",
    )  # fmt: skip
    units = TextAreaField(
        "单位", [Length(max=2000)], filters=[cleaned],
        description="每行一个，填单位全称或单位编号；单位联络员必填。",
    )  # fmt: skip

    def validate_login(self, field: Any) -> None:
        """Letters, digits and a few marks."""
        if wrong := login_fault(field.data or ""):
            raise ValidationError(wrong)

    @property
    def version(self) -> int | None:
        """The state of the person that the filler saw; none where the form does not say."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def parts(self) -> list[Part]:
        """The scope that the form describes; what does not belong to the role is left out. Raises Refusal."""
        role = Role(self.role.data)
        codes = region_codes(self.regions.data or "") if role in REGION_LEVELS else []
        numbers = unit_ids(self.units.data or "") if role in UNIT_ROLES else []
        lines = self.lines.data or [] if role is Role.LINE else []
        parts = [
            *(Part(region_code=code) for code in codes),
            *(Part(unit_id=number) for number in numbers),
            *(Part(line=line) for line in lines),
        ]
        check_scope(role, parts)
        return parts


class EndForm(Form):
    """停用并移交: to whom."""

    successor = SelectField("移交给", coerce=int, validators=[Optional()])
