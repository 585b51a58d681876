"""The verb that writes a package for the assessment day to a file."""

from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import select

from emergency.assessment import queries
from emergency.assessment.actions_packs import make_pack
from emergency.assessment.facts import Subject
from emergency.assessment.models_campaigns import CampaignBody
from emergency.assessment.queries_campaigns import get_campaign
from emergency.assessment.queries_pack import Order, order_for
from emergency.base import clock
from emergency.base.access import Scope, system_scope
from emergency.base.database import db
from emergency.base.errors import DomainError
from emergency.units.queries import find_unit
from emergency.verbs import REGION, refusing

NOT_ASSESSED = "这次考核没有把{}列为考核对象，请核对 --campaign 和代码。"


@click.command("package")
@click.option("--region", type=REGION, help="地区的 6、9 或 12 位代码；乡镇（街道）连同所属计入口径的单位")
@click.option("--unit", help="单位：编号、信用代码或所代表地区的代码")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="考核基准日，如 2026-11-21；不填为今天")
@click.option("--campaign", type=int, help="考核的编号：按这次考核的表（已封存的按封存内容）")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="要写的 .zip 文件")
def package(region: str | None, unit: str | None, on: datetime | None, campaign: int | None, output: Path) -> None:
    """生成考核备查资料包：考核自查表、佐证材料和封面、目录、缺件清单、签字页。"""
    if bool(region) is bool(unit):
        raise click.UsageError("请写明 --region（地区代码）或 --unit（单位）之一。")
    scope = system_scope()
    with refusing():
        order = _order(scope, _subject(scope, region, unit), on.date() if on else clock.today(), campaign)
        try:
            packed = make_pack(scope, order, output, _tell)
        except OSError as error:
            raise DomainError(f"无法写入 {output}：{error.strerror}。请换一个可写的位置。") from error
    click.echo(f"已生成 {output}：佐证材料 {packed.copies} 件，缺件 {packed.lacks} 项，{packed.size} 字节。")
    click.echo(f"SHA-256 {packed.sha256}")


def _subject(scope: Scope, region: str | None, unit: str | None) -> Subject:
    if unit:
        return queries.unit_subject(scope, find_unit(scope, unit).id)
    return queries.region_subject(scope, region or "")


def _order(scope: Scope, subject: Subject, on: date, campaign_id: int | None) -> Order:
    """Raises NotFound, and Refusal for a body that the campaign does not assess."""
    if campaign_id is None:
        return Order(subject, on)
    campaign = get_campaign(scope, campaign_id)
    query = select(CampaignBody).where(
        CampaignBody.campaign_id == campaign.id, CampaignBody.kind == subject.kind,
        CampaignBody.subject_id == subject.id,
    )  # fmt: skip
    body = db.session.scalar(query)
    if body is None:
        raise DomainError(NOT_ASSESSED.format(subject.name))
    return order_for(campaign, body)


def _tell(done: int, whole: int) -> None:
    click.echo(f"\r{done}/{whole}", nl=done == whole, err=True)
