import { billsCsv } from "@/lib/costs/bills/bills-csv";
import { fileAnswer } from "../../file-answer";

/** Every machine's bill beside our count, as a CSV file. */
export function GET(request: Request): Promise<Response> {
  const list = new URL(request.url).searchParams.get("list");
  return fileAnswer({ name: "bills", type: "csv" }, (scope, now) => billsCsv(scope, { list, now }));
}
