import { setTimeout as delay } from "node:timers/promises";
import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { ProviderError } from "../errors";
import { pricePage } from "./wire";

const VERSION = "2023-01-01-preview";
/** Pages hold a thousand rows, a hundred in older versions. */
const PAGE_MULTIPLE = 100;
const MAX_PAGES = 20;
const TRIES = 3;
/** Others who read this list wait as long when it answers 429. */
const AFTER_TOO_MANY_MS = 3_000;

/** The keyless HTTP calls of the Retail Prices API that we make; every page is fetched. */
export function azureClient(baseUrl: string, pace: number) {
  async function page(filter: string, skip: number, { signal }: CallContext) {
    const from = skip === 0 ? "" : `&$skip=${skip}`;
    const query = `api-version=${VERSION}&currencyCode=USD&$filter=${encodeURIComponent(filter)}`;
    const read = () =>
      callProvider({
        method: "GET",
        url: `${baseUrl}/prices?${query}${from}`,
        answer: pricePage,
        changesMachine: false,
        secrets: [],
        signal,
      });
    for (let tried = 1; tried < TRIES; tried += 1) {
      const answer = await tooManyIs(null, read());
      if (answer !== null) return answer;
      await rest(AFTER_TOO_MANY_MS / pace, signal);
    }
    return read();
  }

  return {
    /**
     * Every price by use of machine sizes beginning with N in a region. The link to the next page
     * was missing by mistake before, so the list goes on after any full page.
     */
    async regionItems(region: string, context: CallContext): Promise<unknown[]> {
      const rows: unknown[] = [];
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const { Items, NextPageLink } = await page(filterOf(region), rows.length, context);
        rows.push(...Items);
        const isFull = Items.length > 0 && Items.length % PAGE_MULTIPLE === 0;
        if (Items.length === 0 || (!NextPageLink && !isFull)) return rows;
      }
      throw new ProviderError("transient", { detail: `the list of ${region} does not end` });
    },
  };
}

/** Ends early when the caller gives up; the next call then says so. */
async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal && { signal }).catch(() => undefined);
}

/** Values are case-sensitive; `priceType` here is `type` in the answer. */
function filterOf(region: string): string {
  return [
    "serviceName eq 'Virtual Machines'",
    "priceType eq 'Consumption'",
    `armRegionName eq '${region}'`,
    "contains(armSkuName, 'Standard_N')",
  ].join(" and ");
}

async function tooManyIs<T, N>(instead: N, call: Promise<T>): Promise<T | N> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "rate-limited") return instead;
    throw error;
  }
}
