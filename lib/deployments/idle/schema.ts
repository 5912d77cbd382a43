import { z } from "zod";

/** What happens to a machine whose GPUs do nothing: nothing, somebody is told, or it is stopped. */
export const idleActs = ["off", "tell", "stop"] as const;
export type IdleAct = (typeof idleActs)[number];

export const idleRule = z.object({
  act: z.enum(idleActs),
  /** For how long its GPUs must do nothing. */
  minutes: z.number().int().min(30, "idle-minutes").max(10_080, "idle-minutes"),
});
export type IdleRule = z.output<typeof idleRule>;

export const machineRuleInput = z.object({
  deploymentId: z.string().min(1).max(100),
  /** `null`: the team's rule. */
  rule: idleRule.nullable(),
});

export const teamRuleInput = z.object({ rule: idleRule });

/** Reads a rule's two columns; `null` where a machine has none of its own. */
export function storedRule(row: {
  readonly idleAct: string | null;
  readonly idleMinutes: number | null;
}): IdleRule | null {
  const act = idleActs.find((one) => one === row.idleAct);
  return act && row.idleMinutes !== null ? { act, minutes: row.idleMinutes } : null;
}
