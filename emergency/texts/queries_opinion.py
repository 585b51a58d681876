"""What the check and the reviewer say of one text of a version, gathered for a paper."""

from collections.abc import Iterator

from emergency.base.database import db
from emergency.base.shown import moment
from emergency.evidence.models import Paper
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of, unit_of
from emergency.texts.facts import FOUND_WORDS, GRADE_WORDS, PART_WORDS, Division, Part, State, place
from emergency.texts.facts_remarks import VERDICT_WORDS, Verdict
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.opinion_paper import Line, Opinion, Said
from emergency.texts.queries_elements import Group, Hint, Looked, choice_of, look
from emergency.texts.queries_questions import asked_of, scanned_text
from emergency.texts.stale_facts import STALE_WORDS, Stale


def opinion_of(plan: Plan, revision: Revision, part: Part) -> Opinion | None:
    """All of it for a plan that was already seen; None where no file is to be read."""
    looked = look(plan, revision, part)
    if looked is None:
        return None
    division = looked.text.division if looked.text else Division.PAGE
    lines = [_line(group, hint, division) for group in looked.groups for hint in group.hints]
    newest = part is Part.BODY and revision.number == plan.latest
    title = title_of(plan)
    return Opinion(
        f"《{title.strip('《》')}》", f"（{unit_of(plan).name}，第{revision.number}版，{PART_WORDS[part]}）",
        list(_facts(plan, looked)), _counted(looked), looked.reason, lines,
        list(_asked(plan)) if newest else None, plan.sample,
    )  # fmt: skip


def _facts(plan: Plan, looked: Looked) -> Iterator[tuple[str, str]]:
    yield "预案代号", plan.code
    if looked.text is not None:
        paper = db.session.get_one(Paper, looked.text.paper_id)
        yield "核对的文件", f"{paper.name}（{moment(looked.text.read_at)} 读取，SHA-256 {paper.sha256[:16]}…）"
    chosen = choice_of(plan)
    lists = "；".join(f"{group.grade_word}：{group.list.name}（{group.list.basis}）" for group in looked.groups)
    yield "核对依据", lists + (f"。核对人选定：{VERDICT_WORDS[chosen.verdict]}" if chosen else "")


def _counted(looked: Looked) -> str:
    told = []
    for grade, word in GRADE_WORDS.items():
        whole, found, is_open, unclear = looked.count(grade)
        more = (f"，无法判断 {unclear} 项" if unclear else "") + (f"，待处理提示 {is_open} 项" if is_open else "")
        told += [f"{word}：应有 {whole} 项，已见 {found} 项{more}"] if whole else []
    return "；".join(told) + "。"


def _line(group: Group, hint: Hint, division: str) -> Line:
    found = hint.found
    title = f"“{found.title}”" if found.title else ""
    # What was said of an element that a later version has is no word about this one.
    said = _said(hint.remark) if hint.remark and hint.state is not State.FOUND else None
    where = place(found.page, division) if found.page else ""
    return Line(
        group.grade_word, hint.element.name, FOUND_WORDS[found.state], where, title + found.sentence, said, hint.is_open
    )  # fmt: skip


def _said(remark: PlanRemark) -> Said:
    word, by = VERDICT_WORDS[remark.verdict], f"{remark.recorded_by}\n{moment(remark.known_from)}"
    return Said(remark.verdict != Verdict.DISMISSED, word, remark.reason or "", by)


def _asked(plan: Plan) -> Iterator[Line]:
    text = scanned_text(plan)
    for one in asked_of(plan):
        row = one.question
        where = place(row.page, text.division) if text else ""
        where += f"等 {row.times} 处" if row.times > 1 else ""
        said = _said(one.remark) if one.remark else None
        yield Line(STALE_WORDS[Stale(row.kind)], row.words, "提问", where, row.sentence, said, open=True)
