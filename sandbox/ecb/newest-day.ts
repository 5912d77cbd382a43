const DAY_MS = 86_400_000;
const PUBLISHED_AT = "16:00";

const frankfurt = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Berlin",
  dateStyle: "short",
  timeStyle: "short",
});

/** The last working day whose rates are out: each comes at 16:00 in Frankfurt. */
export function newestDay(nowMs: number): string {
  const [today = "", time = ""] = frankfurt.format(nowMs).split(" ");
  const day = new Date(`${today}T00:00:00Z`);
  const isOut = time >= PUBLISHED_AT;
  if (!isOut) day.setTime(day.getTime() - DAY_MS);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setTime(day.getTime() - DAY_MS);
  return day.toISOString().slice(0, 10);
}
