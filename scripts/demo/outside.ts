import { z } from "zod";
import { env } from "@/lib/env";

const listed = z.array(z.object({ id: z.string(), usd: z.coerce.number() }));
const billed = z.object({ totalMicros: z.string() });
const time = z.object({ offsetMs: z.number() });

/** The key of the team's account at a provider, which nobody else uses. */
export function accountKey(provider: string): string {
  return `sandbox-${provider}-t-history`;
}

/** The control pages of the played outside world. */
export const outside = {
  /** Moves the clock of the whole world on. */
  async advance(ms: number): Promise<void> {
    time.parse(await ask("POST", "clock", { advanceMs: Math.ceil(ms) }));
  },
  async killMachine(provider: string, id: string, how: string): Promise<void> {
    await ask("POST", `${provider}/machines/${encodeURIComponent(id)}/kill`, { how });
  },
  async setRate(provider: string, id: string, usd: string): Promise<void> {
    await ask("POST", `${provider}/machines/${encodeURIComponent(id)}/rate`, { usd });
  },
  /** Changes what is asked for a thing on a provider's price list, in percent of its price now. */
  async movePrice(provider: string, item: string, percent: number): Promise<void> {
    const prices = listed.parse(await ask("GET", `${provider}/prices`));
    const now = prices.find(({ id }) => id === item)?.usd;
    if (now === undefined) throw new Error(`${provider} sells no ${item}`);
    const usd = ((now * percent) / 100).toFixed(2);
    await ask("POST", `${provider}/prices`, { id: item, usd });
  },
  /** Turns every launch of the team's account down, until it is mended. */
  async fillUp(provider: "lambda"): Promise<void> {
    const match = { method: "POST", path: "/launch$" };
    const rule = { match, times: null, fault: { kind: "no-capacity" } };
    await ask("POST", `${provider}/faults?key=${accountKey(provider)}`, rule);
  },
  async mend(provider: string): Promise<void> {
    await ask("DELETE", `${provider}/faults?key=${accountKey(provider)}`);
  },
  /** Leaves so much credit on the team's account. */
  async leaveCredit(provider: string, usd: number): Promise<void> {
    const key = accountKey(provider);
    const { totalMicros } = billed.parse(await ask("GET", `${provider}/bill?key=${key}`));
    const balanceUsd = Number(totalMicros) / 1_000_000 + usd;
    await ask("POST", `${provider}/settings?key=${key}`, { balanceUsd });
  },
};

const LIMIT_MS = 30_000;

async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) {
  const url = new URL(`/control/${path}`, env.SANDBOX_URL);
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}`);
  return answer.json();
}
