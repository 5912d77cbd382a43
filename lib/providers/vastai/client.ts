import { setTimeout as delay } from "node:timers/promises";
import { callProvider, type Refusal } from "../call";
import type { CallContext } from "../contract";
import { ProviderError } from "../errors";
import { offerList } from "./wire";

/** The list has no pages: it is asked for by number of GPUs, so that no answer is cut off. */
const parts = [{ eq: 1 }, { eq: 2 }, { eq: 4 }, { eq: 8 }, { notin: [0, 1, 2, 4, 8] }];

/** As much as public clients ask for. */
const LIMIT = 3_000;

/** Calls have a least interval, which is not published. */
const BETWEEN_CALLS_MS = 2_000;

/** The disk that every price holds, in GB; the provider's own default. */
export const DISK_GB = 8;

/** The keyless HTTP calls of Vast.ai that we make. */
export function vastaiClient(baseUrl: string, pace: number) {
  async function offersOf(numGpus: object, { signal }: CallContext): Promise<unknown[]> {
    const { offers } = await callProvider({
      method: "POST",
      url: `${baseUrl}/bundles/`,
      body: {
        num_gpus: numGpus,
        type: "ondemand",
        verified: { eq: true },
        rentable: { eq: true },
        rented: { eq: false },
        allocated_storage: DISK_GB,
        limit: LIMIT,
      },
      answer: offerList,
      changesMachine: false,
      secrets: [],
      kindOf,
      signal,
    });
    if (offers.length < LIMIT) return offers;
    throw new ProviderError("transient", { detail: "the list was cut off" });
  }

  return {
    /** What verified hosts have free for rent. */
    async offers(context: CallContext): Promise<unknown[]> {
      const rows: unknown[] = [];
      for (const [place, numGpus] of parts.entries()) {
        if (place > 0) await rest(BETWEEN_CALLS_MS / pace, context.signal);
        rows.push(...(await offersOf(numGpus, context)));
      }
      return rows;
    },
  };
}

/** A key that is missing or wrong is at times answered with 404. */
function kindOf({ status, body }: Refusal) {
  return status === 404 && /user key/i.test(JSON.stringify(body ?? "")) ? "invalid-key" : null;
}

/** Ends early when the caller gives up; the next call then says so. */
async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal && { signal }).catch(() => undefined);
}
