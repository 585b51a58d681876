"""The one page on which a single act is done to a unit or a region."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.forms import Form
from emergency.units.models import Unit
from emergency.units.models_regions import Region


def unit_act(form: Form, unit: Unit, title: str, *, advice: str = "", danger: bool = False) -> ResponseReturnValue:
    """The page of an act on a unit, with the way back to it."""
    back = url_for("units.page", unit_id=unit.id)
    return _act(form, f"{title}：{unit.name}", back, unit.name, advice, danger)


def region_act(
    form: Form, region: Region, title: str, *, advice: str = "", danger: bool = False
) -> ResponseReturnValue:
    """The page of an act on a region, with the way back to it."""
    back = url_for("units.region", code=region.code)
    return _act(form, f"{title}：{region.name}", back, region.name, advice, danger)


def _act(form: Form, title: str, back: str, back_word: str, advice: str, danger: bool) -> ResponseReturnValue:
    page = render_template(
        "units/act.html", form=form, title=title, back=back, back_word=back_word, advice=advice, danger=danger
    )
    return page, form.status
