"""What the title of a chapter names: which elements of the lists, alone or joined with another (pure)."""

import re
from functools import lru_cache

from emergency.plans.chapters_book import Element, Name, book
from emergency.texts.lines import plain

COMMON = (
    "总则", "附则", "编制目的", "编制依据", "适用范围", "工作原则", "后期处置", "应急保障", "应急响应", "监测预警",
    "监测与预警",
)  # fmt: skip
JOINED = re.compile(r"以及|连同|还有|——|--|[与和及、暨,，;；:：?？/·+&|~—]")
SHORTEST_WHOLE, SHORTEST_PART, SHORTEST_END = 4, 3, 2
# In 灭火和疏散组织机构 the first word only says of which bodies.
HEADED = re.compile(r"(?:机构|组织|职责|分工|体系|小组|队伍|人员|职能|程序|条件|权限|标准)$")
# A heading about somebody's duties names no chapter but that of the organisation.
BODY = re.compile(
    r"^(?!组建|建立|建强|建好|建设|成立|设立|健全|配强).*(?:(?<![编分])组|(?<!编)队|(?<![值带当接交跟上换下])班|[联信安引通]\w员|办公室|指挥部|专班|委员会|(?<!布)局|专家|中心|班子)"
    r"的?(?:主要|工作|应急|基本)?(?:职责|组成|任务|分工|职能)?$"
    r"|(?:人员|岗位|员工)的?(?:工作|应急)?(?:职责|职能)$"
    r"|^(?!.*初[期起]).*(?:处置|扑救|灭火|救援|抢险|指挥|行动)的?(?:组织|机构|架构|小组|编组)(?:机构|架构|结构|体系|和?职责|和?分工)?$"
)
# 兼职救援队 is somebody to call upon, not a body with duties.
STANDING = re.compile(r"(?:[专兼]职|义务|志愿|骨干|签约).*队$|(?:应急|救援|抢险)队$")
TEAM, TASKS, WARNING = "team", "tasks", "预警"
GUIDELINE = re.compile(r"(?<!分级)(?<!分级的)原则$|依据$")
# 关于信息报告工作的规定 is 信息报告.
SAID_BEFORE = re.compile(
    r"^(?:关于|有关|对于|本[村镇乡校院厂县市区]|我[们村镇乡校院厂县市区]?|做好|抓好|加强|切实|全面|认真)+"
)
SAID_AFTER = re.compile(
    r"(?:的?(?:有关|相关|具体|各项|基本)?(?:工作|规定|办法|事项|要求|安排|说明|情况|内容|部分|方面|细则|要点))+$"
)


def is_known_title(title: str) -> bool:
    """Whether a line without a mark is a title as such: one of the names, or a few of them joined by 与 or 和."""
    whole = _whole_titles()
    if title in whole or bared(title) in whole:
        return True
    parts = JOINED.split(title)
    return len(parts) > 1 and all(len(part) >= 2 for part in parts) and any(part in whole for part in parts)


def is_its_name(element: Element, title: str) -> bool:
    """Whether a title is the very name of an element, as the article or the standard has it."""
    return title == plain(element.name) or bared(title) == bared(plain(element.name))


def named(element: Element, title: str) -> bool:
    """Whether a title names an element: as a whole, or one of the things that it joins."""
    if GUIDELINE.search(title) and element.id != "general.principles":
        return any(_names(element, part) for part in parts_of(title) if not GUIDELINE.search(part))
    if not element.bodies and BODY.search(title) and not _tells_of_bodies(element, title):
        return any(_names(element, part) for part in parts_of(title) if not BODY.search(part))
    return _names(element, title)


def _tells_of_bodies(element: Element, title: str) -> bool:
    """Whether an element is met by standing teams, or by the tasks of groups."""
    return (TEAM in element.told and STANDING.search(title) is not None) or (
        TASKS in element.told and title.endswith("任务")
    )


def _names(element: Element, title: str) -> bool:
    return any(fits(name, title) for name in element.names)


def fits(name: Name, title: str) -> bool:
    if name.whole:
        # 预警和响应 is the answer to a warning, no chapter of the response.
        parts = () if WARNING in title else JOINED.split(title)
        return any(name.fits(part) for part in (title, bared(title), *parts))
    if any(word in title for word in name.never):
        return False
    return name.fits(title) or bool(name.without and any(name.fits(part) for part in parts_of(title)))


@lru_cache(maxsize=4096)
def parts_of(title: str) -> tuple[str, ...]:
    """The things that a title joins, those that say something alone; none where it joins nothing."""
    parts = JOINED.split(title)
    if len(parts) < 2:
        return ()
    shortest = SHORTEST_PART if HEADED.search(title) else SHORTEST_END
    return tuple(part for part in parts if len(part) >= shortest)


@lru_cache(maxsize=4096)
def bared(title: str) -> str:
    """A title without what says only that it is one: 关于…, …工作, …的规定."""
    return SAID_AFTER.sub("", SAID_BEFORE.sub("", title))


@lru_cache(maxsize=1)
def _whole_titles() -> frozenset[str]:
    found = set(COMMON)
    for one in book().values():
        for element in one.elements if one.type != "cover" else ():
            found.add(plain(element.name))
            for name in element.names:
                if len(name.words) == 1:
                    found |= {word for word in name.words[0] if len(word) >= SHORTEST_WHOLE}
    return frozenset(found)
