"""Initials for the search and the proper names of bodies."""

import pytest

from emergency.units.initials import initials
from emergency.units.naming import body_name
from emergency.units.regionkinds import RegionKind


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("嫩江市", "njs"),
        ("逊克县", "xkx"),
        ("讷谟尔村委会", "nmecwh"),
        ("朝阳山镇", "cysz"),
        ("长江乡", "cjx"),
        ("成长幼儿园", "czyey"),
        ("曾家堡村委会", "zjbcwh"),
        ("种畜场", "zcc"),
        ("湖区管理处（村委会）", "hqglccwh"),
        ("黑河市第1中学", "hhsd1zx"),
    ],
)
def test_initials_read_names_as_people_do(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        (RegionKind.PREFECTURE, "黑河市", "黑河市人民政府"),
        (RegionKind.DISTRICT, "爱辉区", "爱辉区人民政府"),
        (RegionKind.RURAL, "幸福乡", "幸福乡人民政府"),
        (RegionKind.STREET, "花园街道", "花园街道办事处"),
        (RegionKind.VILLAGERS, "西岗子村委会", "西岗子村村民委员会"),
        (RegionKind.VILLAGERS, "边疆村村委会", "边疆村村民委员会"),
        (RegionKind.VILLAGERS, "湖区管理处（村委会）", "湖区管理处（村委会）"),
        (RegionKind.RESIDENTS, "向阳社区", "向阳社区居民委员会"),
        (RegionKind.RESIDENTS, "双泉社区居民委员会", "双泉社区居民委员会"),
        (RegionKind.FARM, "锦河农场", "锦河农场"),
    ],
)
def test_bodies_have_their_proper_names(kind, name, body):
    assert body_name(kind, name) == body
