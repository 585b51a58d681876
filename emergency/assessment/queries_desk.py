"""What the desk counts of campaigns: those that wait for the viewer's own 自评."""

from flask import url_for

from emergency.assessment.models_campaigns import Campaign
from emergency.assessment.queries_campaigns import fills, waiting_campaigns
from emergency.base.access import Scope
from emergency.base.desk import Tally, rows_of


def campaign_counter(scope: Scope) -> list[Tally]:
    """The campaigns to which the viewer's unit or region still owes its 自评."""
    if not fills(scope):
        return []
    number = rows_of(waiting_campaigns(scope).with_only_columns(Campaign.id))
    url = url_for("assessment.campaigns", waiting="own")
    return [Tally("考核待自评", number, url, tone="warn", note="报送后由上级复核", rank=34, shows_zero=False)]
