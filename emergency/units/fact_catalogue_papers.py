"""The particulars of a unit that forms of 备案 print: asked once, with their days and source; no rule reads them."""

from __future__ import annotations

from emergency.units.facts import Fact, FactType, UnitKind

_WORKPLACES = frozenset({UnitKind.ENTERPRISE, UnitKind.HOSPITAL, UnitKind.OTHER})
_ASKED_BY = "备案申报表、备案登记表"

PAPER_FACTS = (
    Fact("legal_person", "法定代表人", FactType.TEXT, "按营业执照或登记证书填写。", _ASKED_BY, kinds=_WORKPLACES),
    Fact("industry", "行业类型", FactType.TEXT, "按营业执照或统计上的行业填写，如“危险化学品零售”。", _ASKED_BY,
         kinds=_WORKPLACES),
    Fact("staff_count", "从业人数", FactType.NUMBER, "本单位全部从业人员数。", _ASKED_BY, kinds=_WORKPLACES),
    Fact("assets", "资产总额（万元）", FactType.NUMBER, "最近一期财务报表的数字。", _ASKED_BY, kinds=_WORKPLACES),
    Fact("postcode", "邮政编码", FactType.TEXT, "六位数字。", _ASKED_BY, kinds=_WORKPLACES),
    Fact("fax", "传真", FactType.TEXT, "没有的不填。", _ASKED_BY, kinds=_WORKPLACES),
    Fact("email", "电子信箱", FactType.TEXT, "单位公开使用的信箱。", _ASKED_BY, kinds=_WORKPLACES),
)  # fmt: skip
