const known = ["open", "paid", "void", "uncollectible"] as const;

/** Stripe's word for a bill's state; one that nobody knows is `other`. */
export function billStatus(status: string): (typeof known)[number] | "other" {
  return known.find((one) => one === status) ?? "other";
}
