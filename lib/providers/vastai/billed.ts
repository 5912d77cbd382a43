import { type Micros, microsFromNumber } from "@/lib/money";
import type { BilledMachine, CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import type { VastaiClient } from "./client";

const DAY_S = 86_400;
const PAGE_SIZE = 500;
const MOST_PAGES = 100;

/** What one instance was charged so far, GPUs, disk and traffic; charges are told by the day. */
export async function billedFor(
  client: Pick<VastaiClient, "charges">,
  credentials: Credentials,
  { machine, context }: { readonly machine: BilledMachine; readonly context: CallContext },
): Promise<Micros> {
  const source = `instance-${machine.id}`;
  let sum = 0n;
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.charges(credentials, queryOf(machine, after), context);
    for (const charge of answer.results) {
      if (charge.source === source) sum += microsFromNumber(charge.amount) ?? 0n;
    }
    after = answer.next_token ?? null;
    if (after === null) return sum;
  }
  throw new ProviderError("transient", { detail: "the charges have no end" });
}

function queryOf({ fromAt, toAt }: BilledMachine, after: string | null): URLSearchParams {
  const gte = Math.floor(fromAt.getTime() / 1000 / DAY_S) * DAY_S;
  const lte = Math.ceil(toAt.getTime() / 1000);
  const filters = { day: { gte, lte }, type: { in: ["instance"] } };
  return new URLSearchParams({
    select_filters: JSON.stringify(filters),
    limit: String(PAGE_SIZE),
    ...(after !== null && { after_token: after }),
  });
}
