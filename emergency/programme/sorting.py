"""Why lines have no day, as headings of a list, each with what the office can do (pure)."""

from collections.abc import Mapping

from emergency.programme.facts import Reason
from emergency.programme.words import TERMS_MISSING

REFUSED = "refused"
# The plan's word, apart from 全年应演 of the rates, which counts what was held before as well.
OWED_NOTE = "待演：编制或最近一次检查变动时还没有举行的应演演练，以后举行了的仍列在内。"
TABLE_NOTE = (
    "各列据 YJ/T 9007-2019 第5章归纳，属建议；人数、经费、负责人与电话等由单位填写。"
    "演练结束后填写完成情况、评估日期和整改期限。" + OWED_NOTE
)
REASON_WORDS: Mapping[str, tuple[str, str]] = {
    str(Reason.EMPTY_WINDOW): ("可排日期已过", "核对应办事项的期限；确已逾期的请尽快单独安排演练。"),
    str(Reason.NO_OPEN_DAY): (
        "可排日期内无可用工作日",
        "可排日期全部落在节假日或休息日，请与单位商定后在演练台账里单独安排。",
    ),
    str(Reason.UNKNOWN_YEAR): ("放假安排未录入", "录入该年放假安排后点“检查变动”，再采纳新的日期。"),
    str(Reason.FIRE_SEASON): ("防火期内不得野外用火", "改为不带明火，或填写批准文号后点“检查变动”。"),
    str(Reason.PLACE_SHUT): ("该地区当年不安排演练", "在“排期设置”里核对该地区的每天上限。"),
    str(Reason.PLACE_FULL): ("该地区每天的上限已满", "在“排期设置”里提高该地区的每天上限，或错开其他演练。"),
    str(Reason.CREW_AWAY): ("观摩评估人员外出", "核对外出日期，另派人员或停用该人员后点“检查变动”。"),
    str(Reason.CREW_FULL): ("观摩评估人员排满", "提高其每天次数、另派人员，或缩小其参加范围。"),
    str(Reason.SPACING): ("与本单位其他演练间隔不足", "移动或取消锁定相邻的演练后点“检查变动”。"),
    str(Reason.REST_DAY): ("所在日期是休息日", "移到其他日期或取消锁定。"),
    str(Reason.SAME_DAY): ("同一天已有本单位的演练", "移到其他日期。"),
    str(Reason.TOGETHER): ("与其他演练合在一起排不下", "提高每天上限或取消部分锁定后点“检查变动”。"),
    str(Reason.STOPPED): ("排期中途停止", "点“检查变动”继续排。"),
    str(Reason.CLOSED_DAY): ("所在日期是法定节假日", "移到其他日期或取消锁定。"),
    TERMS_MISSING: ("学校学期表未录入", "在单位信息里录入学期表后点“检查变动”。"),
    REFUSED: ("没有转成演练", "按说明处理后逐项转为演练。"),
    "": ("未写明", "点“检查变动”重新排。"),
}
