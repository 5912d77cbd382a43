import type { SayText } from "@/lib/incidents/line-text";
import type { IncidentRow } from "@/lib/incidents/types";

type Titled = Pick<IncidentRow, "cause" | "fault" | "name" | "region">;

/** What an incident is called: whose trouble, and what. `provider` is the provider's own name. */
export function titleText(incident: Titled, provider: string, say: SayText): string {
  const { cause, fault, name, region } = incident;
  const values = {
    name: name ?? "",
    provider,
    place: region ? `${provider} ${region}` : provider,
    what: fault,
    fault: say(`healthFaults.${fault}`) ?? fault,
  };
  return say(`incidents.titles.${cause}`, values) ?? fault;
}
