"""Input of the accounts room."""

from typing import Any

from wtforms import HiddenField, PasswordField, SelectField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from emergency.accounts.actions import Part
from emergency.accounts.queries_places import region_codes, unit_ids
from emergency.base.access import ROLE_NAMES, Role
from emergency.base.forms import Form, cleaned, text_field
from emergency.units.lines import LINES

UNIT_ROLES = (Role.UNIT,)
REGION_ROLES = (Role.CITY, Role.COUNTY, Role.TOWNSHIP, Role.LINE)


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
        """Letters, digits and a few marks, so that a login can be told over the telephone."""
        Regexp(r"^[A-Za-z0-9._-]{2,40}$", message="账号用 2 至 40 个字母、数字、点、横线。")(self, field)

    def validate_regions(self, field: Any) -> None:
        """A region for those who have one."""
        if self.chosen_role in REGION_ROLES and not field.data:
            raise ValidationError("请至少填一个管辖地区。")

    def validate_units(self, field: Any) -> None:
        """A unit for a 单位联络员."""
        if self.chosen_role in UNIT_ROLES and not field.data:
            raise ValidationError("请至少填一个单位。")

    def validate_lines(self, field: Any) -> None:
        """A line for a line department."""
        if self.chosen_role is Role.LINE and not field.data:
            raise ValidationError("请选择至少一个行业。")

    @property
    def chosen_role(self) -> Role | None:
        """The role, none while no known one is chosen."""
        return next((role for role in Role if role.value == self.role.data), None)

    @property
    def version(self) -> int | None:
        """The state of the person that the filler saw; none where the form does not say."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def parts(self) -> list[Part]:
        """The scope that the form describes; what does not belong to the role is left out. Raises Refusal."""
        role = Role(self.role.data)
        codes = region_codes(self.regions.data or "") if role in REGION_ROLES else []
        numbers = unit_ids(self.units.data or "") if role in UNIT_ROLES else []
        lines = self.lines.data or [] if role is Role.LINE else []
        return [
            *(Part(region_code=code) for code in codes),
            *(Part(unit_id=number) for number in numbers),
            *(Part(line=line) for line in lines),
        ]


class EndForm(Form):
    """停用并移交: to whom."""

    successor = SelectField("移交给", coerce=int, validators=[Optional()])
