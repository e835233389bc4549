// Reads a calendar with the program named first, from the file named second, and prints its entries.
import { readFileSync } from "node:fs";

const [, , program, file] = process.argv;
const text = readFileSync(file, "utf-8");
const day = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

async function entries() {
  if (program === "ical.js") {
    const ICAL = (await import("ical.js")).default;
    const calendar = new ICAL.Component(ICAL.parse(text));
    return calendar.getAllSubcomponents("vevent").map((entry) => {
      const event = new ICAL.Event(entry);
      return {
        uid: event.uid,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        summary: event.summary,
        alarms: entry.getAllSubcomponents("valarm").length,
      };
    });
  }
  const ical = (await import("node-ical")).default;
  return Object.values(ical.sync.parseICS(text))
    .filter((entry) => entry.type === "VEVENT")
    .map((entry) => ({
      uid: entry.uid,
      start: day(entry.start),
      end: day(entry.end),
      summary: entry.summary.val ?? entry.summary,
      alarms: (entry.alarms ?? []).length,
    }));
}

console.log(JSON.stringify(await entries()));
