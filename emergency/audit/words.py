"""The Chinese words for what can stand on the trail."""

from collections.abc import Mapping
from itertools import groupby

from emergency.audit.rules import Tag

TAG_WORDS: Mapping[str, str] = {
    Tag.SEED: "载入基础数据",
    Tag.MIGRATE: "升级数据库",
    Tag.DEMO_LOAD: "载入示例数据",
    Tag.DEMO_REMOVE: "移除示例数据",
    Tag.RESTORE: "从备份恢复",
    Tag.JOB: "后台任务",
    Tag.SIGN_IN: "登录",
    Tag.SIGN_OUT: "退出登录",
    Tag.PERSON_ADD: "新增人员",
    Tag.PERSON_EDIT: "修改人员",
    Tag.PERSON_END: "停用人员并移交",
    Tag.PASSWORD_CHANGE: "修改密码",
    Tag.PASSWORD_RESET: "重置密码",
    Tag.SESSION_END: "终止登录",
    Tag.REGION_ADD: "新增地区",
    Tag.REGION_EDIT: "修改地区",
    Tag.REGION_COUNT: "调整是否计入",
    Tag.REGION_SUCCEED: "地区撤并、更名",
    Tag.REGION_TERMS: "设置台账启用日、补录截止日",
    Tag.UNIT_ADD: "新增单位",
    Tag.UNIT_EDIT: "修改单位",
    Tag.UNIT_FACT: "登记单位情况",
    Tag.UNIT_SUPERIOR: "登记上级单位",
    Tag.UNIT_SUCCEED: "单位撤并、更名",
    Tag.CONTACT_EDIT: "修改联系人",
    Tag.CONTACT_CHECK: "核对联系方式",
    Tag.LAW_SEED: "载入规则",
    Tag.LAW_SWITCH: "启用、停用规则",
    Tag.LAW_LOCAL_ADD: "新增本地规则",
    Tag.LAW_LOCAL_CORRECT: "更正本地规则",
    Tag.LAW_LOCAL_END: "本地规则失效",
    Tag.COUNTING_CHANGE: "调整计算口径",
    Tag.WORKDAYS_IMPORT: "导入工作日安排",
    Tag.WORKDAYS_SETTLE: "暂定期限改为确定",
    Tag.PAPER_ADD: "收存文件",
    Tag.PAPER_DATES: "读取文件内日期",
    Tag.PAPER_PURGE: "清除文件",
    Tag.PLAN_ADD: "登记预案",
    Tag.PLAN_EDIT: "修改预案",
    Tag.PLAN_SUBMIT: "提交核对",
    Tag.PLAN_PASS: "核对通过",
    Tag.PLAN_RETURN: "退回",
    Tag.PLAN_REOPEN: "撤销核对",
    Tag.PLAN_MILESTONE: "登记预案日期",
    Tag.PLAN_FILE: "登记备案",
    Tag.PLAN_DISCLOSE: "登记公开",
    Tag.PLAN_EVALUATE: "登记预案评估",
    Tag.PLAN_ABOLISH: "废止预案",
    Tag.PLAN_COMMISSION: "登记委托第三方",
    Tag.PLAN_DISCARD: "删除预案草稿",
    Tag.PLAN_REMARK: "处理文本提示",
    Tag.PLAN_REMARK_WITHDRAW: "撤回对文本提示的处理",
    Tag.TEMPLATE_ADD: "登记公认范本",
    Tag.TEMPLATE_END: "撤销公认范本",
    Tag.TRIGGER_RAISE: "提示修订情形",
    Tag.TRIGGER_ADD: "登记修订情形",
    Tag.TRIGGER_CONFIRM: "确认修订情形",
    Tag.TRIGGER_DISMISS: "判定不属于修订情形",
    Tag.TRIGGER_ANSWER: "答复修订情形",
    Tag.TRIGGER_REOPEN: "撤销修订情形的决定",
    Tag.DRILL_ADD: "登记演练",
    Tag.DRILL_EDIT: "修改演练",
    Tag.DRILL_PUBLISH: "发布演练",
    Tag.DRILL_CONFIRM: "确认演练",
    Tag.DRILL_MOVE: "演练改期",
    Tag.DRILL_DAY: "设定考核日",
    Tag.DRILL_PROPOSE: "提议改期和答复",
    Tag.DRILL_POSTPONE: "演练推迟",
    Tag.DRILL_REVIVE: "恢复演练",
    Tag.DRILL_CANCEL: "取消演练",
    Tag.DRILL_HOLD: "登记演练实施情况",
    Tag.DRILL_ACCEPT: "演练核对通过",
    Tag.DRILL_RETURN: "演练退回",
    Tag.DRILL_PAPERS: "演练材料补充",
    Tag.DRILL_DOCUMENT: "编写演练文件",
    Tag.EVALUATION_WORDING: "修改演练评估表用语",
    Tag.DRILL_INVITE: "生成演练答复地址",
    Tag.DRILL_IMPORT: "导入演练草稿",
    Tag.FEED_MAKE: "生成日历订阅地址",
    Tag.FEED_RESET: "重置日历订阅地址",
    Tag.FEED_END: "停用日历订阅地址",
    Tag.RECORD_ADD: "登记工作记录",
    Tag.RECORD_CORRECT: "更正工作记录",
    Tag.RECORD_WITHDRAW: "撤销工作记录",
    Tag.FINDING_EDIT: "登记演练发现的问题",
    Tag.FINDING_REOPEN: "撤销整改完成",
    Tag.DRILL_REPORT: "登记演练情况报送",
    Tag.DRILL_REPORT_WITHDRAW: "撤销演练情况报送",
    Tag.PROGRAMME_ASK: "编制年度演练计划",
    Tag.PROGRAMME_MADE: "排出年度演练计划",
    Tag.PROGRAMME_STOP: "停止排期",
    Tag.PROGRAMME_LINE: "调整计划中的一次演练",
    Tag.PROGRAMME_ACCEPT: "计划转为演练",
    Tag.PROGRAMME_PROPOSE: "提出计划调整",
    Tag.PROGRAMME_CHANGE: "采纳计划调整",
    Tag.PROGRAMME_SETTING: "修改排期设置",
    Tag.LEDGER_IMPORT: "导入台账",
    Tag.LEDGER_ISSUE: "发出填报表",
    Tag.LEDGER_REVOKE: "撤销填报表",
    Tag.LEDGER_RETURN: "交来填报表",
    Tag.LEDGER_TAKE: "采用填报表",
    Tag.LEDGER_REFUSE: "不采用填报表",
    Tag.PROFILE_SAVE: "保存导出方案",
    Tag.PROFILE_END: "删除导出方案",
    Tag.CAMPAIGN_OPEN: "开展考核",
    Tag.CAMPAIGN_CHANGE: "修改考核",
    Tag.CAMPAIGN_MARK: "考核评分",
    Tag.CAMPAIGN_PAPER: "撤下考核材料",
    Tag.CAMPAIGN_SUBMIT: "报送考核自评",
    Tag.CAMPAIGN_RETURN: "退回考核自评",
    Tag.CAMPAIGN_FREEZE: "封存考核",
    Tag.CAMPAIGN_SEAL: "封存考核自查表",
    Tag.CHECKLIST_EDIT: "修改考核自查表",
    Tag.CHECKLIST_SCORE: "填写考核自查表",
    Tag.CHECKLIST_PACK: "生成考核备查资料包",
}
GROUP_WORDS: Mapping[str, str] = {
    "system": "系统",
    "person": "人员和登录",
    "region": "地区",
    "unit": "单位",
    "law": "规则和口径",
    "paper": "文件",
    "plan": "预案",
    "drill": "演练",
    "calendar": "日历订阅",
    "record": "工作记录",
    "programme": "年度演练计划",
    "checklist": "考核自查表",
    "ledger": "台账",
    "campaign": "考核",
}


