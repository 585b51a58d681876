"""The yardstick: the same fields as anybody would print them, with nothing learnt."""

from functools import lru_cache
from pathlib import Path

import jinja2
from weasyprint import HTML

from emergency.assessment import printed
from emergency.assessment.snapshot import Document

PLAIN = Path(__file__).with_name("plain.html")


@lru_cache(maxsize=1)
def template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True).from_string(PLAIN.read_text("utf-8"))


def plain_html(made: Document) -> str:
    """The frozen page with a unit's fields, the derived sentences among them."""
    seal = printed.sealed(made)
    words = {"code": printed.spaced(seal.code), "digest": seal.digest, "how": printed._how("")}
    return template().render(
        made=made, identity=printed.identity_of(made), prose=printed.prose_of(made),
        annexed=list(printed.annexes_of(made)), seal=words,
    )  # fmt: skip


def plain(made: Document) -> bytes:
    """Bare WeasyPrint, fonts of the distribution."""
    paper: bytes = HTML(string=plain_html(made)).write_pdf()
    return paper


def fields(made: Document) -> list[str]:
    """Every field that both sides must show."""
    items = [item for group in made["groups"] for item in group["items"]]
    head = [made["template"]["title"], made["body"]["name"], made["body"]["path"], made["body"]["code"], made["as_of"]]
    seal = printed.sealed(made)
    found = [*head, *printed.prose_of(made), *made["counting"], seal.digest, printed.spaced(seal.code)]
    for item in items:
        figure = item["figure"]
        numbers = [str(figure[name]) for name in ("owed", "done", "lacking")]
        found += [item["number"], item["text"], *item["basis"], item["points"], item["computed"], *numbers]
        found += [*item["remarks"], *(word for file in item["evidence"] for word in (file["name"], file["happened"]))]
    return ["".join(field.split()) for field in found]
