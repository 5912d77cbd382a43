import { z } from "zod";
import { after } from "../billing/calendar";
import { priceOf } from "../billing/lines";
import type { Phase, Schedule } from "../records/subscription";
import type { ApiCall } from "../wire/api";
import { count, mergeMetadata, metadata, text, timestamp } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

export const proration = z.enum(["none", "create_prorations", "always_invoice"]);
/** One phase as a call tells it. */
export const phaseSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({ price: text, quantity: count.optional(), metadata: metadata.optional() }),
    )
    .min(1),
  start_date: z.union([z.literal("now"), timestamp]).optional(),
  end_date: z.union([z.literal("now"), timestamp]).optional(),
  duration: z
    .strictObject({
      interval: z.enum(["day", "week", "month", "year"]),
      interval_count: count.optional(),
    })
    .optional(),
  metadata: metadata.optional(),
  proration_behavior: proration.optional(),
  trial_end: timestamp.optional(),
});
/** The phases a call asks for, each beginning where the one before ends. */
export function phasesOf(
  call: ApiCall<unknown>,
  schedule: Schedule,
  given: z.infer<typeof phaseSchema>[],
): Phase[] {
  const { desk, account } = call;
  const now = desk.now();
  return given.reduce<Phase[]>((phases, one, index) => {
    const at = `phases[${index}]`;
    for (const [place, { price }] of one.items.entries()) {
      if (!desk.prices.find(account, price)) {
        throw noSuch("price", price, `${at}[items][${place}][price]`);
      }
    }
    const before = phases.at(-1)?.end_date;
    const asked = one.start_date === "now" ? now : one.start_date;
    const start = before ?? asked ?? schedule.phases[0]?.start_date ?? now;
    if (before !== undefined && asked !== undefined && asked !== before) {
      throw invalid("The start of a phase must be the end of the one before.", `${at}[start_date]`);
    }
    const end = endOf(call, one, start, at);
    if (end <= start) throw invalid("A phase must end after it starts.", `${at}[end_date]`);
    const items = one.items.map(({ price, quantity, metadata: words }) => ({
      price,
      quantity: quantity ?? 1,
      metadata: mergeMetadata({}, words),
    }));
    phases.push({
      start_date: start,
      end_date: end,
      items,
      proration_behavior: one.proration_behavior ?? "create_prorations",
      metadata: mergeMetadata({}, one.metadata),
      trial_end: one.trial_end ?? null,
    });
    return phases;
  }, []);
}

/** Given as a moment or a length; else a phase is one interval of its first price long. */
function endOf(
  { desk }: ApiCall<unknown>,
  one: z.infer<typeof phaseSchema>,
  start: number,
  at: string,
): number {
  if (one.end_date !== undefined && one.duration) {
    throw invalid("You may only specify one of end_date and duration.", `${at}[duration]`);
  }
  if (one.end_date !== undefined) return one.end_date === "now" ? desk.now() : one.end_date;
  const { recurring } = priceOf(desk, { price: one.items[0]?.price ?? "" });
  const length = one.duration ?? recurring;
  if (!length) throw invalid("The phase has no end.", `${at}[end_date]`);
  const { interval, interval_count: steps = 1 } = length;
  return after(start, { interval, interval_count: steps, trial_period_days: null }, 1);
}
