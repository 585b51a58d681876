// Prints, as JSON, the events of a calendar file as node-ical reads them.
"use strict";

const ical = require("node-ical");

// A whole day is given as midnight of this computer's own zone.
const day = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

const events = Object.values(ical.sync.parseFile(process.argv[2]))
    .filter((part) => part.type === "VEVENT")
    .map((event) => ({
        uid: event.uid,
        summary: event.summary,
        start: event.datetype === "date" ? day(event.start) : event.start.toISOString(),
        status: event.status,
        sequence: Number(event.sequence),
    }));
process.stdout.write(JSON.stringify(events));
