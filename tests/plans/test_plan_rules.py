"""Kinds of a line, what secrecy allows, and how a version's record goes on."""

from dataclasses import replace

import pytest

from emergency.base.errors import Refusal
from emergency.evidence.facts import PaperRole, Secrecy
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.rules import (
    PlanDetails,
    Step,
    after,
    badge_of,
    check_paper,
    checked_details,
    is_official,
    kind_names,
    papers_allowed,
    shown_title,
)
from emergency.plans.words import EventClass, RevisionState

TOWN = PlanDetails(
    PlanLine.GOVERNMENT, frozenset({PlanKind.TOWNSHIP}), "罕达汽镇突发事件应急预案", frozenset({Cover.WORK_SAFETY})
)
SECRET = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.SPECIAL}), secrecy=Secrecy.CLASSIFIED)


def test_a_town_book_that_covers_work_safety_holds_together() -> None:
    assert checked_details(TOWN) == TOWN


def test_a_kind_of_the_other_line_is_refused() -> None:
    with pytest.raises(Refusal, match="综合") as refused:
        checked_details(replace(TOWN, kinds=frozenset({PlanKind.COMPREHENSIVE})))
    assert refused.value.field == "kinds"


@pytest.mark.parametrize("missing", [{"kinds": frozenset()}, {"title": ""}])
def test_what_is_missing_is_asked_for(missing: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="请"):
        checked_details(replace(TOWN, **missing))


def test_a_hazard_belongs_to_its_class() -> None:
    with pytest.raises(Refusal, match="灾种"):
        checked_details(replace(TOWN, event_class=EventClass.HEALTH, hazard="flood"))


def test_a_secret_plan_needs_no_title() -> None:
    assert checked_details(SECRET) == SECRET


@pytest.mark.parametrize("told", [{"title": "某某行动预案"}, {"hazard": "mass"}, {"event_class": EventClass.SECURITY}])
def test_what_a_secret_plan_is_about_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        checked_details(replace(SECRET, **told))
    assert refused.value.field == "secrecy"
    assert "某某" not in refused.value.sentence


def test_of_a_secret_plan_only_the_brief_is_kept() -> None:
    assert papers_allowed(Secrecy.WORK_SECRET) == {PaperRole.BRIEF}
    check_paper(Secrecy.INTERNAL, PaperRole.TEXT)
    with pytest.raises(Refusal, match="非涉密系统"):
        check_paper(Secrecy.WORK_SECRET, PaperRole.TEXT)


def test_a_secret_plan_is_called_by_its_code() -> None:
    assert shown_title("", Secrecy.CLASSIFIED, "YA000007") == "涉密预案（代号 YA000007）"


def test_a_version_goes_from_draft_to_passed_or_back() -> None:
    assert after(RevisionState.DRAFT, Step.SUBMIT) is RevisionState.SUBMITTED
    assert after(RevisionState.SUBMITTED, Step.RETURN) is RevisionState.RETURNED
    assert after(RevisionState.RETURNED, Step.SUBMIT) is RevisionState.SUBMITTED
    assert after(RevisionState.SUBMITTED, Step.PASS) is RevisionState.PASSED


def test_a_passed_version_is_not_passed_again() -> None:
    with pytest.raises(Refusal, match="核对通过"):
        after(RevisionState.PASSED, Step.PASS)


def test_an_old_version_points_to_the_new_one() -> None:
    assert badge_of(1, "passed", 2, abolished=False, recorded=False) == "已修订，以新版为准"
    assert badge_of(2, "passed", 2, abolished=False, recorded=False) == "现行"
    assert badge_of(3, "submitted", 2, abolished=False, recorded=False) == "待核对"
    assert badge_of(1, "submitted", 2, abolished=False, recorded=False) == "待核对"
    assert badge_of(2, "passed", 2, abolished=True, recorded=False) == "已废止"
    assert badge_of(1, "passed", 1, abolished=False, recorded=True) == "已收存"


def test_only_government_papers_carry_an_official_number() -> None:
    assert is_official("government", ["special"])
    assert not is_official("government", ["village"])
    assert not is_official("enterprise", ["special"])


def test_kinds_are_read_in_the_order_of_the_law() -> None:
    assert kind_names(["special", "comprehensive"]) == "专项、综合"
