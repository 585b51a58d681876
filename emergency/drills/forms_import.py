"""Input of importing a calendar file: the file with what it does not say, then the rows that were looked at."""

from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from wtforms import FileField, HiddenField, RadioField
from wtforms.validators import InputRequired

from emergency.base.forms import Form
from emergency.drills import words
from emergency.drills.actions_import import Kinds
from emergency.drills.forms import CHOOSE, choices
from emergency.plans.words import EventClass

SALT = "drills looked at"


class IcsForm(Form):
    """The file, and the kinds of all its drills."""

    file = FileField(
        "日历文件（.ics）", [InputRequired("请选择日历文件。")], description="由其他日历软件导出，不超过 2 MB。"
    )
    content = RadioField("按内容", [CHOOSE], choices=choices(words.CONTENT_WORDS), default=words.Content.SINGLE)
    form = RadioField("按形式", [CHOOSE], choices=choices(words.FORM_WORDS), default=words.Form.LIVE)
    event_class = RadioField("突发事件类别", [CHOOSE], choices=choices(words.EVENT_CLASS_WORDS))

    def kinds(self) -> Kinds:
        """What was chosen for all drills of the file."""
        return Kinds(
            words.Content(self.content.data), words.Form(self.form.data), EventClass(self.event_class.data)
        )  # fmt: skip


class LookedAtForm(Form):
    """The rows as they were shown, sealed: what is taken in is what was looked at."""

    rows = HiddenField()


def seal(key: str, unit_id: int, rows: Any, kinds: Kinds) -> str:
    """The rows of a preview as one text."""
    told = [unit_id, list(rows), [kinds.content.value, kinds.form.value, kinds.event_class.value]]
    text: str = URLSafeSerializer(key, SALT).dumps(told)
    return text


def unseal(key: str, unit_id: int, text: str) -> tuple[list[dict[str, Any]], Kinds] | None:
    """The rows and kinds of a sealed preview of this unit; None when somebody changed it."""
    try:
        told_of, rows, (content, form, event_class) = URLSafeSerializer(key, SALT).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    kinds = Kinds(words.Content(content), words.Form(form), EventClass(event_class))
    return (rows, kinds) if told_of == unit_id else None
