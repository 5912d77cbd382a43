import type { CallContext } from "../contract";
import { ProviderError } from "../errors";
import { rest } from "../rest";
import type { VastaiClient } from "./client";
import { LISTED_DISK_GB } from "./disk-prices";

/** The list has no pages: it is asked for by number of GPUs, so that no answer is cut off. */
const parts = [{ eq: 1 }, { eq: 2 }, { eq: 4 }, { eq: 8 }, { notin: [0, 1, 2, 4, 8] }];

/** As much as public clients ask for. */
const LIMIT = 3_000;

/** Calls have a least interval, which is not published. */
const BETWEEN_CALLS_MS = 2_000;

/** What verified hosts have free for rent; asked without a key. */
export async function listAsks(
  client: Pick<VastaiClient, "asks">,
  pace: number,
  context: CallContext,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const [place, numGpus] of parts.entries()) {
    if (place > 0) await rest(BETWEEN_CALLS_MS / pace, context.signal);
    const { offers } = await client.asks({}, searchOf(numGpus), context);
    if (offers.length >= LIMIT) {
      throw new ProviderError("transient", { detail: "the list was cut off" });
    }
    rows.push(...offers);
  }
  return rows;
}

const searchOf = (numGpus: object) => ({
  num_gpus: numGpus,
  type: "ondemand",
  verified: { eq: true },
  rentable: { eq: true },
  rented: { eq: false },
  allocated_storage: LISTED_DISK_GB,
  limit: LIMIT,
});
