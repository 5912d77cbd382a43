import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { ProviderError } from "../errors";
import { productPage } from "./wire";

const PATH = "/product-catalog/v2alpha1/public-catalog/products";
const PAGE_SIZE = 1_000;
const MAX_PAGES = 20;

/** The keyless HTTP calls of Scaleway that we make; every page of the catalogue is fetched. */
export function scalewayClient(baseUrl: string) {
  function page(number: number, { signal }: CallContext) {
    const query = `product_types=instance&page_size=${PAGE_SIZE}&page=${number}`;
    return callProvider({
      method: "GET",
      url: `${baseUrl}${PATH}?${query}`,
      answer: productPage,
      changesMachine: false,
      secrets: [],
      timeoutMs: 30_000,
      signal,
    });
  }

  return {
    /** The list ends at its own count, or at an empty page where that count is wrong. */
    async instanceProducts(context: CallContext): Promise<unknown[]> {
      const rows: unknown[] = [];
      for (let number = 1; number <= MAX_PAGES; number += 1) {
        const { products, total_count: total } = await page(number, context);
        rows.push(...products);
        if (products.length === 0 || rows.length >= total) return rows;
      }
      throw new ProviderError("transient", { detail: "the list does not end" });
    },
  };
}
