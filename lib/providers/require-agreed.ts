import type { Micros } from "@/lib/money";
import type { Currency, LaunchSpec } from "./contract";
import { ProviderError } from "./errors";

/**
 * Throws `conflict` where a machine costs more per hour by now than was agreed to, or where that cannot
 * be told: its price is `null`, or in a currency whose rate is not known. The price is that of the whole
 * machine, in millionths of its currency.
 */
export function requireAgreed(
  now: Micros | null,
  { pricePerHourMicros, pricePerHourIn }: LaunchSpec,
  currency: Currency = "USD",
): void {
  const agreed = currency === "USD" ? pricePerHourMicros : pricePerHourIn?.[currency];
  if (now !== null && agreed !== undefined && now <= agreed) return;
  const isKnown = now !== null && agreed !== undefined;
  const detail = isKnown ? "it costs more than was agreed to" : "its price cannot be compared";
  throw new ProviderError("conflict", { detail });
}
