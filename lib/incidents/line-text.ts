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
  return { text, more: say(`incidents.reasons.${word("reason")}`) };
}

/** What a repair did or why it did not, in the words of repairs where they have some. */
function whatOf(word: (key: string) => string, say: SayText): string {
  const parts = [word("act"), word("reason"), word("result")].filter((part) => part !== "");
  return parts.map((part) => say(`incidents.repair.${part}`) ?? part).join(", ");
}
