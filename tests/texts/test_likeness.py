"""Texts that are alike are found, and the passages that they share; a known template shames nobody."""

from random import Random

from emergency.texts.likeness import families, likenesses, marks
from emergency.texts.passages import clauses, shared

WORDS = [chr(0x4E00 + at * 7) + chr(0x4E10 + at * 11) for at in range(900)]


def written(seed: int, sentences: int = 60) -> list[str]:
    random = Random(seed)
    return ["".join(random.choices(WORDS, k=9)) + "。" for _ in range(sentences)]


def test_a_copy_with_other_names_and_a_few_changes_is_alike() -> None:
    text = written(1)
    copy = [line.replace(WORDS[3], WORDS[4]) for line in text[5:]] + written(2, 8)
    [found] = likenesses(
        {1: marks("红旗乡" + "".join(text), ["红旗乡"]), 2: marks("".join(copy)), 3: marks("".join(written(3)))}
    )
    assert {found.one, found.other} == {1, 2} and found.of_one > 0.7


def test_the_order_of_chapters_makes_no_difference() -> None:
    text = written(1)
    assert likenesses({1: marks("".join(text)), 2: marks("".join(text[30:] + text[:30]))})


def test_little_in_common_or_too_little_text_is_nothing_to_ask() -> None:
    text = written(1)
    assert not likenesses({1: marks("".join(text)), 2: marks("".join(text[:12] + written(2, 48)))})
    assert not likenesses({1: marks("".join(text[:9])), 2: marks("".join(text[:9]))})


def test_what_is_of_the_template_is_left_out() -> None:
    template = written(9)
    villages = {at: marks("".join(template + written(at, 8))) - marks("".join(template)) for at in (1, 2, 3)}
    assert not likenesses(villages)


def test_a_large_family_hangs_together_without_a_pair_for_every_two() -> None:
    text = "".join(written(1))
    pairs = likenesses({at: marks(text + "".join(written(at, 5))) for at in range(100, 200)})
    assert [len(group) for group in families(pairs)] == [100]
    assert len(pairs) < 500


def test_shared_passages_are_told_with_both_pages() -> None:
    text, other = written(1, 12), written(2, 6)
    mine = ["".join(text[:6]), "".join(text[6:])]
    theirs = ["".join(other), "".join(text[6:9])]
    [passage] = shared(clauses(mine), clauses(theirs))
    assert (passage.page, passage.other_page, passage.text) == (2, 2, "".join(text[6:9]))


def test_own_names_and_broken_lines_do_not_part_a_passage() -> None:
    one = clauses(
        ["红旗乡人民政府设立指挥部，由乡长任总指\n挥，统一领导全乡的抢险救灾和转移安置工作，办公室昼夜值班。"],
        ["红旗乡"],
    )
    other = clauses(
        ["东沟镇人民政府设立指挥部，由乡长任总指挥，统一领导全乡的抢险救灾和转移安置工作，办公室昼夜值班。"], ["东沟镇"]
    )
    assert len(shared(one, other)) == 1


def test_clauses_of_the_template_and_short_phrases_are_no_passage() -> None:
    text = written(1, 10)
    template = {clause.key for clause in clauses(["".join(text)])}
    assert not shared(clauses(["".join(text)]), clauses(["".join(text)]), template)
    assert not shared(clauses(["各成员单位按照职责分工做好工作。"]), clauses(["各成员单位按照职责分工做好工作。"]))
