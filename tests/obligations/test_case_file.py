"""A file to be tried is refused where it says what nobody reads, rather than reckoned without it."""

from typing import Any

import pytest

from emergency.obligations.casefile import case_of

PLAN = {"line": "government", "kinds": ["special"]}
BOTH = [{"value": "enterprise", "to": "2026-07-01"}, {"value": "school", "from": "2026-07-01"}]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "townshp"}, "单位类别“townshp”不认识，可用：city、"),
        ({"kind": BOTH}, "单位类别只写一个词，如 city；先后不同的，请分两个文件试算。"),
        ({"kind": "county", "form": "2026-01-01"}, "unit里有不认识的项：form。"),
        ({"kind": "enterprise", "facts": {"producr": True}}, "没有名为“producr”的单位信息项"),
    ],
)
def test_a_unit_that_nobody_understands_is_refused(told: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        case_of({"unit": told})


def test_a_misspelt_word_of_an_act_is_refused() -> None:
    acts = [{"issued": "2026-03-02", "revision": 2, "important": True}]
    with pytest.raises(ValueError, match="动作 issued里有不认识的项：important。"):
        case_of({"unit": {"kind": "county"}, "plans": [{**PLAN, "acts": acts}]})
