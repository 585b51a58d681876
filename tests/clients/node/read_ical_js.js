// Prints, as JSON, the events of a calendar file as ical.js reads them.
"use strict";

const fs = require("fs");
const ICAL = require("ical.js");

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
    // Without a list of exceptions each event searches the whole calendar for its own.
    const event = new ICAL.Event(component, { exceptions: [] });
    return {
        uid: event.uid,
        summary: event.summary,
        start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
        status: component.getFirstPropertyValue("status"),
        sequence: event.sequence,
    };
});
process.stdout.write(JSON.stringify(events));
