"""The facts that say what kind of body a unit is and whose it is: name, label, help, source (pure)."""

from __future__ import annotations

from emergency.units.facts import Fact, FactType, UnitKind

_WORKPLACES = frozenset({UnitKind.ENTERPRISE, UnitKind.HOSPITAL, UnitKind.OTHER})

BODY_FACTS = (
    Fact(
        "central_enterprise",
        "中央企业所属",
        FactType.BOOL,
        "中央企业及其所属单位填“是”。",
        "国办发〔2024〕5号 第26条（七）",
        kinds=_WORKPLACES,
    ),
    Fact(
        "joint_response_central",
        "需与所在地政府联合应急处置的中央单位",
        FactType.BOOL,
        "由所在地县级政府认定，填认定日期和依据。",
        "国办发〔2024〕5号 第26条（五）",
        kinds=_WORKPLACES | {UnitKind.DEPARTMENT},
    ),
    Fact(
        "organ_kind",
        "单位性质",
        FactType.CHOICE,
        "按登记机关填写。",
        "消防法(2021) 第16条",
        {"organ": "机关", "institution": "事业单位", "social": "社会组织", "enterprise": "企业"},
    ),
    Fact(
        "township_kind",
        "乡级类别",
        FactType.CHOICE,
        "街道办事处不是乡镇人民政府，个别条文只约束乡镇。",
        "防震减灾法 第46条",
        {"town": "镇", "township": "乡", "street": "街道"},
        frozenset({UnitKind.TOWNSHIP}),
    ),
    Fact(
        "safety_duty",
        "负有安全生产监督管理职责",
        FactType.BOOL,
        "按“三定”规定填写。",
        "国务院令708号 第5、8条",
        kinds=frozenset({UnitKind.DEPARTMENT}),
    ),
    Fact(
        "emergency_department",
        "应急管理部门",
        FactType.BOOL,
        "应急管理局填“是”。",
        "安监总局令88号（令2号修正） 第25、32条",
        kinds=frozenset({UnitKind.DEPARTMENT}),
    ),
    Fact(
        "forestry_department",
        "林业和草原主管部门",
        FactType.BOOL,
        "林业和草原局填“是”；机构改革后由其他部门承担的，按“三定”规定填写。",
        "森林防火条例 第16条",
        kinds=frozenset({UnitKind.DEPARTMENT}),
    ),
    Fact(
        "hazard_prone",
        "位于灾害易发区",
        FactType.BOOL,
        "按本地风险普查或防灾规划填写。",
        "国办发〔2024〕5号 第32条",
    ),
    Fact(
        "zone_kind",
        "区域类别",
        FactType.CHOICE,
        "开发区、工业园区、港区、风景区管委会填写。",
        "安全生产法(2021) 第80条",
        {"development": "开发区", "industrial_park": "工业园区", "port": "港区", "scenic": "风景区"},
        frozenset({UnitKind.ZONE}),
    ),
)
