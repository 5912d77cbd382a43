import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { availabilityPage, gpuSummary } from "./wire";

const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/** The HTTP calls of Prime Intellect's v1 that we make; every page of a list is fetched. */
export function primeIntellectClient(baseUrl: string) {
  function get<T>(path: string, answer: z.ZodType<T>, { apiKey = "", signal }: Call) {
    return callProvider({
      method: "GET",
      url: `${baseUrl}/availability${path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      answer,
      changesMachine: false,
      secrets: [apiKey],
      signal,
    });
  }

  return {
    async gpus({ apiKey }: Credentials, { signal }: CallContext): Promise<unknown[]> {
      const rows: unknown[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const path = `/gpus?page=${page}&page_size=${PAGE_SIZE}`;
        const { items, totalCount } = await get(path, availabilityPage, { apiKey, signal });
        rows.push(...items);
        if (rows.length >= totalCount) return rows;
        if (items.length === 0) throw broken("the list ends before its own count");
      }
      throw broken("the list does not end");
    },
    gpuSummary({ apiKey }: Credentials, { signal }: CallContext) {
      return get("/gpu-summary", gpuSummary, { apiKey, signal });
    },
  };
}

interface Call {
  readonly apiKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const broken = (detail: string) => new ProviderError("transient", { detail });
