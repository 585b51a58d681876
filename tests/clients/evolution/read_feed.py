"""For each line on its input: lets Evolution Data Server fetch the calendar `drills` and prints its drills as JSON.

Runs on the system's Python, to which Debian's bindings belong. A line may name a change of titles to wait for.
"""

import json
import sys
import time

import gi

gi.require_versions({"EDataServer": "1.2", "ECal": "2.0", "ICalGLib": "3.0"})

from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402 - the versions must be named before

AT_ONCE = 0xFFFFFFFF
EVERYTHING = "#t"
PATIENCE = 200


def main() -> None:
    registry = EDataServer.SourceRegistry.new_sync(None)
    source = registry.ref_source("drills")
    client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, AT_ONCE, None)
    for line in sys.stdin:
        client.refresh_sync(None)
        print(json.dumps(settled(client, line.strip())), flush=True)


def settled(client: ECal.Client, awaited: str) -> list[dict]:
    """What the server has stored, once a title says what is awaited."""
    found: list[dict] = []
    for _ in range(PATIENCE):
        found = [told(event) for event in client.get_object_list_sync(EVERYTHING, None)[1]]
        if found and any(awaited in event["summary"] for event in found):
            break
        time.sleep(0.1)
    return found


def told(event: ICalGLib.Component) -> dict:
    """One event in the program's own reading."""
    start = event.get_dtstart()
    zone = event.get_first_property(ICalGLib.PropertyKind.DTSTART_PROPERTY).get_first_parameter(
        ICalGLib.ParameterKind.TZID_PARAMETER
    )
    return {
        "uid": event.get_uid(),
        "summary": event.get_summary(),
        "start": start.as_ical_string(),
        "zone": zone.get_tzid() if zone else "",
        "status": event.get_status().value_nick.upper(),
        "sequence": event.get_sequence(),
    }


main()
