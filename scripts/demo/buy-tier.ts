import { setTimeout } from "node:timers/promises";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import type { Team } from "./team";

const LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 250;

/** Buys Pro on the played payment page, unless the team has a paid tier, and waits until it holds. */
export async function buyTier(team: Team): Promise<void> {
  if ((await team.scope()).team.tier !== "basic") return;
  const { url } = await team.do(openCheckout, { tier: "pro", interval: "month" });
  await payAt(url);
  const giveUpAt = performance.now() + LIMIT_MS;
  while ((await team.scope()).team.tier === "basic") {
    if (performance.now() > giveUpAt) throw new Error("the subscription did not arrive");
    await setTimeout(LOOK_EVERY_MS);
  }
}

const card = { do: "pay", number: "4242424242424242", expiry: "12/40", cvc: "123", country: "US" };

async function payAt(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(card),
    redirect: "manual",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  const place = new URL(answer.headers.get("location") ?? "", url);
  if (answer.status === 303 && !place.searchParams.has("problem")) return;
  throw new Error(`the payment page answered ${answer.status}`);
}
