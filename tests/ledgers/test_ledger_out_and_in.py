"""What goes out as Excel comes back without a change: contacts (the other ledgers in test_ledger_round)."""

from datetime import date

import time_machine
from ledger_cast import checked
from places import CITY, XINGFU
from plan_cast import unit_at

from emergency.base.database import committed
from emergency.ledgers.facts import Status
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.lines import ContactRole

TOLD = ((ContactRole.HEAD, "王五", "13945600001"), (ContactRole.DUTY, "", "0456-8220000"))


def test_exported_contacts_come_back_without_a_change(covered, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        with committed():
            for role, name, phone in (
                (ContactRole.HEAD, "王五", "13945600001"),
                (ContactRole.DUTY, "", "0456-8220000"),
            ):
                details = ContactDetails(role, name, "站长", phone, date(2026, 11, 2), "a@example.gov.cn")
                add_contact(CITY, unit_at(XINGFU), details)
        content = visit(CITY).fetch("/contacts?sheet=xlsx").get_data()
        report = checked(content)
    assert report.counts()[Status.UNCHANGED] == 2 == len(report.rows), [row.told for row in report.rows]
