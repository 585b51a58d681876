"""The parent of every form: Chinese messages, one act a form, and a refusal shown beside its field."""

import re
import secrets
from datetime import date
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from emergency.base.errors import Conflict, Refusal
from emergency.base.form_words import FormWords

FIRST_DAY = date(1949, 10, 1)
LAST_DAY = date(2098, 12, 31)


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose messages are Chinese and that acts once however often it is sent."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Our messages, and WTForms' own Chinese ones for the rest."""

        locales = ("zh",)

        def get_translations(self, form: Any) -> FormWords:
            """The words of this form's messages."""
            return FormWords(super().get_translations(form))

    once = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:
            self.once.data = secrets.token_hex(16)
        self._conflicts = False

    def sent(self) -> bool:
        """Whether the form was sent and every field passed."""
        passed: bool = self.validate_on_submit()
        for field in self:
            if field.process_errors and any(str(raw).strip() for raw in field.raw_data or ()):
                # What could not be read has one fault, and no size; of what was left empty the validators tell.
                field.errors = list(field.process_errors)
        return passed

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal of the domain beside its field, or on top of the form."""
        self._conflicts = isinstance(refusal, Conflict)
        target = self._fields.get(refusal.field) if refusal.field else None
        if target is None:
            self.form_errors.append(refusal.sentence)
        else:
            target.errors = [*target.errors, refusal.sentence]

    @property
    def status(self) -> int:
        """The status of the page that shows this form: 422 when it was sent and did not pass, 409 for a Conflict."""
        if request.method != "POST":
            return 200
        return 409 if self._conflicts else 422


class PlausibleDay:
    """A validator: a day of this republic and not of the far future."""

    def __call__(self, _form: Any, field: Any) -> None:
        """Raises ValidationError with the remedy."""
        if field.data and not FIRST_DAY <= field.data <= LAST_DAY:
            raise ValidationError("日期应在 1949 年 10 月 1 日至 2098 年之间，请核对年份。")


def day_field(label: str, *, required: bool = False, **kwargs: Any) -> DateField:
    """A field for a day, such as 2026-05-12."""
    first = InputRequired("请填写日期。") if required else Optional()
    return DateField(label, [first, PlausibleDay()], **kwargs)


class Written(InputRequired):  # type: ignore[misc]
    """Something is written: blanks alone are nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if not (field.data or "").strip():
            field.errors[:] = []
            raise StopValidation(self.message)


def text_field(
    label: str, *, required: bool = True, longest: int = 200, asks: str = "请填写这一项。", **kwargs: Any
) -> StringField:
    """A field for one line of text; control characters are taken out. `asks` is said where nothing is written."""
    first = Written(asks) if required else Optional()
    limit = Length(max=longest, message=f"最多 {longest} 个字，请缩短。")
    return StringField(label, [first, limit], filters=[cleaned, on_one_line], **kwargs)


def on_one_line(text: str | None) -> str | None:
    """Text whose breaks and tabs are blanks: what is asked for in one line stays one in every ledger."""
    return re.sub(r"[\n\t]+", " ", text) if text else text


def cleaned(text: str | None) -> str | None:
    """Text without control and invisible direction characters, and without blanks at its ends."""
    if text is None:
        return None
    kept = "".join(char for char in text if char in "\n\t" or (char.isprintable() or char == "　"))
    return kept.strip()
