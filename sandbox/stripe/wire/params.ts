import { z } from "zod";

/** The kinds of value a form can carry; every value arrives as a string. */
export const text = z.string().min(1).max(5_000);
export const integer = z
  .string()
  .regex(/^-?\d+$/, "Invalid integer")
  .transform(Number);
export const count = z.string().regex(/^\d+$/, "Invalid integer").transform(Number);
export const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/, "Invalid decimal")
  .transform(Number);
export const flag = z.enum(["true", "false"]).transform((word) => word === "true");
export const timestamp = z
  .string()
  .regex(/^\d{1,11}$/, "Invalid integer")
  .transform(Number);

/** A value that an empty string takes away. */
export function clearable<T extends z.ZodType>(schema: T) {
  return z.union([z.literal("").transform(() => null), schema]);
}

/** Metadata as it is sent: a key with an empty value is taken away, an empty string takes all away. */
export const metadata = clearable(z.record(z.string().max(40), z.string().max(500)));

const bound = { gt: timestamp, gte: timestamp, lt: timestamp, lte: timestamp };
export const period = z.union([timestamp, z.strictObject(bound).partial()]);

/** What every list takes. */
export const paging = {
  limit: count.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

export const address = z
  .strictObject({
    city: z.string(),
    country: z.string(),
    line1: z.string(),
    line2: z.string(),
    postal_code: z.string(),
    state: z.string(),
  })
  .partial();

/** Whether a moment lies in a range asked for; no range holds every moment. */
export function within(range: z.infer<typeof period> | undefined, at: number): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return at === range;
  const { gt = -1, gte = 0, lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}

/** What a metadata parameter makes of the metadata known so far. */
export function mergeMetadata(
  known: Record<string, string>,
  change: Record<string, string> | null | undefined,
): Record<string, string> {
  if (change === undefined) return known;
  if (change === null) return {};
  const merged = { ...known, ...change };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}
