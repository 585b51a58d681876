"""One sign for each character, whatever form it came in: radicals, full-width signs, traditional characters (pure)."""

import unicodedata

PAIRS = (
    "總总則则組组織织職职責责預预監监測测處处應应響响報报資资訊讯護护後后復复與与機机構构風风險险範范圍围體体係系類类級级隊队傳传"
    "導导轉转點点員员調调動动啟启啓启終终結结練练習习訓训評评審审發发佈布單单況况聯联絡络電电話话圖图紙纸標标誌志線线協协議议備备"
    "錄录徹彻離离災灾場场現现實实對对幹干補补償偿獎奖懲惩驗验證证項项註注續续經经費费輸输運运糧粮醫医療疗衛卫環环確确認认撲扑滅灭"
    "鄉乡鎮镇區区縣县廠厂業业務务關关鍵键設设術术強强變变權权據据適适說说語语義义劃划規规獻献緊紧佔占擴扩見见過过還还進进達达選选"
    "遷迁邊边長长門门開开間间隱隐難难雙双雜杂領领題题養养裡里裏里於于羣群眾众衆众彙汇匯汇當当個个們们從从來来東东時时書书會会樣样"
    "歷历決决沒没無无爲为為为狀状獨独產产畫画異异種种稱称積积節节簡简約约細细統统網网緒绪績绩聲声臨临興兴舉举舊旧藥药號号製制複复"
    "觀观計计訂订記记許许診诊詢询試试詳详誤误課课論论識识警警譯译讀读負负財财貫贯貨货貴贵買买質质購购車车軍军軌轨較较載载輔辅輕轻"
    "輪轮輯辑辦办農农連连遊游違违遞递遲迟遺遗鄰邻釋释針针銀银鋼钢鏈链閉闭閱阅階阶陸陆陽阳際际隨随雖虽靜静頁页順顺須须頒颁頭头頻频"
    "願愿飛飞飲饮餘余館馆驅驱齊齐貯贮儲储災灾慮虑態态懷怀戶户損损擊击擇择據据攝摄斷断構构樓楼橋桥歸归殘残氣气溫温準准潰溃潔洁濟济"
    "燒烧爭争牆墙犧牺獲获療疗瘡疮盡尽確确礦矿禍祸穩稳築筑緩缓編编繫系纖纤維维罰罚聞闻腦脑腳脚艙舱蓋盖藝艺蘇苏襲袭觸触訴诉詞词該该"
    "請请諮咨謝谢講讲警警貢贡賠赔賬账輻辐轄辖迴回途途鑑鉴鑒鉴鐵铁鑽钻閘闸闊阔隔隔雲云霧雾靈灵韌韧顯显類类飾饰餐餐駐驻驟骤髒脏鬥斗黨党"
    "國国學学龍龙孫孙吳吴遜逊愛爱輝辉廳厅團团慶庆嶺岭溝沟灣湾島岛濱滨賓宾鶴鹤綏绥爾尔倫伦訥讷紅红勝胜寶宝營营滿满漢汉價价銷销徵征牽牵別别屬属碼码郵邮內内參参數数"
)
# What fonts give for 长, 门 and their like: radicals that Unicode itself maps to nothing.
RADICALS = "⻓长⻔门⻛风⻢马⻋车⻅见⻉贝⻚页⻝食⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻄西⻆角⻨麦⻣骨⺠民⻜飞⻙韦⻘青⻁虎⻗雨"
TRADITIONAL = str.maketrans(PAIRS[::2], PAIRS[1::2])


def _single(start: int, end: int) -> dict[int, str]:
    """The signs of a range that stand for exactly one other."""
    other = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(start, end)}
    return {code: sign for code, sign in other.items() if len(sign) == 1 and sign != chr(code)}


UNIFIED: dict[int, str] = {
    **_single(0x2E80, 0x2FD6), **_single(0xF900, 0xFB00),
    **{ord(radical): sign for radical, sign in zip(RADICALS[::2], RADICALS[1::2], strict=True)},
}  # fmt: skip
HALF_WIDTH = _single(0xFF01, 0xFF5F)
ROUND = str.maketrans("()", "（）")


def unified(text: str) -> str:
    """Return the text with characters in the place of the radicals that some fonts give; the length stays the same."""
    return text.translate(UNIFIED)


def half_width(text: str) -> str:
    """Return the text with （１） as (1); the length stays the same."""
    return text.translate(HALF_WIDTH)


def simplified(text: str) -> str:
    """Return the text with simplified characters, as far as titles of plans need it; the length stays the same."""
    return text.translate(TRADITIONAL)


def written_forms(words: str) -> list[str]:
    """How asked words may stand in a name or title: as typed, simplified, narrow, with the round brackets of titles."""
    plain = simplified(unified(words))
    narrow = unicodedata.normalize("NFKC", plain)
    return list(dict.fromkeys((words, plain, narrow, narrow.translate(ROUND))))
