"""The parts that every room borrows: whole, labelled, and the states said in words."""

from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from inspection import inspect
from wtforms import BooleanField, FileField, PasswordField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice

from emergency.base.forms import Form, day_field, text_field
from emergency.base.paging import Page

SHELL = '{% extends "base.html" %}{% block title %}试页{% endblock %}{% block content %}BODY{% endblock %}'


class EveryField(Form):
    title = text_field("预案名称", description="与封面一致")
    day = day_field("印发日期", required=True)
    secrecy = RadioField("密级", choices=[SelectChoice("open", "公开"), SelectChoice("inner", "内部")])
    line = SelectField("线别", choices=[SelectChoice("government", "政府线")])
    paper = FileField("文本")
    word = PasswordField("密码")
    note = TextAreaField("说明")
    sure = BooleanField("已核对")


def drawn(app: Flask, imports: str, body: str, address: str = "/", **values: object):
    with app.test_request_context(address):
        return inspect(render_template_string(imports + SHELL.replace("BODY", body), **values))


def test_a_wrong_form_ties_each_error_to_its_field(app: Flask):
    with app.test_request_context("/", method="POST", data={"day": "2026-13-01"}):
        form = EveryField()
        form.validate()
        each = "{% for f in form if f.name not in hidden %}{{ field(f) }}{% endfor %}"
        body = "{% call post(form, files=True) %}" + each + "{% endcall %}"
        head = '{% from "parts/fields.html" import post, field %}'
        html = render_template_string(head + SHELL.replace("BODY", body), form=form, hidden=("once", "csrf_token"))
    page = inspect(html)
    wrong = page.select_one("#title")
    assert wrong["aria-invalid"] == "true"
    assert wrong["aria-describedby"] == "title-help title-error"
    assert page.select_one(".note-danger a[href='#day']")


@pytest.mark.parametrize(
    ("duty", "word"),
    [
        ({"state": "met"}, "已办"),
        ({"state": "met", "late": True}, "逾期已办"),
        ({"state": "overdue", "missed": True}, "缺演"),
        ({"state": "pending", "backfill": True}, "待补录"),
        ({"state": "pending", "soon": True}, "未到期 即将到期"),
        ({"state": "pending", "provisional": True}, "未到期 暂定"),
    ],
)
def test_each_light_has_its_word(app: Flask, duty: dict[str, object], word: str):
    unmarked = dict.fromkeys(("late", "soon", "backfill", "provisional", "missed"), False)
    marks = SimpleNamespace(**{**unmarked, **duty})
    page = drawn(app, '{% from "parts/lights.html" import lights %}', "<p class=it>{{ lights(duty) }}</p>", duty=marks)
    assert " ".join(page.select_one(".it").get_text(" ").split()) == word


def test_paging_keeps_every_filter_but_the_page(app: Flask):
    page = drawn(
        app,
        '{% from "parts/paging.html" import paging %}',
        "{{ paging(page) }}",
        address="/?kind=a&kind=b&page=2&_external=1&endpoint=x",
        page=Page([], 2, 50, 140),
    )
    assert page.select_one("a[rel=next]")["href"] == "?kind=a&kind=b&_external=1&endpoint=x&page=3"


def test_an_empty_table_says_so(app: Flask):
    body = '{% call table("演练", ["名称", ("人数", "num")], count=0, empty="本月没有演练。") %}{% endcall %}'
    page = drawn(app, '{% from "parts/table.html" import table %}', body)
    assert page.select_one("td.empty").get_text() == "本月没有演练。"
