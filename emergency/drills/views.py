"""The room's pages, brought together for the application."""

from emergency.drills import (
    views_dates,
    views_drill,
    views_feed,
    views_feeds,
    views_files,
    views_findings,
    views_forms,
    views_found,
    views_import,
    views_life,
    views_list,
    views_papers,
    views_plan,
    views_proposals,
    views_record,
    views_report,
    views_share,
)
from emergency.drills.door import blueprint

__all__ = [
    "blueprint",
    "views_dates",
    "views_drill",
    "views_feed",
    "views_feeds",
    "views_files",
    "views_findings",
    "views_forms",
    "views_found",
    "views_import",
    "views_life",
    "views_list",
    "views_papers",
    "views_plan",
    "views_proposals",
    "views_record",
    "views_report",
    "views_share",
]
