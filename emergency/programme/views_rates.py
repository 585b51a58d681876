"""完成率: how many of the year's drills were owed and held, by place, with the formula and an example of bands."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs, prefix_of
from emergency.base.asked import asked_number, asked_text
from emergency.base.errors import Refusal
from emergency.base.sheets import Column, workbook
from emergency.base.web import send_document
from emergency.coverage.overview import holds_samples
from emergency.coverage.queries import CHILD_LENGTH, field_of
from emergency.drills.question import FIRST_YEAR, LAST_YEAR
from emergency.programme.door import SHEET, blueprint
from emergency.programme.queries_places import places_below, region_names
from emergency.programme.queries_rates import BANDS, NO_BAND, Rate, counts_in, rates_of
from emergency.units.queries_regions import get_region

FORMULA = (
    "年演练率 = 全年已演 ÷ 全年应演。全年应演：法规定有次数的演练义务，自然期（月、季、半年、年）在期末仍有效的计一次，"
    "每2年、每3年的在到期当年（或逾期未演）计一次；全年已演：该期内举行并核对通过、经确认用于该义务的演练，每期最多计一次。"
    "未定次数的义务不计；另列单位不计。全年应演含已举行的；"
    "年度计划里的“待演”只是编制或检查变动时还没有举行的，所以两个数不同。"
)
EXAMPLE = (
    "分档为示例：梅州市（试行）对专项预案年演练率的计分，不是本省标准；"
    + "；".join(word for _, word in BANDS) + f"；{NO_BAND}。本省办法取得后由市级机构核定。"
)  # fmt: skip
HEADS = (
    "地区", "全年应演", "全年已演", "年演练率", "专项、部门预案全年应演", "专项、部门预案全年已演", "专项年演练率",
    "分档（示例）",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """The rates of one region and year."""

    region: str
    name: str
    year: int
    rates: list[Rate]
    samples: bool = False

    def rows(self) -> list[list[str | int]]:
        """The cells under the headings."""
        return [
            [one.name, one.owed, one.held, one.word, one.special_owed, one.special_held, one.special_word, one.band]
            for one in self.rates
        ]


def _asked(scope: Scope) -> Shown:
    year = asked_number("year", clock.today().year)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间，请核对后重新查询。")
    asked = asked_text("region") if scope.regions else ""
    region = get_region(scope, asked).code if asked else field_of(scope)
    names = places_below(scope, region)
    counts = counts_in(scope, region, year)
    rates = rates_of(counts, names, CHILD_LENGTH[len(prefix_of(region))])
    name = region_names([region]).get(region, "") if scope.regions else "本单位"
    return Shown(region, name, year, rates if scope.regions else rates[-1:], holds_samples(scope, region))


@blueprint.get("/programmes/rates")
@needs(Permission.PROGRAMME_VIEW)
def rates() -> ResponseReturnValue:
    """The rates by place."""
    shown = _asked(current_scope())
    return render_template("programme/rates.html", shown=shown, heads=HEADS, formula=FORMULA, example=EXAMPLE)


@blueprint.get("/programmes/rates.xlsx")
@needs(Permission.PROGRAMME_VIEW)
def rates_sheet() -> ResponseReturnValue:
    """The same rows as Excel, with the formula."""
    shown = _asked(current_scope())
    title = f"{shown.name}{shown.year}年演练完成率"
    columns = [Column(head, 22 if place == 0 else 14) for place, head in enumerate(HEADS)]
    content = workbook(
        title, [f"截至{clock.today()}", FORMULA, EXAMPLE], columns, shown.rows(), has_samples=shown.samples
    )
    return send_document(content, f"{title}.xlsx", SHEET)
