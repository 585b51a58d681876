"""A made-up plan before it is printed: a tree of headed sections, drawn from a kind's skeleton."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.chapter_corpus.wording import Wording, kinds


@dataclass
class Section:
    """A heading with its own paragraphs and its sub-sections; ``concepts`` are what the heading names."""

    concepts: list[str]
    title: str
    body: list[str] = field(default_factory=list)
    below: list["Section"] = field(default_factory=list)
    absorbed: list[str] = field(default_factory=list)  # told in the body without any heading
    annex: bool = False

    def walk(self) -> Iterator["Section"]:
        """Itself and everything below."""
        yield self
        for section in self.below:
            yield from section.walk()


@dataclass
class Draft:
    """One plan: its chapters and how it will be printed."""

    kind: str
    title: str
    issuer: str
    chapters: list[Section]
    manner: Mapping[str, Any]
    style: dict[str, Any]
    cover: dict[str, str] = field(default_factory=dict)
    notice: list[str] = field(default_factory=list)  # the letter with which it was sent out
    listed: list[Section] | None = None  # chapters of a table of contents that was not brought up to date


class Drawer:
    """Draws base plans of one kind from one list of words."""

    def __init__(self, kind: str, words: Wording, random: Random) -> None:
        self.key, self.kind, self.words, self.random = kind, kinds()[kind], words, random
        self.long = random.random() < (0.15 if self.kind.get("short") else 0.5)
        self.titles = words.titles(kind) or self.kind["titles"]
        self.official = not {"firm", "site", "village", "unit", "fire"} & {*self.kind["register"]}
        self.slots = self._slots()

    def _slots(self) -> dict[str, str]:
        draw = self.words.draw
        place, town = draw("places", self.random), draw("towns", self.random)
        slots = {"地": place, "镇": place + town, "村": town + draw("villages", self.random)}
        slots["企"] = place + draw("firms", self.random)
        slots["灾"] = self.words.hazard(self.key) or self.kind.get("hazard") or draw("hazards", self.random)
        unit = self.titles[0]
        own = {"{镇}": slots["镇"] + "人民政府", "{村}": slots["村"] + "委员会", "{企}": slots["企"]}
        slots["单位"] = next((name for slot, name in own.items() if slot in unit), "")
        slots["单位"] = slots["单位"] or (draw("units", self.random) if "{单位}" in unit else place + "人民政府")
        slots["指"] = place + "应急指挥部"
        return slots

    def fill(self, sentence: str) -> str:
        """A sentence with the names of this plan."""
        for name, value in self.slots.items():
            sentence = sentence.replace(f"〈{name}〉", value)
        return sentence

    def section(self, name: str) -> Section:
        """One section with a usual title and one to three paragraphs, some of which name other things in passing.

        A name with a plus ("warn+report") is one chapter that by its author's habit tells both.
        """
        words = self.words.concept(name, tuple(self.kind["register"]))
        bodies = list(words["body"])
        self.random.shuffle(bodies)
        body = [self.fill(text) for text in bodies[: self.random.randint(1, 3 if self.long else 2)]]
        if self.random.random() < (0.5 if self.long else 0.15):
            body.append(self.words.draw("decoys" if self.official else "plain", self.random))
        concepts = name.split("+")
        if {"org", "f_members", "fireorg"} & {*concepts}:
            duties = self.words.all["duties" if self.official else "inside"]
            body += sorted(self.random.sample(duties, self.random.randint(3, 5)))
        return Section(concepts, self.random.choice(words["canon"]), body, annex=name.startswith("a_"))

    def chapter(self, line: str) -> Section:
        """A chapter of the skeleton, with its sub-sections."""
        head, _, rest = line.partition("：")
        chapter = self.section(head)
        chapter.below = [self.section(name) for name in rest.split()]
        if chapter.below and self.random.random() < 0.6:
            chapter.body = []
        return chapter

    def draft(self, skeleton: list[str]) -> Draft:
        """A whole plan."""
        title = self.random.choice(self.titles)
        for name, value in self.slots.items():
            title = title.replace(f"{{{name}}}", value)
        chapters = [self.chapter(line) for line in skeleton]
        plain = not self.official and "plain_manners" in self.words.all
        manner = self.words.draw("plain_manners" if plain else "manners", self.random)
        draft = Draft(self.key, title, self.slots["单位"], chapters, manner, self._style())
        if self.official:
            draft.notice = [self.fill(line).replace("〈名〉", title) for line in self.words.all.get("notice", [])]
        if self.kind.get("cover"):
            draft.cover = self._cover(title)
        return draft

    def _style(self) -> dict[str, Any]:
        random = self.random
        style = {
            "contents": random.choice(["dots", "tight", "tab", None] if self.long else [None, None, "dots", "tight"]),
            "header": random.random() < 0.5,
            "footer": random.choice(["— {} —", "第 {} 页", "{}", "- {} -", None]),
            "wrap": random.choice([None, 28, 34, 40]),
            "indent": random.choice(["　　", "    ", ""]),
            "page": random.randint(22, 38),
            "runin": bool(self.kind.get("short")) and random.random() < 0.3,
            "gap": random.random() < 0.2,  # numbers are not renewed after a chapter went
        }
        habits = self.words.all.get("style", {})
        return style | {name: random.choice(choices) for name, choices in habits.items()}

    def _cover(self, title: str) -> dict[str, str]:
        lines = {
            "c_number": "预案编号：QY-2024-01",
            "c_version": "版本号：第二版",
            "c_unit": self.slots["企"],
            "c_title": title,
            "c_day": "颁布日期：2024年5月1日",
            "c_approval": "批准页\n本预案经公司安全生产会议审议通过，现予批准。\n总经理（签字）：周某",
        } | self.words.all.get("cover", {})
        for name in self.random.sample(["c_number", "c_version", "c_day", "c_approval"], self.random.randint(0, 2)):
            del lines[name]
        return lines
