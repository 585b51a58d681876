"""Two versions of a plan beside each other: what changed is marked, what only was printed otherwise is not."""

from hypothesis import given
from hypothesis import strategies as st

from emergency.texts.comparing import WIDEST, Change, compare

OLD = ["一、总则\n为规范森林火灾处置，制定本预案。本预案适用于全乡。\n二、职责\n乡长任指挥长。各村负责疏散。"]


def told(rows):
    return [(row.change, words(row.old), words(row.new)) for row in rows if row.change is not Change.SAME]


def words(side):
    return side and "".join(text for text, _ in side.pieces)


def marked(side):
    return [text for text, differs in side.pieces if differs]


def test_a_version_beside_itself_has_no_change():
    assert set(compare(OLD, OLD).counts) == {Change.SAME}


def test_lines_and_pages_broken_elsewhere_are_no_change():
    first = "一、总则\n为规范森林\n火灾处置，制定"
    second = "本预案。本预案适用\n于全乡。\n二、职责\n乡长任指挥长。各村负\n责疏散。"
    assert told(compare(OLD, [first, second]).rows) == []


def test_changed_words_are_marked_on_both_sides():
    new = [OLD[0].replace("乡长任指挥长", "乡党委书记任指挥长")]
    (row,) = [row for row in compare(OLD, new).rows if row.change is Change.CHANGED]
    assert (marked(row.old), marked(row.new)) == (["长"], ["党委书记"])


def test_a_number_changes_as_a_whole():
    (row,) = compare(["2024年12月修订。"], ["2026年10月修订。"]).rows
    assert (marked(row.old), marked(row.new)) == (["2024", "12"], ["2026", "10"])


def test_a_sentence_that_came_or_went_stands_on_its_side_only():
    new = [OLD[0].replace("本预案适用于全乡。", "").replace("各村负责疏散。", "各村负责疏散。预警由广播发布。")]
    assert told(compare(OLD, new).rows) == [
        (Change.REMOVED, "本预案适用于全乡。", None), (Change.ADDED, None, "预警由广播发布。"),
    ]  # fmt: skip


def test_a_sentence_that_moved_is_said_to_have_moved():
    new = ["一、总则\n为规范森林火灾处置，制定本预案。\n二、职责\n乡长任指挥长。各村负责疏散。本预案适用于全乡。"]
    assert {change for change, _old, _new in told(compare(OLD, new).rows)} == {Change.MOVED_AWAY, Change.MOVED_HERE}


def test_a_bracket_or_a_quote_closes_with_its_sentence():
    rows = compare(["（本预案试行。）“立即撤离！”"], ["（本预案试行。）"]).rows
    assert [(row.change, words(row.old)) for row in rows] == [
        (Change.SAME, "（本预案试行。）"), (Change.REMOVED, "“立即撤离！”"),
    ]  # fmt: skip


def test_a_sentence_tells_the_page_where_it_begins():
    (row,) = [row for row in compare(["甲。"], ["甲。", "乙丙丁。"]).rows if row.change is Change.ADDED]
    assert row.new.page == 2


def test_a_chapter_written_anew_is_not_paired_word_by_word_beyond_measure():
    old = ["".join(f"旧{number}句讲的是疏散。" for number in range(WIDEST + 5))]
    new = ["".join(f"新{number}条说到了物资！" for number in range(WIDEST + 5))]
    counts = compare(old, new).counts
    assert counts[Change.REMOVED] == counts[Change.ADDED] == WIDEST + 5


def test_an_empty_text_is_wholly_new_or_wholly_gone():
    assert compare([], []).rows == []
    assert compare([], OLD).counts[Change.ADDED] == compare(OLD, []).counts[Change.REMOVED] > 0


WORDS = ("甲乙丙丁。", "戊己庚辛。", "一、总则", "乡长任指挥长。", "书记任指挥长。", "转移！")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12)


@given(SENTENCES, SENTENCES)
def test_each_side_read_down_is_its_version(old, new):
    rows = compare(["\n".join(old)], ["\n".join(new)]).rows
    assert "".join(words(row.old) or "" for row in rows) == "".join(old)
    assert "".join(words(row.new) or "" for row in rows) == "".join(new)
