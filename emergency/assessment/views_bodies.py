"""Pages of one assessed body: its sheet, what each side enters, its papers, handing in, its files, its history."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import actions_marks, papers, queries_advice, queries_campaigns, queries_compared
from emergency.assessment.actions_marks import HANDED_IN, asked_item, item_of, unfilled
from emergency.assessment.actions_prints import note_prints, printed
from emergency.assessment.advice import EFFORTS, MOST_DAYS
from emergency.assessment.door import blueprint
from emergency.assessment.facts import Item
from emergency.assessment.forms_campaigns import EvidenceForm, ReturnOwnForm, mark_form
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignMark
from emergency.assessment.queries_campaigns import fills, get_body, marks_of, reviews, snapshot_row
from emergency.assessment.queries_filled import document_of
from emergency.assessment.rules_campaigns import KIND_WORDS, SIDE_WORDS, STATE_WORDS, CampaignState, Side
from emergency.assessment.snapshot import digest, text_of
from emergency.assessment.views_files import WRITERS
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_number
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.base.web import send_document, writing

BODY = "/campaigns/<int:campaign_id>/bodies/<int:body_id>"
ITEM = f"{BODY}/items/<string:item_id>"
JSON = "application/json"


@blueprint.get(BODY)
@needs(Permission.CHECKLIST_VIEW)
def body(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """The sheet with both sides beside each other: sealed, or as it stands now."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    made, is_open = document_of(scope, campaign, found), campaign.state == CampaignState.OPEN
    mine = is_open and fills(scope) and found.submitted_at is None and clock.today() <= campaign.deadline
    return render_template(
        "assessment/body.html", campaign=campaign, body=found, made=made, hash=digest(made), kinds=KIND_WORDS,
        states=STATE_WORDS, sealed=snapshot_row(found), may_fill=mine,
        lacking=unfilled(campaign, found) if mine else [],
        may_review=is_open and reviews(scope, campaign, found), handed_in=HANDED_IN,
    )  # fmt: skip


@blueprint.route(f"{ITEM}/<any(own, review, override):side>", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_FILL)
def mark(campaign_id: int, body_id: int, item_id: str, side: str) -> ResponseReturnValue:
    """What one side says of one item."""
    scope, which = current_scope(), Side(side)
    campaign, found = get_body(scope, campaign_id, body_id)
    item, marks = item_of(campaign, found, item_id, which), marks_of(found)
    actions_marks.check_side(scope, campaign, found, which)
    earlier = marks.get((item.id, side))
    form = mark_form(item, which, **_known(item, earlier))
    back = url_for("assessment.body", campaign_id=campaign_id, body_id=body_id)
    said = form.said(item)
    if done(form, lambda: actions_marks.enter(scope, campaign_id, body_id, item_id, which, said)):
        return go(f"{back}#item-{item.id}", f"第{item.id}条{SIDE_WORDS[which]}已保存。")
    return render_template(
        "assessment/mark.html", form=form, campaign=campaign, body=found, item=item, side=which, word=SIDE_WORDS[which],
        earlier=earlier, other=marks.get((item.id, Side.OWN.value)) if which is Side.REVIEW else None, back=back,
    ), form.status  # fmt: skip


