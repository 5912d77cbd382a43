import { z } from "zod";
import { STRIPE_API_VERSION } from "@/lib/billing/api-version";

const reference = z.union([z.string(), z.looseObject({ id: z.string() })]).nullish();

/** What is taken of an event: its name and whom it is about. What holds is asked for afterwards. */
export const stripeEventShape = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  api_version: z.string().nullable(),
  livemode: z.boolean(),
  created: z.number().int(),
  data: z.object({
    object: z.looseObject({
      id: z.string().optional(),
      object: z.string().optional(),
      customer: reference,
    }),
  }),
});
export type StripeEventFacts = z.output<typeof stripeEventShape>;

/** Kinds of object whose change may change what we know of their customer. */
const told = [
  /^customer\.(created|updated|deleted)$/,
  /^customer\.subscription\./,
  /^subscription_schedule\./,
  /^invoice\./,
  /^invoice_payment\./,
  /^checkout\.session\./,
  /^charge\.(refunded|refund\.updated|failed|succeeded)$/,
  /^charge\.dispute\./,
  /^refund\./,
  /^payment_method\./,
];

/** What becomes of an event that came in. */
export type Reception = "waiting" | "ignored" | "refused";

/**
 * An event of the other mode or of another API version is kept and refused (BILLING T2); one of a
 * type that changes nothing here is ignored (T25).
 */
export function receptionOf(event: StripeEventFacts, isLive: boolean): Reception {
  if (event.livemode !== isLive || event.api_version !== STRIPE_API_VERSION) return "refused";
  return told.some((pattern) => pattern.test(event.type)) ? "waiting" : "ignored";
}

/** A row of an event, as it is first stored. */
export function toEventRow(event: StripeEventFacts, state: Reception, now: Date) {
  const { object } = event.data;
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version,
    livemode: event.livemode,
    customerId: customerOf(event),
    objectId: object.id ?? null,
    state,
    runAfter: now,
    createdAt: new Date(event.created * 1_000),
    receivedAt: now,
    endedAt: state === "ignored" ? now : null,
  };
}

function customerOf({ type, data: { object } }: StripeEventFacts): string | null {
  if (/^customer\.(created|updated|deleted)$/.test(type)) return object.id ?? null;
  const { customer } = object;
  return (typeof customer === "string" ? customer : customer?.id) ?? null;
}
