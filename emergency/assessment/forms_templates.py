"""Input of importing a template: the file, then what was looked at, sealed."""

from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from wtforms import FileField, HiddenField
from wtforms.validators import InputRequired

from emergency.base.forms import Form, text_field

SALT = "template looked at"


class TemplateFileForm(Form):
    """The file."""

    file = FileField(
        "模板文件",
        [InputRequired("请选择模板文件。")],
        description="用下载的 Excel 模板填写（不超过 5 MB），或 YAML（不超过 1 MB）。",
    )


class LookedForm(Form):
    """What was shown, and why it is taken in."""

    sealed = HiddenField()
    reason = text_field("导入理由", longest=150, description="例如：按2026年度考核评分细则")


class ReturnForm(Form):
    """The rows as they came with what is wrong, to be sent back as a file."""

    sealed = HiddenField()


def seal(key: str, told: Any) -> str:
    """What a preview shows as one text."""
    text: str = URLSafeSerializer(key, SALT).dumps(told)
    return text


def unseal(key: str, text: str) -> Any:
    """What was sealed; None when somebody changed it."""
    try:
        return URLSafeSerializer(key, SALT).loads(text)
    except BadData:
        return None
