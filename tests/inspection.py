"""What every page of ours must be, checked each time a test fetches one."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTML5TreeBuilder

BANNER = "本系统为非涉密系统，严禁上传、处理国家秘密和工作秘密"
PRODUCT = "应急预案台账与演练计划系统"
UNLABELLED = {"hidden", "submit", "button", "reset"}
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
REACHING = ("src", "href", "action")


class StrictBuilder(HTML5TreeBuilder):
    """Builds the tree and keeps what the parser found malformed: a page is parsed once, not once for each."""

    def feed(self, markup: str) -> None:
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.errors = parser.errors


@dataclass(frozen=True)
class Page:
    """A parsed page with all its tags in their order, so that one walk serves every check."""

    soup: BeautifulSoup
    tags: list[Tag]

    def named(self, *names: str) -> list[Tag]:
        """The tags of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def having(self, attribute: str) -> list[Tag]:
        """The tags that carry an attribute."""
        return [tag for tag in self.tags if attribute in tag.attrs]


def inspect(html: str) -> BeautifulSoup:
    """The parsed page; an AssertionError lists everything that is wrong with it."""
    builder = StrictBuilder()
    soup = BeautifulSoup(html, builder=builder)
    page = Page(soup, [tag for tag in soup.descendants if isinstance(tag, Tag)])
    wrong = [f"line {place[0]}: {code} {values}" for place, code, values in builder.errors]
    wrong += [*frame(page), *names(page), *controls(page), *policy(page), *tables(page)]
    assert not wrong, "\n".join(wrong)
    return soup


def frame(page: Page) -> list[str]:
    """Language, one heading, a title that says it, the banner, the way past the navigation."""
    wrong, soup = [], page.soup
    heads = page.named("h1")
    if soup.html.get("lang") != "zh-CN":
        wrong.append("html needs lang=zh-CN")
    if len(heads) != 1:
        wrong.append(f"{len(heads)} h1 instead of one")
    title = soup.title.get_text().strip().removesuffix(f" · {PRODUCT}") if soup.title else ""
    if heads and (not title or not " ".join(heads[0].get_text().split()).startswith(" ".join(title.split()))):
        wrong.append(f"title {title!r} does not match h1 {heads[0].get_text()!r}")
    if BANNER not in soup.get_text():
        wrong.append("the secrecy banner is missing")
    skips = any(tag["href"] == "#main" and "skip-link" in listed(tag, "class") for tag in linked(page))
    if not skips or not any(tag.get("id") == "main" for tag in page.named("main")):
        wrong.append("the skip link or its target is missing")
    levels = [int(head.name[1]) for head in page.named("h1", "h2", "h3", "h4")]
    wrong += [f"h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1]
    return wrong


def names(page: Page) -> list[str]:
    """Ids are unique, and what is referred to exists."""
    ids = Counter(tag["id"] for tag in page.having("id"))
    wrong = [f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1]
    for attribute in REFERRING:
        for tag in page.having(attribute):
            wrong += [f"{attribute} points to missing {name!r}" for name in listed(tag, attribute) if name not in ids]
    for link in linked(page):
        target = str(link["href"])
        if target.startswith("#") and target != "#" and target[1:] not in ids:
            wrong.append(f"link to missing {target}")
    return wrong


def linked(page: Page) -> list[Tag]:
    return [tag for tag in page.named("a") if "href" in tag.attrs]


def listed(tag: Tag, attribute: str) -> list[str]:
    """The words of an attribute, which the parser gives as one text or as a list."""
    told: Any = tag.get(attribute, "")
    return told if isinstance(told, list) else told.split()


def controls(page: Page) -> list[str]:
    """Each input has a label, each button and link a word, each posting form its token."""
    wrong = []
    labelled = {label["for"] for label in page.named("label") if "for" in label.attrs}
    for control in page.named("input", "select", "textarea"):
        said = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if control.get("type") not in UNLABELLED and not said and not control.find_parent("label"):
            wrong.append(f"no label for {control}")
    wrong += [f"no word on {tag}" for tag in page.named("button", "a") if not worded(tag)]
    wrong += [f"no alt on {image}" for image in page.named("img") if image.get("alt") is None]
    wrong += [f"no legend in {group}" for group in page.named("fieldset") if not group.find("legend")]
    for form in page.named("form"):
        if form.get("method", "get").lower() == "post" and not form.find("input", attrs={"name": "csrf_token"}):
            wrong.append(f"no csrf_token in the form to {form.get('action')!r}")
    return wrong


def worded(tag: Tag) -> bool:
    return bool(tag.get_text().strip() or tag.get("aria-label") or tag.find("img", alt=True))


def policy(page: Page) -> list[str]:
    """Nothing inline, nothing from elsewhere."""
    wrong = [f"inline style on {tag.name}" for tag in page.having("style")]
    wrong += ["a <style> element" for _ in page.named("style")]
    wrong += ["an inline script" for tag in page.named("script") if not tag.get("src")]
    for tag in page.tags:
        wrong += [f"{name} on {tag.name}" for name in tag.attrs if name.startswith("on")]
        for name in REACHING:
            target = str(tag.attrs.get(name, ""))
            if target.startswith(("http:", "https:", "//", "javascript:")) and tag.name != "a":
                wrong.append(f"{tag.name} reaches {target}")
            if target.startswith("javascript:"):
                wrong.append("a javascript: address")
    return wrong


def tables(page: Page) -> list[str]:
    """Each table has a caption and its heads say what they head."""
    wrong = []
    for table in page.named("table"):
        caption = table.find("caption")
        if caption is None or not caption.get_text().strip():
            wrong.append("a table without caption")
        wrong += [f"th without scope: {head.get_text()!r}" for head in table.find_all("th") if not head.get("scope")]
    return wrong
