import { z } from "zod";
import { repairPolicy } from "@/lib/repair-policy/schema";

const id = z.string().min(1).max(100);

/** `null` takes the policy away: nothing is repaired then. */
export const setPolicyInput = z.object({ deploymentId: id, policy: repairPolicy.nullable() });
export type SetPolicyInput = z.output<typeof setPolicyInput>;

/** Without hours it stays so until somebody goes on. */
export const pauseRepairInput = z.object({
  deploymentId: id,
  hours: z.number().int().min(1).max(720).nullable(),
});
export const resumeRepairInput = z.object({ deploymentId: id });
