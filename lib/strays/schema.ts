import { z } from "zod";

export const strayInput = z.object({ strayId: z.string().min(1).max(100) });

/** `name` repeats the machine's name, so that nobody ends one by a slip. */
export const endStrayInput = strayInput.extend({ name: z.string().trim().max(300, "too-long") });

/** A machine with our mark in a team's account that no deployment owns. */
export const strayView = z.object({
  id: z.string(),
  /** What has to be typed to end it: its name, or the provider's id where it has none. */
  name: z.string(),
  providerInstanceId: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  key: z.object({ id: z.string(), name: z.string(), lastFour: z.string(), state: z.string() }),
  /** The provider's own word. */
  word: z.string().nullable(),
  region: z.string().nullable(),
  /** Decimal dollars; null where the provider does not say. */
  perHour: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isIgnored: z.boolean(),
  /** One of our own calls made it: it is ended by itself at the next look. */
  isEnding: z.boolean(),
});
export type StrayView = z.output<typeof strayView>;
