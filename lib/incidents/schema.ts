import { z } from "zod";

const id = z.string().min(1).max(60);

export const acknowledgeIncidentInput = z.object({ incidentId: id });

/** Longer is a document, and belongs into one. */
export const MOST_OF_NOTE = 2_000;

/** What somebody writes down about an incident, as plain text. */
export const addNoteInput = z.object({
  incidentId: id,
  text: z.string().trim().min(1, "required").max(MOST_OF_NOTE, "too-long"),
});

/** Which incidents somebody looks for; how far back in days those that are over may have ended. */
export const incidentStates = ["all", "open", "over"] as const;
export const incidentDays = [1, 7, 30, 90, 365] as const;
const usualDays = 30;
export const INCIDENTS_ON_A_PAGE = 50;

export const incidentsQuery = z.object({
  state: z.enum(incidentStates).catch("all"),
  provider: z.string().min(1).max(60).nullable().catch(null),
  machine: id.nullable().catch(null),
  days: z.coerce.number().pipe(z.literal(incidentDays)).catch(usualDays),
  offset: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});
export type IncidentsQuery = z.output<typeof incidentsQuery>;

/** Reads what an address asks for; what it cannot mean is the usual. */
export function readIncidentsQuery(params: URLSearchParams): IncidentsQuery {
  return incidentsQuery.parse(
    Object.fromEntries(
      ["state", "provider", "machine", "days", "offset"].map((name) => [name, params.get(name)]),
    ),
  );
}

/** The same as an address says it; what is usual is left out. */
export function writeIncidentsQuery(query: IncidentsQuery): string {
  const usual: Readonly<Record<string, unknown>> = readIncidentsQuery(new URLSearchParams());
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === null || value === usual[name] ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(asked).toString();
}
