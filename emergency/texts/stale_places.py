"""Questions about the places that a text names and that are neither above nor below its own (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from emergency.texts.stale_facts import Level, Question, Stale, Surroundings, sentence_at

# A neighbour is named for a good reason where plans are joined, and another place where something happened there.
TOGETHER = re.compile(
    "衔接|联动|协同|协作|互助|支援|增援|毗邻|相邻|邻近|接壤|交界|周边|上游|下游|友邻|会商|通报|共同|联防"
)
LESSON = re.compile("教训|案例|借鉴|吸取|历史上|曾发生|曾经发生|以往|近年来")
SUFFIXES = "省市区县旗盟州镇乡"
LONGEST = 14
# 友好区域, 大庆市场, 和平乡村, 向阳镇路: what follows makes another word of it.
ROADS = "籍|路|街|巷|桥|大街|大道|大桥|胡同"
ANOTHER_WORD = {
    "区": re.compile(f"[域间段位划块别]|{ROADS}"),
    "市": re.compile(f"场|{ROADS}"),
    "乡": re.compile(f"[村屯]|{ROADS}"),
    "镇": re.compile(f"[村屯]|{ROADS}"),
    "县": re.compile(f"级|{ROADS}"),
}
AUTHORITY = (
    "(?:人民)?政府|党委|应急管理局|应急局|应急办|应急委员会|应急指挥部|防汛抗旱指挥部|森林草原防灭火指挥部"
    "|公安(?:分)?局|消防救援[支大总]队|消防[支大]队|气象局|水务局|水利局|林业和草原局|林草局|自然资源局|生态环境局"
    "|交通运输局|住房和城乡建设局|住建局|财政局|民政局|教育局|发展和改革(?:委员会|局)|发改[委局]|农业农村局"
    "|文化和旅游局|市场监督管理局|人力资源和社会保障局|卫生健康(?:委员会|委|局)|卫健[委局]|疾病预防控制中心|疾控中心"
)
FOLLOWING = re.compile(f"(?:{AUTHORITY}|人民医院|卫生院|派出所|中心校|武装部|委(?![员托派]))")
# The name without its last sign is a place only before an office: 哈尔滨应急管理局, but not 哈尔滨路 nor 牡丹江.
OFFICE = re.compile(f"(?:{AUTHORITY})")
STRANGER = re.compile(rf"([\u4e00-\u9fff]{{2}}[县市区旗])(?={AUTHORITY}|委员会)")
NO_COUNTY = re.compile("[社园景城护发山林郊片牧矿灾库港校厂战疫小村列]区|[单列]市")
GENERAL = re.compile("[本全各该所邻两县市区省级由和与向及在将为经报各请事发受灾涉相关有其何某属辖当驻地]")
ASK = "是否照搬了别处的文字？它不在本单位的上下级地区之内。"
REGISTER, DIVISIONS = "行政区域表", "行政区划名单"


def other_places(pages: Sequence[str], around: Surroundings) -> Iterator[Question]:
    """What is asked about places: those of the register, those of the divisions beyond it, and unknown counties."""
    own = set(around.own)
    whole = "\n".join(pages)
    for name in (name for name in around.places if name not in own and name in whole):
        yield from _of_register(name, pages, around.own)
    ours = (*around.own, *(name[:-1] for name in around.own))
    known = "、".join((*around.own, *around.places, *around.beyond))
    for number, page in enumerate(pages, 1):
        yield from _beyond(number, page, around)
        yield from _before_offices(number, page, around, ours)
        yield from _unknown(number, page, known)


def _of_register(name: str, pages: Sequence[str], own: Sequence[str]) -> Iterator[Question]:
    """Where a name stands by itself and not as a part of one of our own names; mild where plans are joined."""
    for number, page in enumerate(pages, 1):
        for match in re.finditer(re.escape(name), page):
            if stands_alone(page, match.start(), name, own) and not _goes_on(name, page, match.end()):
                yield _question(name, name, number, page, match.start(), REGISTER, mild=False)


def _goes_on(name: str, page: str, end: int) -> bool:
    """Whether the name is the beginning of another word."""
    pattern = ANOTHER_WORD.get(name[-1])
    return pattern is not None and pattern.match(page, end) is not None


def _beyond(number: int, page: str, around: Surroundings) -> Iterator[Question]:
    """The names of the divisions beyond the register; those of the province's counties weigh wherever they stand."""
    for match in re.finditer(f"[{SUFFIXES}]", page):
        end = match.end()
        name = next((page[at:end] for at in range(max(0, end - LONGEST), end - 1) if page[at:end] in around.beyond), "")
        level = around.beyond.get(name)
        if level is None or _goes_on(name, page, end):
            continue
        office = FOLLOWING.match(page, end)
        if level is Level.VAGUE and not office:
            continue
        if stands_alone(page, end - len(name), name, around.own):
            mild = level is not Level.COUNTY and not office
            yield _question(name, name, number, page, end - len(name), DIVISIONS, mild=mild)


def _before_offices(number: int, page: str, around: Surroundings, ours: Sequence[str]) -> Iterator[Question]:
    """Names without their last sign right before an office: 孙吴公安局, 桦南应急管理局."""
    for match in OFFICE.finditer(page):
        at = match.start()
        for length in range(min(5, at), 1, -1):
            stem = page[at - length : at]
            name = around.stems.get(stem)
            if name is not None and stands_alone(page, at - length, stem, ours):
                yield _question(name, stem, number, page, at - length, DIVISIONS, mild=False)
                break


def _unknown(number: int, page: str, known: str) -> Iterator[Question]:
    """Counties of which nothing is known here, by the office after them."""
    for match in STRANGER.finditer(page):
        name = match.group(1)
        if name not in known and not NO_COUNTY.search(name) and not GENERAL.search(name[:2]):
            sentence = sentence_at(page, match.start())
            words = f"“{name}”不在行政区域表里，是否照搬了别处的文字？"
            yield Question(Stale.PLACE, name, number, sentence, 1, words, REGISTER, bool(TOGETHER.search(sentence)))


def _question(key: str, written: str, number: int, page: str, start: int, basis: str, *, mild: bool) -> Question:
    sentence = sentence_at(page, start)
    excused = TOGETHER.search(sentence) or (basis == DIVISIONS and LESSON.search(sentence))
    told = f"“{written}”" if written == key else f"“{written}”（{key}）"
    return Question(Stale.PLACE, key, number, sentence, 1, f"{told}{ASK}", basis, mild or bool(excused))


def stands_alone(page: str, start: int, name: str, own: Sequence[str]) -> bool:
    """Whether a name stands by itself and not as a part of one of our own names."""
    return not any(_inside(page, start, name, mine) for mine in own if name in mine)


def _inside(page: str, start: int, name: str, holder: str) -> bool:
    at = start - holder.find(name)
    return at >= 0 and page.startswith(holder, at)


def stems_of(names: Mapping[str, Level] | Sequence[str]) -> dict[str, str]:
    """The names of cities and counties without 市, 县 or 区, of at least two signs, each with the whole name."""
    vague = {name for name in names if isinstance(names, Mapping) and names[name] in (Level.VAGUE, Level.PROVINCE)}
    return {name[:-1]: name for name in names if name[-1] in "市县区" and len(name) > 2 and name not in vague}
