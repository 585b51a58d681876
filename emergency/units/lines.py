"""The 行业 lines by which departments see units, the links and roles of a unit, each with its Chinese word."""

from collections.abc import Mapping
from enum import StrEnum

LINES: tuple[str, ...] = (
    "应急",
    "教育",
    "卫健",
    "住建",
    "交通",
    "水务",
    "林草",
    "农业农村",
    "自然资源",
    "生态环境",
    "文旅",
    "商务",
    "工信",
    "民政",
    "市场监管",
    "公安",
    "消防",
    "司法",
    "其他",
)


class SuperiorKind(StrEnum):
    """The three ways in which a unit answers to another."""

    TERRITORY = "territory"
    LINE = "line"
    AFFILIATION = "affiliation"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"territory": "属地", "line": "行业主管部门", "affiliation": "隶属上级"}[self.value]


class SuccessionKind(StrEnum):
    """What happened to a body on a day."""

    RENAMED = "renamed_from"
    MERGED = "merged_into"
    SPLIT = "split_from"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"renamed_from": "更名", "merged_into": "并入", "split_from": "分设自", "ended": "撤销或注销"}[
            self.value
        ]


class ContactRole(StrEnum):
    """Whom one calls."""

    HEAD = "head"
    LIAISON = "liaison"
    DUTY = "duty"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return CONTACT_LABELS[self]


CONTACT_LABELS: Mapping[ContactRole, str] = {
    ContactRole.HEAD: "负责人",
    ContactRole.LIAISON: "应急联络员",
    ContactRole.DUTY: "24小时值班电话",
}


def masked_mail(mail: str) -> str:
    """A mail address of which only the first letter and the place are shown."""
    return f"{mail[:1]}***@{mail.partition('@')[2]}"


def masked(phone: str) -> str:
    """A number with its middle hidden: 13812341234 -> 138****1234, 0456-8223344 -> 0456-****344."""
    if len(phone) == 11 and phone.isdigit():
        return f"{phone[:3]}****{phone[-4:]}"
    shown = max(len(phone) - 4, 0)
    head = shown - min(3, shown // 2)
    return f"{phone[:head]}****{phone[len(phone) - (shown - head) :] if shown > head else ''}"
