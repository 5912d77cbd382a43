import { z } from "zod";
import { billingIntervals, MOST_SEATS, paidTiers } from "@/lib/billing/plans";

const choice = {
  tier: z.enum(paidTiers),
  interval: z.enum(billingIntervals),
  /** Members, the owner included; of Enterprise alone. */
  seats: z
    .number("seats-number")
    .int("seats-number")
    .min(1, "seats-number")
    .max(MOST_SEATS, "seats-most"),
};

export const openCheckoutInput = z.object({
  ...choice,
  seats: choice.seats.optional(),
  trial: z.boolean().default(false),
});
export type OpenCheckoutInput = z.output<typeof openCheckoutInput>;

export const nothingInput = z.object({});
export const openPortalInput = z.object({ flow: z.enum(["payment-method"]).nullish() });
export const previewInput = z.object(choice);

/** `prorationAt` and `expectedMinor` are those of the preview that the person agreed to. */
export const changePlanInput = z.object({
  ...choice,
  prorationAt: z.number().int().nonnegative(),
  expectedMinor: z.string().regex(/^\d{1,12}$/, "not-understood"),
});
export type ChangePlanInput = z.output<typeof changePlanInput>;

/** Why people cancel; each has its word at Stripe. */
export const cancelReasons = [
  "too-expensive",
  "missing-feature",
  "not-used",
  "other-service",
  "too-complex",
  "poor-quality",
  "poor-help",
  "other",
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const cancelInput = z.object({
  when: z.enum(["period-end", "now"]),
  reason: z.enum(cancelReasons),
  words: z.string().trim().max(1_000, "too-long").optional(),
});
export type CancelInput = z.output<typeof cancelInput>;

/** Money in whole smallest units of its currency. */
const amount = z.object({ minor: z.string(), currency: z.string() });

/** A page of Stripe that the person goes on at. */
export const wayOut = z.object({ url: z.string() });

/** What a change would cost; nothing is changed by asking. */
export const changePreview = z.object({
  kind: z.enum(["now", "at-period-end"]),
  /** What is charged at once, taxes and credit counted in; null where nothing is due before the period ends. */
  dueNow: amount.nullable(),
  /** The tax in `dueNow`. */
  tax: amount.nullable(),
  /** A whole period of what is chosen, and when it is charged first; `null` where Stripe has no forecast. */
  nextAmount: amount.nullable(),
  nextAt: z.string(),
  /** Seconds since 1970: the moment that `dueNow` is computed for. */
  prorationAt: z.number(),
  /** A change that was planned for later is dropped. */
  dropsPlanned: z.boolean(),
  /** The trial ends with it. */
  endsTrial: z.boolean(),
});
export type ChangePreview = z.output<typeof changePreview>;

export const changeAnswer = z.object({
  /**
   * `changed`: it holds. `planned`: it holds from the end of the period. `awaits-payment`: it holds once
   * the person has paid or confirmed at `url`, and lapses by itself otherwise.
   */
  state: z.enum(["changed", "planned", "awaits-payment"]),
  url: z.string().nullable(),
  /** What was charged, or is to be paid at `url`; null where nothing is. */
  amount: amount.nullable(),
  droppedPlanned: z.boolean(),
});
export type ChangeAnswer = z.output<typeof changeAnswer>;

/** Our own rows follow within moments, by the worker. */
export const takenOver = z.object({ isBeingTakenOver: z.boolean() });
