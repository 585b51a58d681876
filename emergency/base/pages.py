"""The text of a paper: a template of templates/print filled with plain values, without the web."""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emergency.base.config import ROOT


def page(name: str, **values: object) -> str:
    """The filled template. A name that the values lack is an error, not an empty place on the paper."""
    return _environment().get_template(name).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