@blueprint.route(f"{ITEM}/papers", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_FILL)
def item_papers(campaign_id: int, body_id: int, item_id: str) -> ResponseReturnValue:
    """Papers behind one item."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    item, form = asked_item(campaign, found, item_id), EvidenceForm()
    back = url_for("assessment.body", campaign_id=campaign_id, body_id=body_id)

    def act() -> None:
        actions_marks.bring(scope, campaign_id, body_id, item_id, form.files.data, form.stated_on.data)

    if done(form, act):
        return go(f"{back}#item-{item.id}", "材料已收存。", *form.files.notices)
    return render_template(
        "assessment/mark_papers.html", form=form, campaign=campaign, body=found, item=item, back=back
    ), form.status


@blueprint.post(f"{BODY}/papers/<int:paper_id>/take-down")
@needs(Permission.CHECKLIST_FILL)
def take_down(campaign_id: int, body_id: int, paper_id: int) -> ResponseReturnValue:
    """Take a paper from behind its item."""
    with writing():
        actions_marks.take_down(current_scope(), campaign_id, body_id, paper_id)
    return go(url_for("assessment.body", campaign_id=campaign_id, body_id=body_id), "材料已撤下，文件仍留存。")


@blueprint.post(f"{BODY}/submit")
@needs(Permission.CHECKLIST_FILL)
def submit_own(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """Hand the 自评 in."""
    with writing():
        actions_marks.submit(current_scope(), campaign_id, body_id)
    return go(url_for("assessment.body", campaign_id=campaign_id, body_id=body_id), "自评已报送。")


@blueprint.route(f"{BODY}/return", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_SCORE)
def give_back(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """Give a handed-in 自评 back."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    if not reviews(scope, campaign, found):
        raise Forbidden(actions_marks.NOT_YOURS[Side.REVIEW])
    form, back = ReturnOwnForm(), url_for("assessment.body", campaign_id=campaign_id, body_id=body_id)
    if done(form, lambda: actions_marks.give_back(scope, campaign_id, body_id, form.reason.data)):
        return go(back, "自评已退回。")
    shown = render_template("assessment/body_return.html", form=form, campaign=campaign, body=found, back=back)
    return shown, form.status


@blueprint.get(f"{BODY}/paper.pdf")
@needs(Permission.CHECKLIST_VIEW)
def body_paper(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """The sheet as PDF."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    name, document = _file_name(campaign, found, ".pdf"), document_of(scope, campaign, found)
    made = papers.paper(document)
    note_prints([printed(document, made)])
    return send_document(made, name, "application/pdf")


@blueprint.get(f"{BODY}/files/<string:form>")
@needs(Permission.CHECKLIST_VIEW)
def body_edited(campaign_id: int, body_id: int, form: str) -> ResponseReturnValue:
    """The same sheet as Word or Excel; another form is not found."""
    if form not in WRITERS:
        raise NotFound
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    write, media = WRITERS[form]
    return send_document(write(document_of(scope, campaign, found)), _file_name(campaign, found, f".{form}"), media)


@blueprint.get(f"{BODY}/snapshot.json")
@needs(Permission.CHECKLIST_VIEW)
def body_document(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """The sealed document, word for word, whose SHA-256 is on the trail. Raises Refusal before it is sealed."""
    campaign, found = get_body(current_scope(), campaign_id, body_id)
    row = snapshot_row(found)
    if row is None:
        raise Refusal("这份考核表还没有封存，封存后才能下载文书。")
    return send_document(text_of(row.content).encode(), _file_name(campaign, found, ".json"), JSON)


@blueprint.get(f"{BODY}/history")
@needs(Permission.CHECKLIST_VIEW)
def body_history(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """The items of one body over the sealed campaigns."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    columns, rows = queries_compared.history(scope, found)
    return render_template(
        "assessment/history.html", campaign=campaign, body=found, columns=columns, rows=rows, kinds=KIND_WORDS
    )


@blueprint.get(f"{BODY}/advice")
@needs(Permission.CHECKLIST_VIEW)
def body_advice(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """得分提升建议: real acts only, within the person-days that the address asks about."""
    scope = current_scope()
    campaign, found = get_body(scope, campaign_id, body_id)
    if campaign.state != CampaignState.OPEN:
        raise Refusal("本次考核已封存，不再提建议。")
    told = queries_advice.advice_of(scope, campaign, found, min(asked_number("days"), MOST_DAYS))
    return render_template("assessment/advice.html", campaign=campaign, body=found, told=told, efforts=EFFORTS)


def _known(item: Item, earlier: CampaignMark | None) -> dict[str, object]:
    """What was entered before, to begin from."""
    if earlier is None:
        return {}
    content = earlier.content
    counts = {f"fault_{place}": content["faults"].get(part.name, 0) for place, part in enumerate(item.parts)}
    points = content["points"]
    return {"papers": content["ticked"], "given": None if points is None else float(points), **counts}


def _file_name(campaign: Campaign, found: CampaignBody, ending: str) -> str:
    return papers.paper_name(queries_campaigns.subject_of(found), campaign.as_of, ending)
