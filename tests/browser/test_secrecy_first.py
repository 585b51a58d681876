"""No file can be chosen before the question about secrecy is answered; what was chosen does not outlive the answer."""

import pytest
from flask import render_template_string
from playwright.sync_api import expect

from emergency.base.access import open_door
from emergency.base.forms import Form, text_field
from emergency.evidence.forms import PapersField, secrecy_field

PAGE = """{% extends "base.html" %}
{% from "parts/fields.html" import field, post %}{% from "parts/upload.html" import upload %}
{% block title %}报送{% endblock %}
{% block content %}{% call post(form, files=True) %}
{{ field(form.title) }}{{ field(form.secrecy) }}{{ upload(form.papers) }}
{% endcall %}{% endblock %}"""
FILE = {"name": "防汛预案.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}


class OfferForm(Form):
    """A title and papers, with the question about secrecy before them."""

    title = text_field("名称")
    secrecy = secrecy_field()
    papers = PapersField("文件")


@open_door("test")
def offer():
    return render_template_string(PAGE, form=OfferForm())


@pytest.fixture
def page(tab, served_app):
    """A page with the form piece."""
    if "offer_for_secrecy" not in served_app.view_functions:
        served_app._got_first_request = False
        served_app.add_url_rule("/offer-for-secrecy", "offer_for_secrecy", offer)
    opened = tab("city")
    opened.goto("/offer-for-secrecy")
    return opened


def test_the_chooser_is_shut_until_the_answer(page):
    expect(page.locator("#papers")).to_be_disabled()
    expect(page.locator("[data-closed]")).to_have_text("请先选择公开属性，再选择文件。")
    page.get_by_label("公开", exact=True).check()
    expect(page.locator("#papers")).to_be_enabled()


@pytest.mark.parametrize("answer", ["工作秘密", "涉密"])
def test_a_secret_answer_shuts_it_and_drops_what_was_chosen(page, answer):
    page.get_by_label("内部（不公开）", exact=True).check()
    page.set_input_files("#papers", FILE)
    page.get_by_label(answer, exact=True).check()
    expect(page.locator("#papers")).to_be_disabled()
    expect(page.locator("#papers")).to_have_value("")
    expect(page.locator("[data-closed]")).to_contain_text("不得上传")
