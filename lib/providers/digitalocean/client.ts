import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { sizePage } from "./wire";

const PAGE_SIZE = 200;
const MAX_PAGES = 20;

/** The HTTP calls of DigitalOcean's v2 that we make; every page of a list is fetched. */
export function digitaloceanClient(baseUrl: string) {
  function page(number: number, { apiKey = "" }: Credentials, { signal }: CallContext) {
    return callProvider({
      method: "GET",
      url: `${baseUrl}/v2/sizes?per_page=${PAGE_SIZE}&page=${number}`,
      headers: { authorization: `Bearer ${apiKey}` },
      answer: sizePage,
      changesMachine: false,
      secrets: [apiKey],
      signal,
    });
  }

  return {
    /** The link to the next page says that there is one; its address is not followed. */
    async sizes(credentials: Credentials, context: CallContext): Promise<unknown[]> {
      const rows: unknown[] = [];
      for (let number = 1; number <= MAX_PAGES; number += 1) {
        const { sizes, links } = await page(number, credentials, context);
        rows.push(...sizes);
        if (!links?.pages?.next) return rows;
      }
      throw new ProviderError("transient", { detail: "the list does not end" });
    },
  };
}
