"""Counts of right and wrong answers, by class and by kind: recall and precision of what is reported as wanting."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benchmarks.chapter_corpus.maker import Case
from benchmarks.chapter_corpus.truth import FOUND, MISSING, TITLE, grade
from benchmarks.chapter_corpus.wording import kinds

GAPS = (MISSING, TITLE)
WORDS = {"A": "A 法定内容", "B": "B 办法列举", "C": "C 推荐标准"}


@dataclass(frozen=True)
class Answer:
    """What the checker said of one element: its state and page."""

    state: str
    page: int | None


@dataclass
class Score:
    """Answers by (truth, said), and how many pages were right of those found."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    paged: int = 0
    right_page: int = 0

    def rates(self, states: Iterable[str]) -> tuple[int, int, int]:
        """True, said and hit counts of some states; a hit says the very state."""
        wanted = set(states)
        true = sum(n for (truth, _), n in self.pairs.items() if truth in wanted)
        said = sum(n for (_, answer), n in self.pairs.items() if answer in wanted)
        hits = sum(n for (truth, answer), n in self.pairs.items() if truth == answer and truth in wanted)
        return true, said, hits

    def line(self, name: str) -> str:
        """One row of the table: gaps reported, then what was found."""
        cells = [f"{name:<18}"]
        for states in (GAPS, (FOUND,)):
            true, said, hits = self.rates(states)
            recall = f"{hits / true:.3f}" if true else "  —  "
            precision = f"{hits / said:.3f}" if said else "  —  "
            cells.append(f"{hits:>5}/{true:<5} {recall}  {hits:>5}/{said:<5} {precision}")
        return "  ".join(cells)

    def passes(self) -> bool:
        """Whether what is reported as wanting reaches 0.95 and 0.95."""
        true, said, hits = self.rates(GAPS)
        return hits >= 0.95 * true and hits >= 0.95 * said


@dataclass
class Book:
    """All scores of one part (open or sealed) of the corpus."""

    whole: Score = field(default_factory=Score)
    grades: dict[str, Score] = field(default_factory=dict)
    kinds: dict[str, Score] = field(default_factory=dict)
    mutations: dict[str, Score] = field(default_factory=dict)
    cases: int = 0
    undecided: int = 0
    absorbed: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, case: Case, answers: Mapping[str, Answer]) -> None:
        """Takes in the answers to one case; an element without an answer counts as said 'none'."""
        self.cases += 1
        for element, truth in case.truths.items():
            answer = answers.get(element, Answer("none", None))
            if truth.state is None:
                self.undecided += 1
                self.absorbed.update([answer.state] if truth.absorbed else [])
                continue
            for score in self._scores(case, element):
                score.pairs[truth.state, answer.state] += 1
                if truth.state == answer.state == FOUND and truth.pages:
                    score.paged += 1
                    score.right_page += answer.page in truth.pages
            if truth.state != answer.state:
                self.wrong.append((case.name, element, truth.state, answer.state))

    def _scores(self, case: Case, element: str) -> Iterable[Score]:
        yield self.whole
        yield self.grades.setdefault(grade(element), Score())
        yield self.kinds.setdefault(case.kind, Score())
        yield self.mutations.setdefault(case.mutation, Score())

    def lines(self) -> Iterable[str]:
        """The tables of this part."""
        head = f"{'':<18}  {'缺项 召回':<15}{'缺项 准确':<17}{'在文 召回':<15}{'在文 准确'}"
        for title, rows, words in (
            ("按档", self.grades, WORDS),
            ("按文本种类", self.kinds, {key: kind["name"] for key, kind in kinds().items()}),
            ("按改动", self.mutations, {}),
        ):
            yield f"-- {title}"
            yield head
            yield from (rows[key].line(words.get(key, key)) for key in (sorted(rows) if rows is self.grades else rows))
        yield self.whole.line("合计")
        yield f"页码相符 {self.whole.right_page}/{self.whole.paged}；不计入的（见仁见智）{self.undecided} 项，" + (
            f"其中并入他章而无标题 {sum(self.absorbed.values())} 项：{dict(self.absorbed)}"
        )
