import { z } from "zod";
import { dollars } from "@/lib/beginning/schema";

/** What can be done about a machine that is unwell, the mildest first. */
export const rungs = [
  "restart-workload",
  "reboot",
  "same-region",
  "other-region",
  "other-provider",
] as const;
export type Rung = (typeof rungs)[number];

/** Whether `one` goes further than `other`. */
export function isBeyond(one: Rung, other: Rung): boolean {
  return rungs.indexOf(one) > rungs.indexOf(other);
}

/** The rungs that make the machine anew. */
export function isRebuild(rung: Rung): boolean {
  return isBeyond(rung, "reboot");
}

/** What is on the machine's own disk, and so what is lost with it. */
export const dataRules = ["ephemeral", "volume", "ask"] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "clock-time");

/** A weekly time, in the team's time zone, in which nothing is repaired; it may pass midnight. */
const maintenanceWindow = z.object({
  /** 0 is Sunday; the day on which it begins. */
  days: z.array(z.number().int().min(0).max(6)).min(1, "window-days").max(7),
  from: clockTime,
  to: clockTime,
});
export type MaintenanceWindow = z.output<typeof maintenanceWindow>;

/** What may be done about a machine that is unwell, and what it may cost. */
export const repairPolicy = z.object({
  /** No rung beyond this one. */
  highest: z.enum(rungs),
  /** A machine made anew has an empty disk. */
  data: z.enum(dataRules),
  /** The most a replacement may cost an hour, disk counted; null: a fifth more than at launch. */
  mostPerHour: dollars.nullable(),
  /** What replacements may cost more in a day than the machine as it was launched. */
  extraPerDay: dollars,
  window: maintenanceWindow.nullable(),
  /** Run by `sh` on the machine to restart what it serves; null: only the machine can be restarted. */
  workloadCommand: z.string().trim().min(1).max(2_000, "too-long").nullable().default(null),
});
export type RepairPolicy = z.output<typeof repairPolicy>;

/** What is proposed: restarts, and the same machine again where it stood, for no more than a fifth more. */
export const proposedPolicy: RepairPolicy = {
  highest: "same-region",
  data: "ask",
  mostPerHour: null,
  extraPerDay: "10",
  window: null,
  workloadCommand: null,
};

/** Reads a stored policy; null for none and for one this release cannot read. */
export function parsePolicy(stored: unknown): RepairPolicy | null {
  return repairPolicy.nullable().catch(null).parse(stored);
}
