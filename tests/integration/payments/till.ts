import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, vi } from "vitest";
import { POST } from "@/app/api/stripe/webhook/route";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { applyEvents, reportRefused } from "@/lib/payments/apply-events";
import type { Person } from "@/tests/factories/people";
import { scopeOf } from "@/tests/factories/people";
import type { StripeAccount } from "@/tests/factories/stripe";
import { makeBuyer, type Wish } from "@/tests/integration/subscriptions/buying";
import { openMoney } from "@/tests/integration/subscriptions/played-money";
import { hangs } from "@/tests/setup/limits";

export const SECRET = "whsec_tests";
// Before the settings are read for the first time, which the first call of Stripe does.
process.env.STRIPE_WEBHOOK_SECRET = SECRET;

/**
 * The played Stripe of a test file, whose webhooks go to the product's own route over the wire. `through`
 * as with `openMoney`.
 */
export function openTill(through?: (url: string) => Promise<string>): () => StripeAccount {
  const money = openMoney(through);
  const server = createServer(async (incoming, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(Buffer.from(piece));
    const headers = { "stripe-signature": String(incoming.headers["stripe-signature"] ?? "") };
    const body = Buffer.concat(pieces);
    const answer = await POST(new Request("http://till/", { method: "POST", headers, body }));
    response.statusCode = answer.status;
    response.end();
  });
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await fetch(`${money().url}/control/stripe/endpoint`, {
      method: "POST",
      body: JSON.stringify({ url: `http://127.0.0.1:${port}/`, secret: SECRET }),
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return money;
}

/** Waits until everything that was sent has come in and was applied, as a worker does. */
export async function applied(account: StripeAccount): Promise<void> {
  await vi.waitUntil(
    async () => {
      if (await isUnderWay(account)) return false;
      await applyEvents();
      const now = clock.now();
      const due = await asWorker((tx) =>
        tx.stripeEvent.count({ where: { state: "waiting", runAfter: { lte: now } } }),
      );
      // What was applied may have changed something at Stripe, which tells of it.
      return due === 0 && !(await isUnderWay(account));
    },
    { timeout: hangs.waitMs, interval: 50 },
  );
  await reportRefused();
}

async function isUnderWay(account: StripeAccount): Promise<boolean> {
  const sent = await account.deliveries();
  return sent.some(({ state }) => state === "waiting");
}

/** Somebody who bought, with our rows as the webhooks made them. */
export async function buyer(
  account: StripeAccount,
  wish: Wish = { tier: "pro", interval: "month" },
  card: Parameters<typeof makeBuyer>[2] = {},
): Promise<Person> {
  const person = await makeBuyer(account, wish, card);
  await applied(account);
  return fresh(person);
}

/** The same person with what their session may do now. */
export async function fresh(person: Person): Promise<Person> {
  return { ...person, scope: await scopeOf(person.sessionId) };
}

/** What the team may use now, whoever looks. */
export async function tierOf({ scope }: Person): Promise<Tier> {
  const now = clock.now();
  return (await asWorker((tx) => teamEntitlement(tx, scope.team.id, now))).tier;
}

/** The team's rows of subscriptions, the earliest first. */
export function subscriptionsOf({ scope }: Person) {
  const teamId = scope.team.id;
  return asWorker((tx) =>
    tx.subscription.findMany({ where: { teamId }, orderBy: [{ startedAt: "asc" }, { id: "asc" }] }),
  );
}

/** What was told of a team, by kind, the earliest first. */
export async function toldOf({ scope }: Person): Promise<string[]> {
  const teamId = scope.team.id;
  const rows = await asWorker((tx) =>
    tx.event.findMany({
      where: {
        teamId,
        OR: [{ type: { startsWith: "subscription." } }, { type: { startsWith: "payment." } }],
      },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(({ type }) => type);
}

/** Alarms that were raised about a team. */
export async function alarmsOf({ scope }: Person): Promise<string[]> {
  const rows = await asWorker((tx) =>
    tx.billingAlarm.findMany({ where: { aboutTeam: scope.team.id }, orderBy: { at: "asc" } }),
  );
  return rows.map(({ kind }) => kind);
}