SUBJECT_WORDS: Mapping[str, str] = {
    "person": "人员", "region": "地区", "unit": "单位", "plan": "预案", "drill": "演练", "paper": "文件",
    "rule": "规则", "law": "规则目录", "counting": "计算口径", "workdays": "工作日表", "demo": "示例数据",
    "checklist_template": "考核自查表模板", "checklist": "考核自查表", "duty": "应办事项",
    "record": "工作记录", "programme": "年度演练计划", "programme_line": "计划中的演练",
    "programme_setting": "排期设置", "ledger": "导入台账", "ledger_issue": "填报表",
    "export_profile": "导出方案",
}  # fmt: skip


def word_of(tag: str) -> str:
    """What an act is called; a tag of a newer version reads as itself."""
    return TAG_WORDS.get(tag, tag)


def choices() -> list[tuple[str, str]]:
    """(value, word) of the filter: each group of acts, then each act of it."""
    found: list[tuple[str, str]] = []
    for group, tags in groupby(TAG_WORDS, key=lambda tag: tag.split(".")[0]):
        word = GROUP_WORDS.get(group, group)
        found += [(group, f"{word}（全部）"), *((str(tag), f"{word}：{TAG_WORDS[tag]}") for tag in tags)]
    return found


def subject_word(kind: str) -> str:
    """What an act was done to, in Chinese; a kind without a word is shown as it stands."""
    return SUBJECT_WORDS.get(kind, kind)
