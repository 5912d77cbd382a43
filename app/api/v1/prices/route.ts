import { clock } from "@/lib/clock";
import { apiAnswer, apiError } from "@/lib/prices/api-answer";
import { offerIndex } from "@/lib/prices/offer-index/hold-index";
import { searchOffers } from "@/lib/prices/offer-index/search-offers";
import { readOfferQuery } from "@/lib/prices/schema";
import { toCsv } from "@/lib/prices/to-csv";

/** Offers that fit the query, a page at a time, as JSON or CSV. Public. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const format = params.get("format") ?? "json";
  const read = readOfferQuery(params);
  const wrong = [
    ...("wrong" in read ? read.wrong : []),
    ...(format === "json" || format === "csv" ? [] : ["format"]),
  ];
  if (!("query" in read) || wrong.length > 0) {
    return apiError(400, "bad-parameter", {}, { parameters: wrong });
  }
  const index = await offerIndex().catch(() => null);
  if (!index) return apiError(503, "unavailable", { "retry-after": "5" });
  const now = clock.now();
  return apiAnswer(request, { version: index.version, now }, () => {
    const found = searchOffers(index, read.query, now);
    if (format === "json") {
      return { body: JSON.stringify(found), type: "application/json; charset=utf-8" };
    }
    const type = "text/csv; charset=utf-8; header=present";
    return { body: toCsv(found.rows), type, file: "gpu-prices.csv" };
  });
}
