import { dataRules, proposedPolicy, type RepairPolicy, rungs } from "@/lib/repair-policy/schema";

export const days = ["0", "1", "2", "3", "4", "5", "6"] as const;

/** What the policy form says; `null`: nothing is to be repaired. */
export function readPolicy(texts: Readonly<Record<string, string>>): RepairPolicy | null {
  const highest = rungs.find((rung) => rung === texts.highest);
  if (!highest) return null;
  const text = (name: string) => (texts[name] ?? "").trim();
  const data = dataRules.find((rule) => rule === texts.data) ?? proposedPolicy.data;
  const chosen = days.filter((day) => texts[`day${day}`] !== undefined).map(Number);
  return {
    highest,
    data,
    mostPerHour: text("mostPerHour") || null,
    extraPerDay: text("extraPerDay") || "0",
    window:
      texts.window === undefined
        ? null
        : { days: chosen, from: text("windowFrom"), to: text("windowTo") },
    workloadCommand: text("workloadCommand") || null,
  };
}
