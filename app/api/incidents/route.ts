import { incidentsCsv } from "@/lib/incidents/incidents-csv";
import { readIncidentsQuery } from "@/lib/incidents/schema";
import { fileAnswer } from "../file-answer";

/** Every incident that a search finds, as a CSV file. */
export function GET(request: Request): Promise<Response> {
  const query = readIncidentsQuery(new URL(request.url).searchParams);
  return fileAnswer({ name: "incidents", type: "csv" }, (scope) => incidentsCsv(scope, query));
}
