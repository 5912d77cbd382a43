import { z } from "zod";
import { callProvider, type Refusal } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { skuPage } from "./wire";

/** Compute Engine in the catalogue of services. */
const COMPUTE_ENGINE = "6F81-5844-456A";
const MAX_PAGES = 60;

/** The one list of Google's Cloud Billing catalogue that we read, page by page. */
export function gcpClient(baseUrl: string) {
  const page = (credentials: Credentials, token: string, { signal }: CallContext) => {
    const key = credentials.apiKey ?? "";
    const place = token === "" ? "" : `&pageToken=${encodeURIComponent(token)}`;
    return callProvider({
      method: "GET",
      url: `${baseUrl}/services/${COMPUTE_ENGINE}/skus?currencyCode=USD&pageSize=5000${place}`,
      // In a header, so that no log of addresses ever holds it.
      headers: { "x-goog-api-key": key },
      answer: skuPage,
      changesMachine: false,
      secrets: [key],
      kindOf,
      signal,
    });
  };

  return {
    /** The SKUs that `isWanted`, of tens of thousands. */
    async skus(credentials: Credentials, isWanted: (row: unknown) => boolean, x: CallContext) {
      const rows: unknown[] = [];
      let token = "";
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const { skus, nextPageToken } = await page(credentials, token, x);
        rows.push(...skus.filter(isWanted));
        if (nextPageToken === "") return rows;
        token = nextPageToken;
      }
      throw new ProviderError("transient", { detail: "the list does not end" });
    },
  };
}

const refusalBody = z.object({
  error: z.object({ details: z.array(z.object({ reason: z.string().optional() })).optional() }),
});

/** A wrong key is a bad request to Google; only its details say what was bad. */
function kindOf({ status, body }: Refusal) {
  const details = refusalBody.safeParse(body).data?.error.details ?? [];
  const isKey = details.some(({ reason }) => reason === "API_KEY_INVALID");
  return status === 400 && isKey ? "invalid-key" : null;
}
