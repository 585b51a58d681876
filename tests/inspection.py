"""What every page of ours must be, checked each time a test fetches one."""

from collections import Counter
from itertools import pairwise

import html5lib
from bs4 import BeautifulSoup, Tag

BANNER = "本系统为非涉密系统，严禁上传、处理国家秘密和工作秘密"
PRODUCT = "应急预案台账与演练计划系统"
UNLABELLED = {"hidden", "submit", "button", "reset"}
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls", "for")


def inspect(html: str) -> BeautifulSoup:
    """The parsed page; an AssertionError lists everything that is wrong with it."""
    page = BeautifulSoup(html, "html5lib")
    wrong = [*malformed(html), *frame(page), *names(page), *controls(page), *policy(page), *tables(page)]
    assert not wrong, "\n".join(wrong)
    return page


def malformed(html: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]


def frame(page: BeautifulSoup) -> list[str]:
    """Language, one heading, a title that says it, the banner, the way past the navigation."""
    wrong = []
    heads = page.find_all("h1")
    if page.html.get("lang") != "zh-CN":
        wrong.append("html needs lang=zh-CN")
    if len(heads) != 1:
        wrong.append(f"{len(heads)} h1 instead of one")
    title = page.title.get_text().strip().removesuffix(f" · {PRODUCT}") if page.title else ""
    if heads and (not title or not " ".join(heads[0].get_text().split()).startswith(" ".join(title.split()))):
        wrong.append(f"title {title!r} does not match h1 {heads[0].get_text()!r}")
    if BANNER not in page.get_text():
        wrong.append("the secrecy banner is missing")
    if not page.select_one("a.skip-link[href='#main']") or not page.select_one("main#main"):
        wrong.append("the skip link or its target is missing")
    levels = [int(head.name[1]) for head in page.find_all(["h1", "h2", "h3", "h4"])]
    wrong += [f"h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1]
    return wrong


def names(page: BeautifulSoup) -> list[str]:
    """Ids are unique, and what is referred to exists."""
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    wrong = [f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1]
    for attribute in REFERRING:
        for tag in page.find_all(attrs={attribute: True}):
            told = tag[attribute] if isinstance(tag[attribute], list) else tag[attribute].split()
            wrong += [f"{attribute} points to missing {name!r}" for name in told if name not in ids]
    for link in page.select("a[href^='#']"):
        if link["href"] != "#" and link["href"][1:] not in ids:
            wrong.append(f"link to missing {link['href']}")
    return wrong


def controls(page: BeautifulSoup) -> list[str]:
    """Each input has a label, each button and link a word, each posting form its token."""
    wrong = []
    labelled = {label["for"] for label in page.find_all("label", attrs={"for": True})}
    for control in page.find_all(["input", "select", "textarea"]):
        said = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if control.get("type") not in UNLABELLED and not said and not control.find_parent("label"):
            wrong.append(f"no label for {control}")
    wrong += [f"no word on {tag}" for tag in page.find_all(["button", "a"]) if not worded(tag)]
    wrong += [f"no alt on {image}" for image in page.find_all("img") if image.get("alt") is None]
    wrong += [f"no legend in {group}" for group in page.find_all("fieldset") if not group.find("legend")]
    for form in page.find_all("form"):
        if form.get("method", "get").lower() == "post" and not form.find("input", attrs={"name": "csrf_token"}):
            wrong.append(f"no csrf_token in the form to {form.get('action')!r}")
    return wrong


def worded(tag: Tag) -> bool:
    return bool(tag.get_text().strip() or tag.get("aria-label") or tag.find("img", alt=True))


def policy(page: BeautifulSoup) -> list[str]:
    """Nothing inline, nothing from elsewhere."""
    wrong = [f"inline style on {tag.name}" for tag in page.find_all(style=True)]
    wrong += ["a <style> element" for _ in page.find_all("style")]
    wrong += ["an inline script" for tag in page.find_all("script") if not tag.get("src")]
    for tag in page.find_all(True):
        wrong += [f"{name} on {tag.name}" for name in tag.attrs if name.startswith("on")]
        for name in ("src", "href", "action"):
            target = str(tag.get(name, ""))
            if target.startswith(("http:", "https:", "//", "javascript:")) and tag.name != "a":
                wrong.append(f"{tag.name} reaches {target}")
            if target.startswith("javascript:"):
                wrong.append("a javascript: address")
    return wrong


def tables(page: BeautifulSoup) -> list[str]:
    """Each table has a caption and its heads say what they head."""
    wrong = []
    for table in page.find_all("table"):
        caption = table.find("caption")
        if caption is None or not caption.get_text().strip():
            wrong.append("a table without caption")
        wrong += [f"th without scope: {head.get_text()!r}" for head in table.find_all("th") if not head.get("scope")]
    return wrong
