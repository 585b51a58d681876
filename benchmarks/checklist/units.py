"""Two hundred different units' checklists of forty items, drawn from a printed seed through the product's own rules."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from emergency.assessment.facts import Audience, Figure, Group, Item, Measure, Scoring, Template
from emergency.assessment.sheet import Cover, compose
from emergency.assessment.snapshot import Around, Document, EvidenceLine, document

MOMENT = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)
TOWNS = (
    "西岗子",
    "爱辉",
    "罕达汽",
    "张地营子",
    "坤河",
    "四嘉子",
    "新生",
    "上马厂",
    "沾河",
    "清溪",
    "二站",
    "辰清",
    "逊克",
    "嘉荫",
)
KINDS = ("镇人民政府", "中心小学校", "卫生院", "林业站", "供销社", "敬老院", "自来水厂", "加油站", "客运站", "商贸市场")
GROUPS = ("组织体系和责任落实", "预案编制与备案公开", "演练培训和宣传教育", "监测预警与信息报告", "物资队伍和应急保障")
WHO = ("主要负责人", "应急办事机构", "值班和带班人员", "村级网格员", "重点岗位人员", "专兼职队伍", "承包单位", "联络员")
WHAT = (
    "每年至少组织一次综合演练", "按期完成预案备案并公开", "建立风险隐患排查清单", "落实二十四小时值班制度",
    "储备抢险救援物资并造册", "定期评估并及时修订预案", "按规定时限报送突发信息", "开展避险疏散宣传培训",
)  # fmt: skip
HOW = ("，记录可查", "，整改销号", "，账实一致", "，留存档案", "，群众知晓")
LAWS = ("《突发事件应对法》第{}条", "《预案管理办法》第{}条", "《安全应急条例》第{}条", "《省消防条例》第{}条")
PAPERS = ("演练评估报告", "备案回执", "值班抽查表", "物资盘点表", "培训签到册", "整改通知书", "联络员名册", "公示截图")


def units(count: int, seed: int) -> list[Document]:
    """The documents of so many different units; the same seed, the same texts."""
    chance = random.Random(seed)
    template = _template(chance)
    return [_unit(template, chance, place) for place in range(count)]


def _template(chance: random.Random) -> Template:
    groups = tuple(
        Group(f"G{place}", "一二三四五"[place], title, f"考核细则第{place + 1}章", Decimal(20))
        for place, title in enumerate(GROUPS)
    )
    return Template(
        id="bench", version="2026-1", title="应急管理工作考核自查表", provenance="速度试验所用，文字自拟。",
        weights="示例权重", weights_notice="分值为试验用的示例，不是任何机关下发的标准", period="考核年度为自然年。",
        counting=("比率按原值计算，每条得分四舍五入到0.1分。",), anachronisms=(), groups=groups,
        items=tuple(_item(chance, group, place) for group in range(5) for place in range(8)),
    )  # fmt: skip


def _item(chance: random.Random, group: int, place: int) -> Item:
    article = chance.choice(LAWS).format(chance.choice("十二三四五六七八九"))
    return Item(
        id=f"{group + 1}.{place + 1}", group=f"G{group}", points=Decimal("2.5"), audience=frozenset({Audience.UNIT}),
        text=f"{WHO[(place + group) % 8]}{WHAT[place]}{HOW[(place + 2 * group) % 5]}", scoring=Scoring.RATIO,
        materials="档案", basis=(article,), measure=Measure(f"m{group}{place}", "已办", "应办"),
    )  # fmt: skip


def _unit(template, chance: random.Random, place: int) -> Document:
    figures, evidence = {}, {}
    for item in template.items:
        owed = chance.randint(1, 30)
        figures[item.id] = Figure(done=chance.randint(owed // 2, owed), owed=owed)
        evidence[item.id] = [_evidence(chance) for _ in range(chance.choice((2, 2, 2, 2, 3)))]
    name = f"{chance.choice(TOWNS)}{chance.choice(KINDS)}{place + 1}号"
    cover = Cover(
        subject=name, place="黑龙江省黑河市爱辉区", code=f"231102{chance.randint(100, 999)}000", audience=Audience.UNIT,
        kind="enterprise", as_of=date(2026, 11, 21), made_at="", catalogue="2026-11", rules_on=61, rules_all=88,
        head_hash=sha256(name.encode()).hexdigest(),
    )  # fmt: skip
    around = Around(str(place + 1), MOMENT, evidence=evidence)
    return document(compose(template, cover, figures, {}), around)


def _evidence(chance: random.Random) -> EvidenceLine:
    happened = date(2026, 1, 5) + timedelta(days=chance.randint(0, 300))
    paper = chance.choice(PAPERS)
    digest = sha256(f"{paper}{chance.random()}".encode()).hexdigest()
    return EvidenceLine(paper, happened + timedelta(days=chance.choice((0,) * 9 + (5,))), happened, digest)
