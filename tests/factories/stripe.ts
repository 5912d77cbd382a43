import Stripe from "stripe";
import { z } from "zod";

const DAY_MS = 86_400_000;
let serial = 0;

export interface CardFields {
  /** One of Stripe's test numbers; 4242 4242 4242 4242 by default. */
  readonly card?: string;
  readonly email?: string;
  readonly name?: string;
  readonly country?: string;
  /** `pay` by bank debit: it settles, well or not, four days later. */
  readonly bank?: "good" | "failing";
  /** A promotion code to enter first. */
  readonly code?: string;
  /** What the cardholder says when the bank asks; they agree by default. */
  readonly bankAsks?: "agree" | "refuse";
}

export interface WebhookFault {
  readonly kind: "drop" | "duplicate" | "delay" | "reorder";
  readonly customer?: string;
  readonly type?: string;
  readonly times?: number | null;
  readonly ms?: number;
}

export interface Forgery {
  readonly event?: string;
  readonly type?: string;
  readonly object?: Record<string, unknown>;
  readonly changes?: Record<string, unknown>;
  readonly body?: string;
  readonly signature?: "right" | "wrong" | "missing";
  readonly ageS?: number;
  readonly url?: string;
  readonly secret?: string;
}

const eventShape = z.looseObject({
  id: z.string(),
  type: z.string(),
  created: z.number(),
  data: z.looseObject({ object: z.looseObject({ id: z.string() }) }),
});
const deliveryShape = z.object({
  id: z.string(),
  event: z.string(),
  type: z.string(),
  endpoint: z.string(),
  state: z.enum(["waiting", "delivered", "failed", "dropped"]),
  attempts: z.array(z.object({ at: z.number(), status: z.union([z.number(), z.string()]) })),
});

/** One account at the sandbox's Stripe, and everything a test does to it from outside. */
export type StripeAccount = ReturnType<typeof openStripe>;

/** Opens an account nobody else uses, or the one of a secret key, at a running sandbox. */
export function openStripe(sandboxUrl: string, secretKey = freshSecretKey()) {
  const { hostname, port } = new URL(sandboxUrl);
  const control = (method: string, path: string, body?: unknown) =>
    ask(
      `${sandboxUrl}/control/${path}${path.includes("?") ? "&" : "?"}key=${secretKey}`,
      method,
      body,
    );
  return {
    secretKey,
    url: sandboxUrl,
    /** The real SDK, pointed at the sandbox. */
    sdk: (config: Stripe.StripeConfig = {}) =>
      new Stripe(secretKey, { host: hostname, port, protocol: "http", ...config }),
    payCheckout,
    fillCard,
    answerForm: postForm,
    /** Moves the sandbox's clock on, and with it every subscription. */
    advance: (ms: number) => ask(`${sandboxUrl}/control/clock`, "POST", { advanceMs: ms }),
    advanceDays: (days: number) =>
      ask(`${sandboxUrl}/control/clock`, "POST", { advanceMs: days * DAY_MS }),
    /** Breaks calls of the API; see the table of faults in sandbox/README.md. */
    breakApi: (rule: Record<string, unknown>) => control("POST", "stripe/faults", rule),
    mendApi: () => control("DELETE", "stripe/faults"),
    breakWebhooks: (fault: WebhookFault) => control("POST", "stripe/webhooks/faults", fault),
    mendWebhooks: () => control("DELETE", "stripe/webhooks/faults"),
    setRules: (rules: {
      retry_days?: number[];
      after_retries?: "canceled" | "unpaid" | "past_due";
      draft_s?: number;
    }) => control("POST", "stripe/rules", rules),
    /** Every event so far, oldest first, whether delivered or not. */
    events: async () => z.array(eventShape).parse(await control("GET", "stripe/events")),
    deliveries: async () => z.array(deliveryShape).parse(await control("GET", "stripe/deliveries")),
    sendAgain: (event: string) => control("POST", `stripe/events/${event}/send`, {}),
    /** Sends an event that never happened, or one that was changed; tells the receiver's status. */
    forge: async (forgery: Forgery) =>
      z
        .object({ status: z.union([z.number(), z.string()]) })
        .parse(await control("POST", "stripe/forge", forgery)).status,
    openDispute: async (charge: string) =>
      z.object({ id: z.string() }).parse(await control("POST", "stripe/disputes", { charge })).id,
    closeDispute: (dispute: string, status: "won" | "lost") =>
      control("POST", `stripe/disputes/${dispute}/close`, { status }),
    rollSecret: async (endpoint: string) =>
      z
        .object({ secret: z.string() })
        .parse(await control("POST", `stripe/endpoints/${endpoint}/roll`, {})).secret,
  };
}

/** A key of an account nobody else uses. */
export function freshSecretKey(): string {
  serial += 1;
  return `sk_test_${process.pid}x${Date.now().toString(36)}x${serial}`;
}

/**
 * Fills in a hosted checkout page and sends it; answers the bank when it asks. Tells where the page
 * led: the seller's success address, or the page itself with the word for what went wrong.
 */
async function payCheckout(
  url: string,
  fields: CardFields = {},
): Promise<{ location: string; problem: string | null }> {
  if (fields.code !== undefined) {
    const applied = await postForm(url, { do: "code", code: fields.code });
    if (applied.problem !== null) return applied;
  }
  const paid = await postForm(url, {
    do: "pay",
    number: fields.card ?? "4242424242424242",
    expiry: "12/40",
    cvc: "123",
    email: fields.email ?? "",
    name: fields.name ?? "",
    country: fields.country ?? "",
    ...(fields.bank === undefined
      ? {}
      : {
          with: "bank",
          bank_account: fields.bank === "good" ? "000123456789" : "000111111116",
        }),
  });
  return answerBank(paid, fields.bankAsks);
}

/** Saves a card in the portal, or pays a hosted invoice with it; answers the bank when it asks. */
async function fillCard(url: string, fields: Pick<CardFields, "card" | "bankAsks"> = {}) {
  const wish = new URL(url).pathname.startsWith("/stripe/portal/") ? "card" : "pay";
  const number = fields.card ?? "4242424242424242";
  const filled = await postForm(url, { do: wish, number, expiry: "12/40", cvc: "123" });
  return answerBank(filled, fields.bankAsks);
}

async function answerBank(
  led: Awaited<ReturnType<typeof postForm>>,
  answer: CardFields["bankAsks"] = "agree",
) {
  if (!new URL(led.location).pathname.endsWith("/confirm")) return led;
  return postForm(led.location, { do: answer });
}

/** Sends a form of a hosted page and tells where it led. */
async function postForm(url: string, fields: Record<string, string>) {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  if (answer.status !== 303) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  const location = new URL(answer.headers.get("location") ?? "", url);
  return { location: location.href, problem: location.searchParams.get("problem") };
}

async function ask(url: string, method: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
