"""What has no number is worded by what is to be done, and is never called overdue."""

from datetime import date

import pytest

from emergency.coverage.rules import LIGHT_WORDS, light_on
from emergency.obligations.facts import SubjectKind, Tile

DAY = date(2026, 7, 1)


def word(group, subject=SubjectKind.UNIT, due_on=None, force="undated"):
    tile = Tile(1, "X", 1, subject, 1, "231102001000", date(2026, 1, 1), due_on=due_on, basis={"force": force})
    return LIGHT_WORDS[light_on(tile, group, None, DAY)]


@pytest.mark.parametrize(
    ("group", "subject", "said"),
    [
        ("drills", SubjectKind.UNIT, "应当组织，未定次数"),
        ("training", SubjectKind.UNIT, "应当组织，未定次数"),
        ("drills", SubjectKind.DRILL, "应当办理，未定期限"),
        ("revision", SubjectKind.TRIGGER, "应当办理，未定期限"),
        ("filing", SubjectKind.PLAN, "应当办理，未定期限"),
    ],
)
def test_an_undated_duty_says_what_is_to_be_done(group, subject, said):
    assert word(group, subject) == said


def test_our_own_half_year_reads_should_be_checked_after_its_day():
    assert word("revision", due_on=date(2026, 6, 30)) == "应核对"
    assert word("revision", due_on=date(2026, 12, 31)) == "应当办理，未定期限"


def test_what_is_recommended_says_so():
    assert word("drills", force="recommended") == "推荐，不计数"
