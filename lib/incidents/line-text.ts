import type { LineView } from "@/lib/incidents/types";

/** Answers a text of the reader's language by its whole key, or `null` where there is none. */
export type SayText = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string | null;

/** What a line of an incident's story says, and what it adds to that; the note of a person is plain text. */
export function lineText(
  line: LineView,
  say: SayText,
): { readonly text: string; readonly more: string | null } {
  const { kind, machines, machineCount: count, data } = line;
  const word = (key: string) => (typeof data[key] === "string" ? data[key] : "");
  const fault = word("fault") || word("to");
  const values = {
    machines: say("incidents.machineNames", { count, name: machines[0]?.name ?? "" }) ?? "",
    fault: say(`healthFaults.${fault}`) ?? fault,
    scope: word("scope") || "machine",
    actor: line.actor ?? say("incidents.somebody") ?? "",
    event: say(`incidents.events.${word("type").replace(".", "-")}`) ?? word("type"),
    what: whatOf(word, say),
  };
  const text = say(`incidents.lines.${kind}`, values) ?? kind;
  if (kind === "note") return { text, more: word("text") };
  const reasons = kind.startsWith("repair-") ? "repairReasons" : "incidents.reasons";
  return { text, more: say(`${reasons}.${word("reason")}`) };
}

/** What a repair did, or what came of it. */
function whatOf(word: (key: string) => string, say: SayText): string {
  const [rung, state] = [word("rung"), word("state")];
  if (rung) return say(`repairRungs.done.${rung}`) ?? rung;
  return say(`repair.states.${state}`) ?? state;
}
