"""A unit with papers, and a page with an upload form as plans and drills have one."""

import io

import corpus
from flask import redirect, render_template_string
from places import CITY, XINGFU
from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Permission, current_scope, needs
from emergency.base.database import committed, db
from emergency.base.forms import Form, text_field
from emergency.base.web import writing
from emergency.evidence.actions import Subject, attach
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.forms import PapersField, secrecy_field
from emergency.evidence.kinds import extension_kind
from emergency.evidence.models import Paper
from emergency.units.models import Unit

PDF = corpus.pdf("正文")
PAGE = """{% extends "base.html" %}
{% from "parts/fields.html" import field, post %}{% from "parts/upload.html" import upload %}
{% block title %}报送{% endblock %}
{% block content %}{% call post(form, files=True) %}
{{ field(form.title) }}{{ field(form.secrecy) }}{{ upload(form.papers) }}
{% endcall %}{% endblock %}"""


class OfferForm(Form):
    """A title and papers, with the question about secrecy before them."""

    title = text_field("名称")
    secrecy = secrecy_field()
    papers = PapersField("文件", join=True)


def unit_of(region_code=XINGFU):
    return db.session.scalars(select(Unit).where(Unit.region_code == region_code).order_by(Unit.id)).first()


def attach_pdf(scope=CITY, region_code=XINGFU, content=None, name="防汛预案.pdf", subject_id=1):
    """A paper of the unit of a region; gives its number."""
    received = keep_made(name, io.BytesIO(content or PDF), extension_kind(name), 2)
    with committed():
        paper = attach(scope, received, Subject(unit_of(region_code), "revision", subject_id), PaperRole.TEXT)
        return paper.id


@needs(Permission.PLAN_EDIT)
def offer():
    """A page as plans and drills have one."""
    form = OfferForm()
    if form.sent():
        with writing():
            for received in form.papers.data:
                attach(current_scope(), received, Subject(unit_of(), "revision", 1), PaperRole.TEXT)
            trail.record(current_scope(), Tag.PLAN_ADD, "plan", 1, "报送预案。")
        return redirect("/papers", 303)
    return render_template_string(PAGE, form=form), form.status


def papers():
    db.session.rollback()
    return list(db.session.scalars(select(Paper).order_by(Paper.id)))
