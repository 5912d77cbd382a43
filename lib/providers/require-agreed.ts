import type { Micros } from "@/lib/money";
import { ProviderError } from "./errors";

/**
 * Throws `conflict` where a machine costs more per hour by now than was agreed to, or where its price
 * is told no more (`null`). Both are those of the whole machine, in millionths of a dollar.
 */
export function requireAgreed(now: Micros | null, agreed: Micros): void {
  if (now !== null && now <= agreed) return;
  const detail = now === null ? "its price is not told" : "it costs more than was agreed to";
  throw new ProviderError("conflict", { detail });
}
