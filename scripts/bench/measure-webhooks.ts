import { createHmac } from "node:crypto";
import { STRIPE_API_VERSION } from "@/lib/billing/api-version";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { toEventRow } from "@/lib/payments/stripe-event";
import { takeInWebhook } from "@/lib/payments/take-in-webhook";
import { median } from "./report";

const EVENTS = 400;
const IN_FLIGHT = 8;
const ROUNDS = 5;
let serial = 0;

/** An event that nobody sent before; one that is ignored is stored and wakes nobody. */
function nextEvent(type: string) {
  serial += 1;
  return {
    id: `evt_bench_${serial}`,
    object: "event" as const,
    type,
    api_version: STRIPE_API_VERSION,
    livemode: false,
    created: Math.floor(Date.now() / 1_000),
    data: { object: { id: "sub_bench", object: "subscription", customer: "cus_bench" } },
  };
}

async function takeIn(type: string): Promise<void> {
  const body = Buffer.from(JSON.stringify(nextEvent(type)));
  const at = Math.floor(Date.now() / 1_000);
  const secret = env.STRIPE_WEBHOOK_SECRET ?? "";
  const mark = createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
  const outcome = await takeInWebhook(body, `t=${at},v1=${mark}`);
  if (outcome !== "stored") throw new Error(outcome);
}

async function writeRow(): Promise<void> {
  const row = toEventRow(nextEvent("topup.created"), "ignored", new Date());
  await db().stripeEvent.createMany({ data: [row], skipDuplicates: true });
}

async function perSecond(one: () => Promise<void>): Promise<number> {
  let left = EVENTS;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return EVENTS / ((performance.now() - began) / 1_000);
}

const ways = {
  kept: () => takeIn("topup.created"),
  woken: () => takeIn("customer.subscription.updated"),
  bare: writeRow,
} as const;
const rates = { kept: [] as number[], woken: [] as number[], bare: [] as number[] };
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const way of ["bare", "kept", "woken"] as const) {
    const rate = await perSecond(ways[way]);
    // The first round warms up.
    if (round > 0) rates[way].push(rate);
  }
}
console.log(
  JSON.stringify({
    kept: median(rates.kept),
    woken: median(rates.woken),
    bare: median(rates.bare),
  }),
);
process.exit(0);
