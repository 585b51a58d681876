"""The help page, and the navigation that shows only open doors."""

import pytest
from visitors import text_of

from emergency.base.access import Role, scope_for


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_help(visit, role: Role):
    words = text_of(visit(scope_for(role, person_id=1)).get("/help"))
    assert "不替代值班电话和法定报送渠道" in words
    assert "四件事怎么做" in words


def test_the_navigation_shows_only_open_doors(visit):
    city = visit(scope_for(Role.CITY, person_id=1)).get("/help")
    auditor = visit(scope_for(Role.AUDITOR, person_id=2)).get("/help")
    assert "操作日志" not in text_of(city, ".main-nav")
    assert "操作日志" in text_of(auditor, ".main-nav")
    assert auditor.select_one(".main-nav a[aria-current]").get_text() == "帮助"
