"""What things are called in the registry of plans: classes of events, hazards, states, dated acts."""

from collections.abc import Mapping
from enum import StrEnum

from emergency.obligations.facts import MILESTONE_LABELS, MilestoneKind


class EventClass(StrEnum):
    """The four classes of 突发事件应对法 art. 2."""

    NATURAL = "natural"
    ACCIDENT = "accident"
    HEALTH = "health"
    SECURITY = "security"


class RevisionState(StrEnum):
    """What has become of one version of a plan's record; 备案 is a fact apart."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PASSED = "passed"
    RETURNED = "returned"


class Act(StrEnum):
    """The kinds of row in the table of dated acts: those that the duties read, and what else is dated."""

    ISSUED = MilestoneKind.ISSUED.value
    PUBLISHED = MilestoneKind.PUBLISHED.value
    SIGNED = MilestoneKind.SIGNED.value
    REVIEWED = MilestoneKind.REVIEWED.value
    EFFECTIVE = "effective"
    EXPIRES = "expires"
    ACCEPTED = MilestoneKind.ACCEPTED.value
    FILED = MilestoneKind.FILED.value
    RECEIVED = MilestoneKind.RECEIVED.value
    DISCLOSED = MilestoneKind.DISCLOSED.value
    EVALUATED = MilestoneKind.EVALUATED.value
    SUPERSEDED = MilestoneKind.SUPERSEDED.value
    ABOLISHED = MilestoneKind.ABOLISHED.value
    DESCRIBED = "described"


class Conclusion(StrEnum):
    """What a plan evaluation ends in (令88号 art. 35: 给出是否需要修订的结论)."""

    REVISE = "revise"
    KEEP = "keep"


EVENT_CLASS_LABELS: Mapping[EventClass, str] = {
    EventClass.NATURAL: "自然灾害",
    EventClass.ACCIDENT: "事故灾难",
    EventClass.HEALTH: "公共卫生事件",
    EventClass.SECURITY: "社会安全事件",
}
STATE_LABELS: Mapping[RevisionState, str] = {
    RevisionState.DRAFT: "草稿",
    RevisionState.SUBMITTED: "待核对",
    RevisionState.PASSED: "核对通过",
    RevisionState.RETURNED: "已退回",
}
ACT_LABELS: Mapping[Act, str] = {
    **{Act(kind.value): label for kind, label in MILESTONE_LABELS.items()},
    Act.ACCEPTED: "核对通过",
    Act.EFFECTIVE: "施行",
    Act.EXPIRES: "有效期至",
    Act.DESCRIBED: "登记分类",
}
CONCLUSION_LABELS: Mapping[Conclusion, str] = {Conclusion.REVISE: "需要修订", Conclusion.KEEP: "不需要修订"}

HAZARDS: Mapping[EventClass, Mapping[str, str]] = {
    EventClass.NATURAL: {
        "flood": "洪涝（含凌汛）",
        "drought": "干旱",
        "forest_fire": "森林草原火灾",
        "earthquake": "地震",
        "geology": "地质灾害",
        "cold": "低温雨雪冰冻",
        "weather": "其他气象灾害",
        "pest": "农林生物灾害",
    },
    EventClass.ACCIDENT: {
        "work_safety": "生产安全事故",
        "dangerous_goods": "危险化学品事故",
        "mine": "矿山事故",
        "fire": "火灾",
        "traffic": "交通运输事故",
        "utilities": "供水、供电、供热、通信等事故",
        "special_equipment": "特种设备事故",
        "environment": "突发环境事件",
    },
    EventClass.HEALTH: {
        "epidemic": "传染病疫情",
        "food_safety": "食品安全事件",
        "animal_disease": "动物疫情",
    },
    EventClass.SECURITY: {
        "mass": "群体性事件",
        "campus": "校园安全事件",
        "finance": "金融突发事件",
        "network": "网络安全事件",
    },
}
HAZARD_LABELS: Mapping[str, str] = {key: label for group in HAZARDS.values() for key, label in group.items()}
