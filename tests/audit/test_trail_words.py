"""What the auditor reads is Chinese: the thing that an act was done to as well."""

from emergency.audit.words import subject_word


def test_the_thing_has_a_chinese_name():
    assert subject_word("person") == "人员" and subject_word("plan") == "预案"


def test_a_kind_without_a_word_is_shown_as_it_stands():
    assert subject_word("kite") == "kite"
