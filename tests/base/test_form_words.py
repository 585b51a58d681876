"""What a form says of a wrong value is Chinese and tells what to do."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from emergency.base.forms import Form


class Offered(Form):
    """A field of each kind that people can fill wrongly."""

    day = DateField()
    number = IntegerField(validators=[NumberRange(1, 9)])
    most = IntegerField(validators=[NumberRange(max=9)])
    one = SelectField(choices=[SelectChoice("a", "甲")])
    several = SelectMultipleField(choices=[SelectChoice("a", "甲")])
    needed = DateField(validators=[InputRequired()])


WRONG = [
    ("day", "2026-02-30", "日历上"),
    ("number", "12", "1 到 9"),
    ("number", "许多", "整数"),
    ("most", "12", "不得大于 9"),
    ("one", "b", "重新选择"),
    ("several", "b", "“b”不在列表中"),
    ("needed", "", "请填写"),
]


@pytest.mark.parametrize(("name", "value", "told"), WRONG)
def test_a_wrong_value_is_told_with_its_remedy(app: Flask, name: str, value: str, told: str) -> None:
    with app.test_request_context("/", method="POST"):
        form = Offered(MultiDict({name: value}), meta={"csrf": False})
        assert not form.validate()
        assert told in str(form[name].errors[0])
