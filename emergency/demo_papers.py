"""The texts of 示例 plans: short printed papers of our own making, each saying that it is one."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from markupsafe import escape

from emergency.base.printing import pdf
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import Received
from emergency.evidence.kinds import Kind

CHAPTERS = ("总则", "组织指挥体系与职责", "风险和监测预警", "信息报告", "应急响应和处置措施", "应急保障", "预案管理")
STAMPED = datetime(2020, 1, 1, tzinfo=UTC)


@cache
def sample_text(title: str) -> Received:
    """The printed text of a 示例 plan, kept once however many plans carry it."""
    parts = "".join(
        f"<h2>{number}　{name}</h2><p>（示例文本，不是真实预案。）</p>" for number, name in enumerate(CHAPTERS, 1)
    )
    page = (
        f'<!doctype html><html lang="zh-CN"><head><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}（示例）</h1>{parts}</body></html>"
    )
    content = pdf(page, stamped=STAMPED, identifier=title)
    return keep_made(f"{title}（示例）.pdf", BytesIO(content), Kind.PDF, 1)
