import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import type { PrimeIntellectCalls } from "./client";

const TRIES = 3;

type Calls = Pick<PrimeIntellectCalls, "gpus" | "gpuSummary">;

/** All rows. At times a replica that knows nothing answers: then the summary says that there is more. */
export async function listGpus(calls: Calls): Promise<unknown[]> {
  const rows = await askAgain(calls);
  if (rows.length > 0) return rows;
  if (Object.keys(await calls.gpuSummary()).length === 0) return [];
  throw new ProviderError("transient", { detail: "an empty list beside a summary of prices" });
}

/** The rows of one of a cloud's own machine types. None at all is what is sold out. */
export function listLike(calls: Calls, { instanceType, gpuCount }: LaunchSpec): Promise<unknown[]> {
  const cloudId = instanceType.slice(instanceType.indexOf("/") + 1);
  return askAgain(calls, { cloud_id: cloudId, gpu_count: String(gpuCount) });
}

async function askAgain(calls: Calls, filter?: Record<string, string>): Promise<unknown[]> {
  for (let count = 0; count < TRIES; count += 1) {
    const rows = await calls.gpus(filter);
    if (rows.length > 0) return rows;
  }
  return [];
}
