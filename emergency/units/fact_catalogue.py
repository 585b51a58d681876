"""The catalogue of unit facts that the rules ask for: name, label, help, source (pure)."""

from __future__ import annotations

from collections.abc import Mapping

from emergency.units.fact_catalogue_bodies import BODY_FACTS
from emergency.units.fact_catalogue_papers import PAPER_FACTS
from emergency.units.facts import Fact, FactType, UnitKind

_WORKPLACES = frozenset({UnitKind.ENTERPRISE, UnitKind.HOSPITAL, UnitKind.OTHER})
_BUILDINGS = frozenset(UnitKind) - {UnitKind.VILLAGE}
_SCHOOLS = frozenset({UnitKind.SCHOOL})
_ORDER_88 = "安监总局令88号（令2号修正）"

_FACTS = (
    Fact(
        "producer",
        "生产经营单位",
        FactType.BOOL,
        "从事生产经营活动的单位填“是”。",
        "安全生产法(2021) 第81条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "size",
        "规模",
        FactType.CHOICE,
        "按统计上大中小微企业划分填写。",
        f"{_ORDER_88} 第35条",
        {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"},
        _WORKPLACES,
    ),
    Fact(
        "hazardous",
        "危险物品",
        FactType.CHOICES,
        "可多选。“带储存”与“不带储存”分开：令88号所称经营指带储存设施的，国务院令708号无此限。",
        f"{_ORDER_88} 第21、26、33条；国务院令708号 第7、8条",
        {
            "produce": "生产",
            "trade_with_storage": "经营（带储存设施）",
            "trade_without_storage": "经营（不带储存设施）",
            "store": "储存",
            "transport": "运输",
            "use_at_threshold": "使用达到规定数量的化工企业",
        },
        _WORKPLACES,
    ),
    Fact(
        "fireworks",
        "烟花爆竹",
        FactType.CHOICES,
        "可多选，零售不填。",
        f"{_ORDER_88} 第26、35条",
        {"produce": "生产", "wholesale": "批发"},
        _WORKPLACES,
    ),
    Fact(
        "mine",
        "矿山",
        FactType.CHOICE,
        "煤矿与非煤矿山的备案受理部门不同。",
        f"{_ORDER_88} 第26条",
        {"coal": "煤矿", "noncoal": "非煤矿山"},
        _WORKPLACES,
    ),
    Fact("tailings", "尾矿库", FactType.BOOL, "有尾矿库的填“是”。", "安监总局令38号 第21条", kinds=_WORKPLACES),
    Fact(
        "smelting",
        "金属冶炼",
        FactType.BOOL,
        "金属冶炼单位填“是”。",
        f"{_ORDER_88} 第26条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "construction",
        "建筑施工",
        FactType.BOOL,
        "起止日期填项目开工和竣工日期。",
        f"{_ORDER_88} 第26条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "urban_rail",
        "城市轨道交通运营",
        FactType.BOOL,
        "运营单位填“是”。",
        f"{_ORDER_88} 第26条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "crowded_business",
        "人员密集场所经营单位（令88号）",
        FactType.BOOL,
        "指宾馆、商场、娱乐场所、旅游景区等经营单位；与消防法的“人员密集场所”是两回事，学校、医院一般不填。",
        f"{_ORDER_88} 第26、33条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "crowded_place",
        "人员密集场所（消防法）",
        FactType.BOOL,
        "指消防法第73条所列场所，含教学楼、学生食堂和宿舍、医院门诊楼和病房楼。",
        "消防法(2021) 第73条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "public_transport",
        "公共交通工具经营或管理单位",
        FactType.BOOL,
        "客运等单位填“是”。",
        "突发事件应对法(2024) 第37条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "public_venue",
        "公共场所经营或管理单位",
        FactType.BOOL,
        "车站、体育场馆、影剧院、公园等填“是”。",
        "突发事件应对法(2024) 第37条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "fire_key_unit",
        "消防安全重点单位（认定）",
        FactType.BOOL,
        "只按消防救援机构的认定名单填写，起始日期为认定日期，不得按单位类别推断。",
        "消防法(2021) 第17条；公安部令61号 第13条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "highrise",
        "高层民用建筑",
        FactType.CHOICE,
        "住宅高于27米、公共建筑高于24米的填写。",
        "应急管理部令5号 第50条",
        {"residential": "高层住宅", "public": "高层公共建筑"},
        _BUILDINGS,
    ),
    Fact(
        "highrise_height",
        "建筑高度（米）",
        FactType.NUMBER,
        "高层公共建筑高于100米的，演练周期不同。",
        "应急管理部令5号 第44条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "highrise_many_owners",
        "高层建筑有多个业主或使用人",
        FactType.BOOL,
        "两个以上业主或使用人的填“是”。",
        "应急管理部令5号",
        kinds=_BUILDINGS,
    ),
    Fact(
        "highrise_subplans",
        "高层建筑编有分预案",
        FactType.BOOL,
        "楼内单位或部门编有分预案的填“是”。",
        "应急管理部令5号 第44条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "lifeline",
        "生命线工程",
        FactType.CHOICES,
        "供水、供电、供油、供气、供热等单位填写，可多选。",
        "国办发〔2024〕5号 第32条",
        {
            "water": "供水",
            "power": "供电",
            "oil": "供油",
            "gas": "供气",
            "heat": "供热",
            "telecom": "通信",
            "traffic": "交通",
        },
        _WORKPLACES,
    ),
    Fact(
        "property_service",
        "物业服务企业",
        FactType.BOOL,
        "管理住宅小区的物业服务企业填“是”；高层住宅另填“高层民用建筑”一项。",
        "应急管理部令5号 第41条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "mass_event_host",
        "承办大型群众性活动",
        FactType.BOOL,
        "起始日期填开始筹备之日，结束日期填活动举办之日；每次活动填一段。",
        "大型群众性活动安全管理条例 第7条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "special_equipment",
        "特种设备使用单位",
        FactType.BOOL,
        "使用特种设备的填“是”。",
        "特种设备安全法 第69条",
        kinds=_BUILDINGS,
    ),
    Fact(
        "environment_risk",
        "涉环境风险企业",
        FactType.BOOL,
        "以生态环境部门名单为准。",
        "企业事业单位突发环境事件应急预案备案管理办法（试行） 第3条",
        kinds=_WORKPLACES,
    ),
    Fact(
        "school_kind",
        "学校类别",
        FactType.CHOICES,
        "可多选，如“中学、寄宿制”。",
        "教基一厅〔2014〕2号",
        {
            "primary": "小学",
            "secondary": "中学",
            "kindergarten": "幼儿园",
            "boarding": "寄宿制",
            "special": "特殊教育",
            "school_bus": "有校车",
        },
        _SCHOOLS,
    ),
    Fact(
        "school_terms",
        "学期表",
        FactType.PERIODS,
        "每学期的开学和放假日期（含首尾两日），以教育部门当年公布的为准。",
        "教育部门校历",
        kinds=_SCHOOLS,
    ),
    Fact(
        "earthquake_duty",
        "有地震应急预案义务",
        FactType.BOOL,
        "政府有关部门，以及交通、水利、电力、通信、矿山、危险物品等单位填“是”；学校、医院不必填。",
        "防震减灾法 第46条",
    ),
    *BODY_FACTS,
    *PAPER_FACTS,
)

CATALOGUE: Mapping[str, Fact] = {fact.name: fact for fact in _FACTS}


def facts_for(kind: UnitKind) -> tuple[Fact, ...]:
    """The facts that can be asked of a unit of this kind, in the order of the form."""
    return tuple(fact for fact in _FACTS if kind in fact.kinds)
