"""What a form says of a wrong value is Chinese and tells what to do."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from emergency.base.forms import Form, day_field, text_field


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


class Days(Form):
    """A day that is asked for, one that is not, and a word."""

    first = day_field("开始", required=True)
    last = day_field("结束")
    word = text_field("名称")


def sent(app: Flask, **typed: str) -> dict[str, list[str]]:
    with app.test_request_context("/", method="POST", data=typed):
        form = Days(meta={"csrf": False})
        assert not form.sent()
        return {name: errors for name, errors in form.errors.items() if errors}


def test_a_day_left_empty_where_it_may_be_is_no_fault_of_a_refused_form(app: Flask) -> None:
    assert sent(app, first="2026-05-12", last="", word="") == {"word": ["请填写这一项。"]}


def test_a_day_left_empty_where_it_is_asked_for_is_asked_for(app: Flask) -> None:
    assert sent(app, first="", last="", word="演练") == {"first": ["请填写日期。"]}


def test_a_day_that_is_none_has_one_fault(app: Flask) -> None:
    assert [len(said) for said in sent(app, first="2026-02-30", last="明天", word="演练").values()] == [1, 1]
