import { z } from "zod";

/** One step: a channel, or a person's own mail. */
export const escalationStep = z.object({
  to: z.enum(["channel", "person"]),
  id: z.string().min(1).max(60),
});

/** Who is told next, and after how many minutes without an acknowledgement each. */
export const escalationPolicy = z.object({
  afterMinutes: z.number().int().min(1).max(1_440),
  steps: z.array(escalationStep).min(1).max(5),
});
export type EscalationPolicy = z.output<typeof escalationPolicy>;
