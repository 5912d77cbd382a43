import { z } from "zod";
import { email } from "@/lib/auth/schema";
import { paidTiers } from "@/lib/billing/plans";

export const joinWaitingListInput = z.object({
  email,
  tier: z.enum(paidTiers),
  locale: z.enum(["en", "zh"]),
});
export type JoinWaitingListInput = z.input<typeof joinWaitingListInput>;
