import { type Micros, microsFromNumber } from "@/lib/money";
import type { BilledMachine } from "../contract";
import { ProviderError } from "../errors";
import type { PrimeIntellectCalls } from "./client";

const MAX_PAGES = 100;

/**
 * What was billed for a pod that has ended, from the history, in which those that ended last come
 * first. Throws `not-found` while it is not in there: what is billed so far is told nowhere.
 */
export async function findBill(
  calls: Pick<PrimeIntellectCalls, "history">,
  { id, fromAt }: BilledMachine,
): Promise<Micros> {
  let seen = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, total_count: total } = await calls.history(seen);
    const found = data.find((row) => row.id === id);
    if (found) return toMicros(found.totalBilledPrice);
    seen += data.length;
    const last = data.at(-1)?.terminatedAt;
    if (data.length === 0 || seen >= total || (last && last < fromAt)) break;
  }
  throw new ProviderError("not-found", { detail: "its bill is told once it has ended" });
}

function toMicros(amount: number): Micros {
  const micros = microsFromNumber(amount);
  if (micros === null) throw new ProviderError("transient", { detail: "a bill of no amount" });
  return micros;
}
