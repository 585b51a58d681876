"""What is done to a plan: chapters removed, renamed, merged, emptied, reordered."""

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.chapter_corpus.plan import Draft, Drawer, Section

# Sub-sections that may go or be emptied by themselves; the others share their element with the chapter above.
LEAVES = frozenset(
    {"report", "levels", "classes", "system", "selfhelp", "control", "scope", "aid", "end", "activate"}
    | {"comm", "team", "stock", "other", "evac", "site", "settle"}
)


def _stands(section: Section) -> bool:
    """Whether its heading stands for something that is asked."""
    return bool(section.concepts) and not section.concepts[0].startswith("f_")


def _targets(draft: Draft) -> list[tuple[list[Section], Section]]:
    """Chapters and sub-sections that stand for an element, with the list in which each stands."""
    found = [(draft.chapters, chapter) for chapter in draft.chapters if _stands(chapter)]
    for chapter in draft.chapters:
        found += [(chapter.below, leaf) for leaf in chapter.below if LEAVES & {*leaf.concepts}]
    return found


def _some(draft: Draft, random: Random, most: int) -> list[tuple[list[Section], Section]]:
    targets = _targets(draft)
    return random.sample(targets, min(random.randint(1, most), max(1, len(targets) - 2), len(targets)))


def removed(draft: Draft, drawer: Drawer) -> None:
    """One to three sections go; now and then the table of contents still lists them."""
    random = drawer.random
    if random.random() < 0.3:
        draft.listed = [Section(c.concepts, c.title, below=list(c.below)) for c in draft.chapters]
    for home, section in _some(draft, random, 3):
        if section in home:
            home.remove(section)


def renamed(draft: Draft, drawer: Drawer) -> None:
    """Two to six sections get another name for the same thing."""
    for _, section in _some(draft, drawer.random, 6):
        words = drawer.words.concept("+".join(section.concepts), tuple(drawer.kind["register"]))
        others = [title for title in words["alias"] if title != section.title]
        section.title = drawer.random.choice(others or words["alias"])


def merged(draft: Draft, drawer: Drawer) -> None:
    """Two neighbours become one: under a joined heading, under an umbrella, or one swallowed without a heading."""
    random = drawer.random
    pairs = [
        (one, two)
        for one, two in zip(draft.chapters, draft.chapters[1:], strict=False)
        if _stands(one) and _stands(two) and not (one.annex or two.annex)
    ]
    if not pairs:
        return
    one, two = random.choice(pairs)
    way = random.choices(["joined", "umbrella", "absorbed"], [60, 25, 15])[0]
    at = draft.chapters.index(one)
    draft.chapters[at : at + 2] = [_joined(one, two, way, drawer)]


def _joined(one: Section, two: Section, way: str, drawer: Drawer) -> Section:
    if way == "umbrella":
        below = [Section(s.concepts, s.title, s.body + [t for b in s.below for t in b.body]) for s in (one, two)]
        for section, old in zip(below, (one, two), strict=True):
            section.absorbed = [c for b in old.below for c in b.concepts]
        return Section([], drawer.words.draw("umbrellas", drawer.random), [], below)
    if way == "absorbed":
        told = [c for section in two.walk() for c in section.concepts]
        return Section(one.concepts, one.title, one.body + [t for s in two.walk() for t in s.body], one.below, told)
    title = drawer.words.draw("joins", drawer.random).format(a=one.title, b=two.title)
    return Section(one.concepts + two.concepts, title, one.body + two.body, one.below + two.below)


def emptied(draft: Draft, drawer: Drawer) -> None:
    """One or two sections keep their headings and lose their text."""
    random = drawer.random
    for _, section in _some(draft, random, 2):
        if random.random() < 0.5:
            section.below = []
        for part in section.walk():
            part.body, part.absorbed = [], []
        words = drawer.words.draw("empties", random)
        section.body = [words] if words and not section.below else []


def reordered(draft: Draft, drawer: Drawer) -> None:
    """Chapters change places; what is under them stays; annexes remain last."""
    chapters = [c for c in draft.chapters if not c.annex]
    drawer.random.shuffle(chapters)
    draft.chapters = chapters + [c for c in draft.chapters if c.annex]


def untouched(draft: Draft, drawer: Drawer) -> None:
    """The base plan itself."""


def mixed(draft: Draft, drawer: Drawer) -> None:
    """Several at once, as a plan that was patched for years."""
    for change in (reordered, renamed, merged, removed, emptied):
        if drawer.random.random() < 0.5:
            change(draft, drawer)


MUTATIONS: Mapping[str, Callable[[Draft, Drawer], None]] = {
    "原样": untouched,
    "删章": removed,
    "改名": renamed,
    "合并": merged,
    "空章": emptied,
    "换序": reordered,
    "混合": mixed,
}
