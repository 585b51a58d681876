"""The columns of each ledger as our own template asks them, in its order (pure)."""

from collections.abc import Mapping

from emergency.base.access import ROLE_NAMES
from emergency.evidence.facts import SECRECY_LABELS
from emergency.ledgers.check_drills import KIND_LABELS
from emergency.ledgers.check_units import BY_LEDGER
from emergency.ledgers.facts import Field, Kind
from emergency.obligations.facts import COVER_LABELS, PLAN_KIND_LABELS, PLAN_LINE_LABELS
from emergency.plans.words import EVENT_CLASS_LABELS, HAZARD_LABELS
from emergency.units.facts import UNIT_KIND_LABELS
from emergency.units.lines import CONTACT_LABELS, LINES

REGION_HELP = "名称、路径（如“爱辉区幸福乡”）或12位代码；名称重复时写路径。"
DAY_HELP = "写到日，如 2024-05-01；2024.5.1、2024年5月1日、20240501 也认得。"
KINDS_HELP = "新登记的必填；三项也可以合写在一列“类型”里，如“综合、实战、检验性”。"
UNIT_HELP = "登记的全称；同一文件“单位名单”页里新登记的也可以。"
PLACES_HELP = (
    "各级应急管理机构写地区；行业主管部门写地区和“行业：教育”；单位联络员写单位全称。几个用、隔开。密码不写在表里。"
)
HIDDEN_HELP = "涉密、工作秘密的只写单位、类别、日期，名称、文号等留空。"

COLUMNS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.UNIT: (
        Field("name", "单位名称", "全称，与证照或批准文件一致。已登记的按名称或信用代码对上。", True, width=32),
        Field("kind", "单位类别", "新登记的必填。", True, tuple(UNIT_KIND_LABELS[kind] for kind in BY_LEDGER), 20),
        Field("region", "所在地区", REGION_HELP, True, width=28),
        Field("line", "行业", "由哪个行业主管部门管。", choices=LINES, width=12),
        Field("uscc", "统一社会信用代码", "18位，可不填；填了会核对校验位。", width=24),
        Field("address", "地址", width=30),
        Field("active_from", "成立日期", DAY_HELP + "不清楚的留空。", width=14, day=True),
        Field("source", "登记依据", "如营业执照、办学许可证、机构编制文件。", width=24),
    ),
    Kind.PLAN: (
        Field("code", "代号", "已登记的预案才有，新预案留空。", width=12),
        Field("title", "预案名称", "与封面一致。" + HIDDEN_HELP, True, width=36),
        Field("unit", "编制牵头单位", UNIT_HELP, True, width=28),
        Field("region", "地区", "单位名称重复时用来区分。" + REGION_HELP, width=24),
        Field("kinds", "类别", "可写几个，用、隔开。", True, tuple(PLAN_KIND_LABELS.values()), 16),
        Field("line", "线别", "由类别看得出的可不写。", choices=tuple(PLAN_LINE_LABELS.values()), width=10),
        Field("secrecy", "公开属性", HIDDEN_HELP, True, tuple(SECRECY_LABELS.values()), 16),
        Field("number", "文号或编号", "如 爱政办发〔2024〕12号；括号写法不限。没有的留空，系统不编号。", width=24),
        Field("version", "版本", "如 第2版；不写的按日期和文号判断是不是新版。", width=10),
        Field("issued", "印发日期", DAY_HELP + "政府线从这一天起算。", width=14, day=True),
        Field("published", "公布日期", "企业线从这一天起算。", width=14, day=True),
        Field("signed", "签署发布日期", "环境应急预案从这一天起算。", width=14, day=True),
        Field("reviewed", "评审日期", width=14, day=True),
        Field("effective", "施行日期", width=14, day=True),
        Field("expires", "有效期至", width=14, day=True),
        Field("covers", "涵盖", "一本预案同时涵盖的内容，用、隔开：" + "、".join(COVER_LABELS.values()), width=20),
        Field("event_class", "事件类别", choices=tuple(EVENT_CLASS_LABELS.values()), width=16),
        Field("hazard", "灾种", choices=tuple(HAZARD_LABELS.values()), width=18),
        Field("issuing_name", "印发名义", width=24),
        Field("signed_by", "签发人", width=10),
        Field("target", "报送对象", "例如：爱辉区人民政府（径送区应急管理局）。", width=28),
        Field("filed", "报送备案日期", "送出完整材料的日期，按期与否按它判断。", width=14, day=True),
        Field("received", "备案受理日期", width=14, day=True),
        Field("receipt", "备案编号", width=18),
    ),
    Kind.CONTACT: (
        Field("unit", "单位", UNIT_HELP, True, width=28),
        Field("region", "地区", "单位名称重复时用来区分。" + REGION_HELP, width=24),
        Field("role", "角色", required=True, choices=tuple(CONTACT_LABELS.values()), width=16),
        Field("name", "姓名", "值班电话可不填。", width=12),
        Field("post", "职务", width=16),
        Field("phone", "电话", "手机或区号-号码。", True, width=18),
        Field("mail", "邮箱", width=24),
        Field("checked_on", "核对日期", "最近一次打通或向本人核实的日期。", True, width=14, day=True),
    ),
    Kind.PERSON: (
        Field("name", "姓名", required=True, width=12),
        Field("login", "账号", "2 至 40 个字母、数字、点、横线。已有的账号按它对上。", True, width=18),
        Field("role", "角色", required=True, choices=tuple(ROLE_NAMES.values()), width=26),
        Field("places", "管辖范围", PLACES_HELP, width=50),
    ),
    Kind.DRILL: (
        Field("day", "演练日期", DAY_HELP, True, width=14, day=True),
        Field("time", "时间", "如 09:00—10:30；不写为全天。", width=14),
        Field("title", "演练名称", required=True, width=34),
        Field("unit", "组织单位", UNIT_HELP, True, width=28),
        Field("region", "地区", "单位名称重复时用来区分。" + REGION_HELP, width=24),
        Field("content", "综合或单项", KINDS_HELP, True, KIND_LABELS[0], 12),
        Field("form", "实战或桌面", "新登记的必填。", True, KIND_LABELS[1], 12),
        Field("purpose", "目的", "新登记的必填。", True, KIND_LABELS[2], 12),
        Field("type", "类型", "上面三列合写在一列时用。", width=20),
        Field("event_class", "突发事件类别", choices=tuple(EVENT_CLASS_LABELS.values()), width=16),
        Field("place", "地点", width=24),
        Field("state", "状态", "日期已过的必填。", choices=("已举行", "未举行"), width=10),
        Field("participants", "参加人数", width=10),
        Field("summary", "演练情况", width=40),
    ),
}
HEADINGS: Mapping[Kind, Mapping[str, str]] = {
    kind: {column.name: column.heading for column in columns} for kind, columns in COLUMNS.items()
}
