import { billsCsv } from "@/lib/costs/bills/bills-csv";
import { csvAnswer } from "../csv-answer";

/** Every machine's bill beside our count, as a CSV file. */
export function GET(request: Request): Promise<Response> {
  const list = new URL(request.url).searchParams.get("list");
  return csvAnswer("bills", (scope, now) => billsCsv(scope, { list, now }));
}
