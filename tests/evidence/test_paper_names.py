"""The names people give are kept as they read, without what deceives or breaks."""

import pytest

from emergency.evidence.names import LONGEST, clean_name

NAMES = {
    "云溪县应急预案.pdf": "云溪县应急预案.pdf",
    "../../etc/预案.pdf": "预案.pdf",
    "C:\\文件\\预案.docx": "预案.docx",
    "预案\0.pdf": "预案.pdf",
    "\u202efdp.预案.exe": "fdp.预案.exe",
    "预\u200b案\ufeff.pdf": "预案.pdf",
    "预案\r\nX-Evil: 1.pdf": "预案X-Evil_ 1.pdf",
    "cafe\u0301.pdf": "caf\u00e9.pdf",
    'a<b>"c|d?*.pdf': "a_b__c_d__.pdf",
    "con.pdf": "_con.pdf",
    " .预案.pdf. ": "预案.pdf",
    "\ud800预案.pdf": "预案.pdf",
    "..": "未命名",
    "": "未命名",
    None: "未命名",
}


@pytest.mark.parametrize("raw", NAMES, ids=repr)
def test_a_name_is_cleaned(raw):
    assert clean_name(raw) == NAMES[raw]


def test_a_very_long_name_keeps_its_beginning_and_its_extension():
    name = clean_name("防汛应急预案" * 50 + "2026年修订版.pdf")
    assert len(name) == LONGEST
    assert name.startswith("防汛应急预案")
    assert name.endswith("2026年修订版.pdf")


def test_a_name_of_one_endless_word_is_cut():
    assert clean_name("长" * 300) == "长" * (LONGEST - 1) + "…"


def test_cleaning_twice_changes_nothing():
    for raw in NAMES:
        assert clean_name(clean_name(raw)) == clean_name(raw)
