import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import type { PrimeIntellectCalls } from "./client";

const TRIES = 3;
const MAX_PAGES = 100;

type Calls = Pick<PrimeIntellectCalls, "gpus" | "gpuSummary">;

/** All rows. At times a replica that knows nothing answers: then the summary says that there is more. */
export async function listGpus(calls: Calls): Promise<unknown[]> {
  const rows = await askAgain(calls);
  if (rows.length > 0) return rows;
  if (Object.keys(await calls.gpuSummary()).length === 0) return [];
  throw broken("an empty list beside a summary of prices");
}

/**
 * The rows of one of a cloud's own machine types, where the volume is that it should have. None at
 * all is what is sold out.
 */
export function listLike(calls: Calls, spec: LaunchSpec): Promise<unknown[]> {
  const { instanceType, gpuCount, volumeId } = spec;
  return askAgain(calls, {
    cloud_id: instanceType.slice(instanceType.indexOf("/") + 1),
    gpu_count: String(gpuCount),
    ...(volumeId !== null && { disks: volumeId }),
  });
}

async function askAgain(calls: Calls, filter: Filter = {}): Promise<unknown[]> {
  for (let count = 0; count < TRIES; count += 1) {
    const rows = await askAll(calls, filter);
    if (rows.length > 0) return rows;
  }
  return [];
}

/** Every page; how many rows there are may change while they are read. */
async function askAll(calls: Calls, filter: Filter): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const { items, totalCount } = await calls.gpus(number, filter);
    rows.push(...items);
    if (rows.length >= totalCount) return rows;
    if (items.length === 0) throw broken("the list ends before its own count");
  }
  throw broken("the list does not end");
}

type Filter = Readonly<Record<string, string>>;

const broken = (detail: string) => new ProviderError("transient", { detail });
