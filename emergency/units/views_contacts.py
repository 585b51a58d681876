"""The list of contacts, on screen and as Excel; what goes out may come back by 导入台账."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_page, asked_text
from emergency.base.tabled import exportable
from emergency.units.doors import blueprint
from emergency.units.lines import CONTACT_LABELS
from emergency.units.queries_contacts import ContactFilter, list_contacts
from emergency.units.queries_regions import paths_of


@blueprint.get("/contacts")
@needs(Permission.UNIT_VIEW)
@exportable
def contacts() -> ResponseReturnValue:
    """The contacts of the units that the viewer may see."""
    scope, region, role = current_scope(), asked_text("region")[:12], asked_text("role")
    inside = region if not region or scope.covers(region) else ""
    wanted = ContactFilter(inside, asked_text("text"), role if role in CONTACT_LABELS else "")
    page = list_contacts(scope, wanted, asked_page())
    ways = paths_of({row.unit.region_code for row in page.items}, own=True)
    return render_template("units/contacts.html", page=page, wanted=wanted, ways=ways, roles=CONTACT_LABELS)
