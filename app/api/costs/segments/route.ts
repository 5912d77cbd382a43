import { segmentsCsv } from "@/lib/costs/segments-csv";
import { segmentsQuery } from "@/lib/costs/segments-query";
import { fileAnswer } from "../../file-answer";

/** Every stretch that a search finds, as a CSV file. */
export function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("q");
  const { q } = segmentsQuery.parse({ q: asked, after: null });
  return fileAnswer({ name: "costs", type: "csv" }, (scope, now) => segmentsCsv(scope, { q, now }));
}
