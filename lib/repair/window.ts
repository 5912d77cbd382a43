import { addDays } from "@/lib/history/days";
import type { MaintenanceWindow } from "@/lib/repair-policy/schema";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** When the maintenance window that holds `now` ends; null outside of it. Pure. */
export function windowEnd(window: MaintenanceWindow | null, now: Date, zone: string): Date | null {
  if (!window) return null;
  const { day, minute } = localTime(now, zone);
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  const length = to > from ? to - from : to + DAY_MINUTES - from;
  for (const back of [0, 1]) {
    const began = addDays(day, -back);
    if (!window.days.includes(new Date(`${began}T00:00:00Z`).getUTCDay())) continue;
    const passed = minute + back * DAY_MINUTES - from;
    if (passed >= 0 && passed < length) return after(now, length - passed);
  }
  return null;
}

function after(now: Date, minutes: number): Date {
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS);
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

function localTime(at: Date, zone: string): { day: string; minute: number } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  return {
    day: `${of("year")}-${of("month")}-${of("day")}`,
    minute: minutesOf(`${of("hour")}:${of("minute")}`),
  };
}
