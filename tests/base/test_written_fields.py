"""A field that must be filled in takes no blanks for an answer."""

import pytest
from werkzeug.datastructures import MultiDict

from emergency.base.forms import Form, text_field


class OneLine(Form):
    title = text_field("演练名称", longest=20)


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "　　", "\u200b"])
def test_blanks_are_not_an_answer(app, typed):
    with app.test_request_context(method="POST"):
        form = OneLine(MultiDict({"title": typed}), meta={"csrf": False})
        assert not form.validate() and form.title.errors == ["请填写这一项。"]


def test_words_are_kept_without_the_blanks_around_them(app):
    with app.test_request_context(method="POST"):
        form = OneLine(MultiDict({"title": "  防汛演练 "}), meta={"csrf": False})
        assert form.validate() and form.title.data == "防汛演练"


@pytest.mark.parametrize("typed", ["防汛\r\n演练", "防汛\n\n演练", "防汛\t演练"])
def test_what_is_asked_in_one_line_stays_one(app, typed):
    with app.test_request_context(method="POST"):
        form = OneLine(MultiDict({"title": typed}), meta={"csrf": False})
        assert form.validate() and form.title.data == "防汛 演练"
